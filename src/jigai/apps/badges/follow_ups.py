"""What must happen after a badge (default rule, after the badge): who does what by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jigai.domain.badges.colours import Colour
from jigai.domain.periods import NoNeighbour, parse_period
from jigai.domain.sentence import Sentence
from jigai.domain.workdays import WorkCalendar


class FollowUpKind(StrEnum):
    REMINDER = "reminder"
    SUPERVISION_LETTER = "supervision_letter"
    SPECIAL_MEETING = "special_meeting"

    @property
    def label(self) -> Sentence:
        return LABELS[self]


LABELS = {
    FollowUpKind.REMINDER: Sentence(
        "提醒，5个工作日内报整改计划", "reminder; written plan within 5 work-days"
    ),
    FollowUpKind.SUPERVISION_LETTER: Sentence(
        "督办函，10个工作日内整改到位", "supervision letter; mended within 10 work-days"
    ),
    FollowUpKind.SPECIAL_MEETING: Sentence("专班专题会议研究", "special meeting of the team"),
}
WORK_DAYS = {
    FollowUpKind.REMINDER: 5,
    FollowUpKind.SUPERVISION_LETTER: 10,
    FollowUpKind.SPECIAL_MEETING: 10,
}
TWICE = 2


class Turn(StrEnum):
    """Who must act next."""

    UNIT = "unit"
    OFFICE = "office"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Due:
    kind: FollowUpKind
    due_on: date


def follow_up_of(
    *, colour: str, red_in_a_row: int, yellow_in_a_row: int, on: date, calendar: WorkCalendar
) -> Due | None:
    """Yellow: reminder. Two yellows running or one red: letter. Two reds running: meeting."""
    kind = _kind(colour, red_in_a_row, yellow_in_a_row)
    return Due(kind, calendar.add(on, WORK_DAYS[kind])) if kind else None


def recheck_day(*, period: str, due: Due, calendar: WorkCalendar, report_days: int) -> date:
    """When it is looked at again: a reminder when the next round's reports are in.

    A letter or meeting is checked on its own last day; a single report day has no next round.
    """
    if due.kind is not FollowUpKind.REMINDER:
        return due.due_on
    try:
        following = parse_period(period).next()
    except NoNeighbour:
        return due.due_on
    return max(due.due_on, calendar.add(following.end_on, report_days))


def turn_of(
    *, kind: str, due_on: date, recheck_on: date | None, is_planned: bool, is_done: bool
) -> tuple[Turn, date]:
    """Whose turn it is and until when: the unit writes its plan, the office looks again.

    A special meeting is held by the office from the start.
    """
    if is_done:
        return Turn.NOBODY, due_on
    if kind == FollowUpKind.SPECIAL_MEETING:
        return Turn.OFFICE, due_on
    return (Turn.OFFICE, recheck_on or due_on) if is_planned else (Turn.UNIT, due_on)


def _kind(colour: str, red: int, yellow: int) -> FollowUpKind | None:
    if colour == Colour.RED:
        return FollowUpKind.SPECIAL_MEETING if red >= TWICE else FollowUpKind.SUPERVISION_LETTER
    if colour == Colour.YELLOW:
        return FollowUpKind.SUPERVISION_LETTER if yellow >= TWICE else FollowUpKind.REMINDER
    return None
