"""The facts that earlier badges, exemptions and notices offer to the rule engine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from jigai.apps.badges.models import Exemption, FollowUp, ProjectBadge
from jigai.apps.projects.clocks import Pauses
from jigai.apps.projects.facts import Facts, fact
from jigai.apps.rounds.models import Round
from jigai.domain.sentence import Sentence

EXEMPTIONS = Sentence("经批准的豁免（有截止日期）", "approved exemptions with an end date")
BOARD = Sentence("上期已发布的牌", "published board of the previous round")
CARRIED = Sentence("逐期结转", "carried from round to round")
NOTICES = Sentence("督办记录", "record of notices")


@dataclass(frozen=True, slots=True)
class Streaks:
    """How often in a row before this round; a round not assessed neither adds nor clears."""

    colour: str = "none"
    red: int = 0
    yellow: int = 0
    missed: int = 0


def exempt_stretches(project_ids: Collection[int]) -> dict[int, Pauses]:
    """Approved exemptions of projects, first and last day included; one query."""
    found: dict[int, list[tuple[date, date]]] = defaultdict(list)
    approved = Exemption.objects.filter(project__in=project_ids, approved_at__isnull=False)
    for key, first, last in approved.order_by("valid_from", "id").values_list(
        "project_id", "valid_from", "valid_to"
    ):
        found[key].append((first, last))
    return dict(found)


def streaks_before(round: Round, project_ids: Collection[int]) -> dict[int, Streaks]:
    """From the badges of the last published round of the same rhythm; two queries."""
    before = (
        Round.objects.filter(ends_on__lt=round.ends_on, published_at__isnull=False)
        .order_by("-ends_on")
        .first()
    )
    badges = ProjectBadge.objects.filter(round=before, project__in=project_ids)
    return {
        b.project_id: Streaks(b.colour, b.red_in_a_row, b.yellow_in_a_row, b.missed_in_a_row)
        for b in badges.defer("facts", "verdict")
    }


def badge_facts(
    *, round: Round, project_ids: Collection[int], pauses: dict[int, Pauses]
) -> dict[int, Facts]:
    """Facts of projects from what went before; three queries."""
    on = round.ends_on
    streaks = streaks_before(round, project_ids)
    overdue = set(
        FollowUp.objects.filter(
            badge__project__in=project_ids, badge__round__ends_on__lt=on, done_on=None,
            due_on__lte=on,
        ).values_list("badge__project_id", flat=True)
    )  # fmt: skip
    return {
        key: _facts(on, streaks.get(key, Streaks()), pauses.get(key, ()), key in overdue)
        for key in project_ids
    }


def _facts(on: date, streaks: Streaks, pauses: Pauses, is_overdue: bool) -> Facts:  # noqa: FBT001
    is_exempt = any(first <= on <= last for first, last in pauses)
    return {
        "is_exempt": fact(is_exempt, EXEMPTIONS, on),
        "start_delay_excused": fact(is_exempt, EXEMPTIONS, on),
        "inclusion_delay_excused": fact(is_exempt, EXEMPTIONS, on),
        "previous_colour": fact(streaks.colour, BOARD, on),
        "rounds_red_in_a_row": fact(streaks.red, CARRIED, on, "count"),
        "consecutive_missed_rounds": fact(streaks.missed, CARRIED, on, "count"),
        "notice_deadline_passed": fact(is_overdue, NOTICES, on),
    }
