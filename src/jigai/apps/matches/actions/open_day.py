from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.cooperation.models import Achievement, Demand, Expert
from jigai.apps.matches.models import DayMeeting, DayParticipant, MatchingDay
from jigai.apps.matches.models.day import DayState
from jigai.apps.matches.words import SIDES
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class SideUnknown(Refusal):
    code = "matches.side_unknown"
    message = Sentence("没有“{side}”这一方。", "There is no side “{side}”.")
    remedy = Sentence("需求方写 demand，供给方写 offer。", "Write demand or offer.")


class ComesAlready(Refusal):
    code = "matches.comes_already"
    message = Sentence("已经在参加名单中。", "It is on the list of participants already.")


@dataclass(frozen=True, slots=True)
class DayPlan:
    """When and where, how long a turn is, and which side's wishes come first."""

    name: str
    held_on: date
    place: str
    begins_at: time
    turn_minutes: int = 20
    proposing: str = "demand"


def open_day(*, plan: DayPlan, change: Change) -> MatchingDay:
    """A matching day is announced.

    Raises:
        SideUnknown, RecordInvalid: as named.
    """
    if plan.proposing not in SIDES:
        raise SideUnknown(side=plan.proposing)
    with writing("matching_day.opened", change):
        day = MatchingDay(
            name=plan.name.strip(),
            held_on=plan.held_on,
            place=plan.place.strip(),
            begins_at=plan.begins_at,
            turn_minutes=plan.turn_minutes,
            proposing=plan.proposing,
        )
        save_valid(day)
    return day


def let_propose(*, day: MatchingDay, side: str, change: Change) -> MatchingDay:
    """The other side's wishes come first; what was assigned is undone.

    Raises:
        SideUnknown: as named.
    """
    if side not in SIDES:
        raise SideUnknown(side=side)
    with writing("matching_day.side_chosen", change):
        reopen(day)
        day.proposing = side
        save_valid(day, fields=["proposing"])
    return day


def add_participant(
    *, day: MatchingDay, thing: Demand | Achievement | Expert, capacity: int, change: Change
) -> DayParticipant:
    """A demand, an achievement or an expert comes; what was assigned is undone.

    Raises:
        ComesAlready, RecordInvalid: as named.
    """
    kinds = {Demand: "demand", Achievement: "achievement", Expert: "expert"}
    key = {kinds[type(thing)]: thing}
    with writing("matching_day.joined", change):
        if DayParticipant.objects.filter(day=day, **key).exists():
            raise ComesAlready
        reopen(day)
        participant = DayParticipant(day=day, capacity=capacity, **key)
        save_valid(participant)
    return participant


def remove_participant(*, participant: DayParticipant, change: Change) -> None:
    """Who does not come leaves the list, with every wish of and for them."""
    with writing("matching_day.left", change):
        reopen(participant.day)
        participant.delete()


def reopen(day: MatchingDay) -> None:
    """Take the meetings back; the caller has opened the change set."""
    DayMeeting.objects.filter(day=day).delete()
    if day.state != DayState.OPEN:
        day.state, day.assigned_at = DayState.OPEN, None
        save_valid(day, fields=["state", "assigned_at"])
