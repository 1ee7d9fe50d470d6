"""Hand enterprises over to another officer: look first, then move all that is open at once.

What moves is one line of ``SHARES`` a part; closed work keeps the name of who did it, and the
periods of the officers say who was responsible on any day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.writing import writing
from jigai.apps.cultivation.actions.assign_coach import officer_for, out_of_reach
from jigai.apps.cultivation.actions.hand_over_enterprises import hand_over_enterprises
from jigai.apps.cultivation.queries.coaches import present_coaches
from jigai.apps.cultivation.queries.tasks import open_task_counts
from jigai.apps.planning.queries.waiting import live_plan_counts
from jigai.apps.registry.models import Enterprise
from jigai.apps.registry.queries.access import enterprise_named
from jigai.apps.support.actions.hand_over_requests import hand_over_requests
from jigai.apps.support.queries.hand_over import passing_requests
from jigai.apps.visits.actions.hand_over_follow_ups import hand_over_follow_ups
from jigai.apps.visits.queries.follow_ups import open_of_officers
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

Former = Collection[tuple[int, int]]
"""(enterprise, officer) pairs as they are before the hand-over."""


class NothingToHandOver(Refusal):
    code = "desk.nothing_to_hand_over"
    message = Sentence(
        "选定的企业都已由{name}负责。", "{name} is responsible for all of these already."
    )
    remedy = Sentence("请另选企业或干部。", "Choose other enterprises or another officer.")


class NothingChosen(Refusal):
    code = "desk.nothing_chosen"
    message = Sentence("没有选定企业。", "No enterprise is chosen.")
    remedy = Sentence("请选原联系人，或逐家选定。", "Choose the present officer, or enterprises.")


@dataclass(frozen=True, slots=True)
class Share:
    """What one part moves.

    Attributes:
        title: what it is called in the preview.
        count: enterprise → how many open things would move to the person given.
        move: moves them; ``None`` where the officers' own action does it, as with plans, whose
            measures are the turn of the enterprise's officer.
    """

    title: Sentence
    count: Callable[[Former, int], Mapping[int, int]]
    move: Callable[[Former, int, Change], int] | None = None


@dataclass(frozen=True, slots=True)
class HandOverLine:
    """One enterprise; ``open_counts`` in the order of the shares."""

    enterprise_id: int
    enterprise: str
    former: str
    open_counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class HandOverPlan:
    """What a hand-over would move; ``unseen`` names enterprises out of the officer's reach."""

    since: date
    to_user_id: int
    officer: str
    shares: tuple[Sentence, ...]
    lines: tuple[HandOverLine, ...]
    staying_count: int
    unseen: tuple[str, ...]

    @property
    def totals(self) -> tuple[int, ...]:
        counted = zip(*(line.open_counts for line in self.lines), strict=True)
        return tuple(map(sum, counted)) if self.lines else (0,) * len(self.shares)


def _ladder(former: Former, to_user_id: int) -> Mapping[int, int]:  # noqa: ARG001 - one shape
    return open_task_counts([enterprise for enterprise, _officer in former])


def _promises(former: Former, to_user_id: int) -> Mapping[int, int]:  # noqa: ARG001 - one shape
    return Counter(one.interaction.enterprise_id for one in open_of_officers(former))


def _move_promises(former: Former, to_user_id: int, change: Change) -> int:
    return hand_over_follow_ups(former=former, to_user_id=to_user_id, change=change)


def _requests(former: Former, to_user_id: int) -> Mapping[int, int]:
    return Counter(one.enterprise_id for one in passing_requests(former, to_user_id=to_user_id))


def _move_requests(former: Former, to_user_id: int, change: Change) -> int:
    return hand_over_requests(former=former, to_user_id=to_user_id, change=change)


def _plans(former: Former, to_user_id: int) -> Mapping[int, int]:  # noqa: ARG001 - one shape
    return live_plan_counts([enterprise for enterprise, _officer in former])


SHARES: tuple[Share, ...] = (
    Share(Sentence("未办结的培育事项", "open ladder tasks"), _ladder),
    Share(Sentence("未办结的跟进事项", "open follow-ups"), _promises, _move_promises),
    Share(Sentence("未办结的企业诉求", "open requests"), _requests, _move_requests),
    Share(Sentence("技改规划", "upgrade plans"), _plans),
)
"""A part with work that follows the officer adds its line here."""


def plan_hand_over(
    viewer: Viewer, *, enterprise_ids: Collection[int], to_user_id: int, since: date
) -> HandOverPlan:
    """What would move; nothing is saved.

    Raises:
        NothingChosen, NothingToHandOver, NoSuchOfficer: as named.
    """
    chosen = _chosen(viewer, enterprise_ids)
    officer = officer_for([], user_id=to_user_id, since=since)
    coaches = present_coaches([one.pk for one in chosen])
    staying = {key for key, held in coaches.items() if held.user_id == to_user_id}
    moving = [one for one in chosen if one.pk not in staying]
    if not moving:
        raise NothingToHandOver(name=officer.display_name)
    former = _former(moving)
    counts = [share.count(former, to_user_id) for share in SHARES]
    names = {key: held.user.display_name for key, held in coaches.items()}
    return HandOverPlan(
        since=since,
        to_user_id=to_user_id,
        officer=officer.display_name,
        shares=tuple(share.title for share in SHARES),
        lines=tuple(
            HandOverLine(
                one.pk,
                one.name,
                names.get(one.pk, ""),
                tuple(count.get(one.pk, 0) for count in counts),
            )
            for one in moving
        ),
        staying_count=len(staying),
        unseen=tuple(one.name for one in out_of_reach(moving, officer, since=since)),
    )


def hand_over(
    viewer: Viewer,
    *,
    enterprise_ids: Collection[int],
    to_user_id: int,
    since: date,
    change: Change,
) -> HandOverPlan:
    """Move everything in one change set, which can be undone as one; what was moved.

    Raises:
        NothingChosen, NothingToHandOver, NoSuchOfficer, CoachCannotSee, HandOverInFuture,
        HandOverBeforeTheLast: as named.
    """
    with writing("enterprises.handed_over", change):
        plan = plan_hand_over(
            viewer, enterprise_ids=enterprise_ids, to_user_id=to_user_id, since=since
        )
        moving = _chosen(viewer, [line.enterprise_id for line in plan.lines])
        former = _former(moving)
        hand_over_enterprises(enterprises=moving, to_user_id=to_user_id, since=since, change=change)
        for share in SHARES:
            if share.move is not None:
                share.move(former, to_user_id, change)
    return plan


def _chosen(viewer: Viewer, enterprise_ids: Collection[int]) -> list[Enterprise]:
    seen = Enterprise.objects.visible_to(viewer).filter(merged_into=None, pk__in=enterprise_ids)
    chosen = list(seen.order_by("name_sort", "pk"))
    if not chosen:
        raise NothingChosen
    return chosen


def _former(enterprises: Sequence[Enterprise]) -> list[tuple[int, int]]:
    held = present_coaches([one.pk for one in enterprises])
    return [(one.pk, held[one.pk].user_id if one.pk in held else 0) for one in enterprises]


def named_enterprises(viewer: Viewer, lines: str) -> list[int]:
    """Ids of the enterprises named one a line, by credit code or number.

    Raises:
        NoEnterpriseNamed: one of them is absent, or out of the viewer's reach.
    """
    named = [line.strip() for line in lines.splitlines() if line.strip()]
    return [enterprise_named(viewer, name).pk for name in named]
