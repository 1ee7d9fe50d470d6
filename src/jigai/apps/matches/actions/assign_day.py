from __future__ import annotations

from collections.abc import Sequence

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.matches.models import DayMeeting, DayParticipant, DayWish, MatchingDay
from jigai.apps.matches.models.day import DayState
from jigai.domain.assignment.blocking_pairs import blocking_pairs, faults
from jigai.domain.assignment.deferred_acceptance import assign
from jigai.domain.assignment.participants import Pair, Participant
from jigai.domain.assignment.timetable import turns
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class NobodyToAssign(Refusal):
    code = "matches.nobody_to_assign"
    message = Sentence("没有一对参加者互有意向。", "No two participants wish for each other.")
    remedy = Sentence(
        "请先按排序填写意向，或手工填写。", "Fill the wishes from the ranking, or by hand."
    )


class AssignmentUnstable(Refusal):
    code = "matches.assignment_unstable"
    message = Sentence(
        "排定没有通过检验：{count}对参加者宁愿互相见面。",
        "The assignment failed its check: {count} pairs would rather meet.",
    )
    remedy = Sentence("请把这条消息告诉维护人员。", "Tell this to who maintains the product.")


def assign_day(*, day: MatchingDay, change: Change) -> list[DayMeeting]:
    """Who meets whom and when; kept only once the check has found no pair that would rather.

    Raises:
        NobodyToAssign, AssignmentUnstable: as named.
    """
    demanders, offerers = both_sides(day)
    pairs = pairs_of(demanders, offerers, proposing=day.proposing)
    if not pairs:
        raise NobodyToAssign
    bad = [*blocking_pairs(demanders, offerers, pairs), *faults(demanders, offerers, pairs)]
    if bad:
        raise AssignmentUnstable(count=len(bad))
    timetable = turns(pairs)
    with writing("matching_day.assigned", change):
        DayMeeting.objects.filter(day=day).delete()
        made = DayMeeting.objects.bulk_create(
            DayMeeting(day=day, demander_id=int(one), offerer_id=int(other), turn=turn)
            for (one, other), turn in sorted(timetable.items())
        )
        day.state, day.assigned_at = DayState.ASSIGNED, change.at
        save_valid(day, fields=["state", "assigned_at"])
    return made


def pairs_of(
    demanders: Sequence[Participant], offerers: Sequence[Participant], *, proposing: str
) -> frozenset[Pair]:
    """The stable pairs (demander, offerer), best for the side that proposes."""
    if proposing == "demand":
        return assign(demanders, offerers)
    return frozenset((one, other) for other, one in assign(offerers, demanders))


def both_sides(day: MatchingDay) -> tuple[list[Participant], list[Participant]]:
    """The participants of a day with their wishes, demanders and offerers."""
    wishes: dict[int, list[str]] = {}
    for wish in DayWish.objects.filter(participant__day=day).order_by("participant", "place"):
        wishes.setdefault(wish.participant_id, []).append(str(wish.wished_id))
    demanders: list[Participant] = []
    offerers: list[Participant] = []
    for one in DayParticipant.objects.filter(day=day).order_by("pk"):
        side = offerers if one.demand_id is None else demanders
        side.append(Participant(str(one.pk), tuple(wishes.get(one.pk, ())), one.capacity))
    return demanders, offerers
