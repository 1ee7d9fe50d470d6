"""What must happen after a badge (default rule, after the badge): who does what by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jigai.domain.badges.colours import Colour
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


def _kind(colour: str, red: int, yellow: int) -> FollowUpKind | None:
    if colour == Colour.RED:
        return FollowUpKind.SPECIAL_MEETING if red >= TWICE else FollowUpKind.SUPERVISION_LETTER
    if colour == Colour.YELLOW:
        return FollowUpKind.SUPERVISION_LETTER if yellow >= TWICE else FollowUpKind.REMINDER
    return None
