"""The facts that earlier badges, exemptions and notices offer to the rule engine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from jigai.apps.badges.models import Exemption as ExemptionRecord
from jigai.apps.badges.models import ProjectBadge
from jigai.apps.badges.queries.overdue import unanswered_follow_ups
from jigai.apps.projects.clocks import Pauses
from jigai.apps.projects.facts import Facts, fact
from jigai.apps.rounds.models import Round
from jigai.domain.badges.colours import Colour
from jigai.domain.badges.history import Streaks
from jigai.domain.badges.lifecycle import Exemption
from jigai.domain.sentence import Sentence

EXEMPTIONS = Sentence("经批准的豁免（有截止日期）", "approved exemptions with an end date")
BOARD = Sentence("上期已发布的牌", "published board of the previous round")
CARRIED = Sentence("逐期结转", "carried from round to round")
NOTICES = Sentence("督办记录", "record of notices")


@dataclass(frozen=True, slots=True)
class Carried:
    """What earlier rounds hand to this one. ``colour`` is the last that was assessed."""

    colour: Colour = Colour.NONE
    red: int = 0
    yellow: int = 0
    missed: int = 0

    def after(self, colour: Colour, *, is_missed: bool) -> Carried:
        """What this round hands on; a round not assessed neither adds to a colour nor ends it."""
        streaks = Streaks(self.missed, self.red, self.colour)
        then = streaks.after(colour=colour, is_missed=is_missed)
        yellow = self.yellow + 1 if colour is Colour.YELLOW else 0
        return Carried(
            then.previous_colour,
            then.rounds_red_in_a_row,
            self.yellow if colour is Colour.NOT_ASSESSED else yellow,
            then.consecutive_missed_rounds,
        )


def exempt_stretches(project_ids: Collection[int]) -> dict[int, Pauses]:
    """Approved exemptions of projects; one query."""
    found: dict[int, list[Exemption]] = defaultdict(list)
    approved = ExemptionRecord.objects.filter(
        project__in=project_ids, approved_at__isnull=False
    ).order_by("valid_from", "id")
    for one in approved:
        found[one.project_id].append(
            Exemption(one.reason, one.approved_by, one.valid_from, one.valid_to)
        )
    return {key: tuple(exemptions) for key, exemptions in found.items()}


def carried_to(round: Round, project_ids: Collection[int]) -> dict[int, Carried]:
    """From the published badges of earlier rounds; one query."""
    badges = ProjectBadge.objects.filter(
        round__ends_on__lt=round.ends_on,
        round__published_at__isnull=False,
        project__in=project_ids,
    ).order_by("round__ends_on")
    found: dict[int, Carried] = {}
    for key, colour, red, yellow, missed in badges.values_list(
        "project_id", "colour", "red_in_a_row", "yellow_in_a_row", "missed_in_a_row"
    ):
        last = found.get(key, Carried()).colour
        shown = last if colour == Colour.NOT_ASSESSED else Colour(colour)
        found[key] = Carried(shown, red, yellow, missed)
    return found


def badge_facts(
    *,
    round: Round,
    project_ids: Collection[int],
    pauses: Mapping[int, Pauses],
    carried: Mapping[int, Carried],
) -> dict[int, Facts]:
    """Facts of projects from what went before; one query."""
    on = round.ends_on
    overdue = set(
        unanswered_follow_ups(on=on)
        .filter(badge__project__in=project_ids, badge__round__ends_on__lt=on)
        .values_list("badge__project_id", flat=True)
    )
    return {
        key: _facts(on, carried.get(key, Carried()), pauses.get(key, ()), is_overdue=key in overdue)
        for key in project_ids
    }


def _facts(on: date, carried: Carried, pauses: Pauses, *, is_overdue: bool) -> Facts:
    is_exempt = any(one.is_in_force(on=on) for one in pauses)
    return {
        "is_exempt": fact(is_exempt, EXEMPTIONS, on),
        "start_delay_excused": fact(is_exempt, EXEMPTIONS, on),
        "inclusion_delay_excused": fact(is_exempt, EXEMPTIONS, on),
        "previous_colour": fact(carried.colour.value, BOARD, on),
        "rounds_red_in_a_row": fact(carried.red, CARRIED, on, "count"),
        "consecutive_missed_rounds": fact(carried.missed, CARRIED, on, "count"),
        "notice_deadline_passed": fact(is_overdue, NOTICES, on),
    }
