"""One firm on the special team's desk: what it waits for, whose turn, contacts, officers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.cultivation.queries.coaches import CoachPeriod, coach_periods, present_coaches
from jigai.apps.cultivation.queries.tasks import open_tasks_of
from jigai.apps.planning.queries.plans import plans_seen
from jigai.apps.planning.queries.waiting import open_measures, waiting_versions
from jigai.apps.registry.models import Enterprise
from jigai.apps.support.queries.desk import open_of
from jigai.apps.visits.queries.caps import CapStanding, cap_standing
from jigai.apps.visits.queries.follow_ups import follow_ups
from jigai.apps.visits.queries.interactions import InteractionRow, interactions
from jigai.domain.refusal import NotFound
from jigai.domain.rules.rulebook import shipped
from jigai.domain.sentence import Sentence
from jigai.flows.collect_enterprise_facts import SUBJECT
from jigai.flows.desk import visible_desk_rows
from jigai.flows.missing_facts import missing_facts


class NotOnTheDesk(NotFound):
    code = "desk.not_on_the_desk"
    message = Sentence("“{name}”不在科技型中小企业库中。", "“{name}” is not in the library.")
    remedy = Sentence(
        "工作台只列在库企业；请先办理入库登记。",
        "The desk holds the firms of the library; admit it.",
    )


@dataclass(frozen=True, slots=True)
class WaitingItem:
    """One thing that waits; ``turn`` blank: the programme office. ``link`` names its page.

    ``turn_en`` where whose turn it is reads otherwise in English.
    """

    kind: Sentence
    title: Sentence
    due_on: date | None
    turn: str
    link: str
    key: int
    turn_en: str = ""


@dataclass(frozen=True, slots=True)
class DeskCard:
    """All that the desk says of one firm on a day."""

    enterprise_id: int
    enterprise: str
    credit_code: str
    on: date
    rung: str
    colour: str
    coach: str
    expires_on: date | None
    last_contact_on: date | None
    last_contact_by: str
    days_silent: int | None
    most_days: int | None
    is_silent: bool
    cap: CapStanding
    waiting: tuple[WaitingItem, ...]
    missing: tuple[Sentence, ...]
    missing_for: str
    contacts: tuple[InteractionRow, ...]
    officers: tuple[CoachPeriod, ...]


APPROVAL = Sentence("待批准规划", "plan to approve")
MEASURE = Sentence("规划措施", "plan measure")
Waiting = Callable[[Viewer, int], list[WaitingItem]]


def _ladder(viewer: Viewer, enterprise_id: int) -> list[WaitingItem]:  # noqa: ARG001 - one shape
    kind = Sentence("培育事项", "ladder task")
    return [
        WaitingItem(kind, one.title, one.due_on, one.officer, "cultivation:task", one.id)
        for one in open_tasks_of(enterprise_id)
    ]


def _promises(viewer: Viewer, enterprise_id: int) -> list[WaitingItem]:
    kind = Sentence("跟进事项", "follow-up")
    return [
        WaitingItem(
            kind, Sentence(one.text, one.text), one.due_on, one.owner, "visits:follow_up", one.id
        )
        for one in follow_ups(viewer, enterprise_id=enterprise_id)
    ]


def _requests(viewer: Viewer, enterprise_id: int) -> list[WaitingItem]:
    kind = Sentence("企业诉求", "request")
    return [
        WaitingItem(
            kind, title, due, one.waits_for, "support:show", one.pk, turn_en=one.waits_for_en
        )
        for one, title, due in open_of(viewer, enterprise_id)
    ]


def _plans(viewer: Viewer, enterprise_id: int) -> list[WaitingItem]:
    """Versions before a second person, and every open measure, whatever its day."""
    seen = [one.id for one in plans_seen(viewer, enterprise_id=enterprise_id)]
    asked = waiting_versions().filter(plan__in=seen).select_related("plan")
    measures = open_measures(before=date.max).filter(version__plan__in=seen)
    held = present_coaches([enterprise_id]).get(enterprise_id)
    coach = held.user.display_name if held else ""
    return [
        *(
            WaitingItem(APPROVAL, _named(one.plan.title), None, "", "planning:show", one.plan_id)
            for one in asked.order_by("submitted_at", "pk")
        ),
        *(
            WaitingItem(
                MEASURE,
                _named(f"{one.key} {one.title}"),
                one.due_on,
                coach or (one.version.owner.name if one.version.owner else ""),
                "planning:show",
                one.version.plan_id,
            )
            for one in measures.select_related("version__owner").order_by("due_on", "pk")
        ),
    ]


def _named(title: str) -> Sentence:
    return Sentence(title, title)


WAITING: tuple[Waiting, ...] = (_ladder, _promises, _requests, _plans)
"""A part with more work on an enterprise adds its reader here, beside its line in ``desk``."""


def desk_card(viewer: Viewer, enterprise: Enterprise, *, on: date) -> DeskCard:
    """What waits is ordered by its day over all kinds of work.

    Raises:
        NotOnTheDesk: the enterprise has no place in the library on the day.
    """
    row = visible_desk_rows(viewer, on).filter(pk=enterprise.pk).first()
    if row is None:
        raise NotOnTheDesk(name=enterprise.name)
    told: dict[str, object] = row.__dict__
    waiting = [item for read in WAITING for item in read(viewer, enterprise.pk)]
    missing = missing_facts([enterprise.pk], on=on).get(enterprise.pk)
    facts = shipped().facts[SUBJECT]
    last: date | None = told["last_contact_on"]  # type: ignore[assignment]
    return DeskCard(
        enterprise_id=enterprise.pk,
        enterprise=enterprise.name,
        credit_code=enterprise.credit_code,
        on=on,
        rung=str(told["rung"]),
        colour=str(told["colour"]),
        coach=str(told["coach"] or ""),
        expires_on=told["expires_on"],  # type: ignore[arg-type]
        last_contact_on=last,
        last_contact_by=str(told["last_contact_by"] or ""),
        days_silent=(on - last).days if last else None,
        most_days=told["asked_days"],  # type: ignore[arg-type]
        is_silent=bool(told["is_silent"]),
        cap=cap_standing(enterprise_id=enterprise.pk, on=on),
        waiting=tuple(sorted(waiting, key=lambda item: (item.due_on or date.max, item.key))),
        missing=tuple(facts[name].label for name in missing.names) if missing else (),
        missing_for=missing.rung if missing else "",
        contacts=tuple(interactions(viewer, enterprise_id=enterprise.pk)),
        officers=tuple(coach_periods(viewer, enterprise_id=enterprise.pk)),
    )
