"""The way of a badge: provisional, under objection, final, restated; and exemptions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    from datetime import date

    from jigai.domain.workdays import WorkCalendar

DAYS_TO_OBJECT = 3
DAYS_TO_RULE = 5


class State(StrEnum):
    PROVISIONAL = "provisional"
    UNDER_OBJECTION = "under_objection"
    FINAL = "final"
    RESTATED = "restated"

    @property
    def label(self) -> Sentence:
        return STATE_LABELS[self]


STATE_LABELS = {
    State.PROVISIONAL: Sentence("初评", "provisional"),
    State.UNDER_OBJECTION: Sentence("申诉中", "under objection"),
    State.FINAL: Sentence("已定", "final"),
    State.RESTATED: Sentence("已更正", "restated"),
}
MOVES: dict[State, frozenset[State]] = {
    State.PROVISIONAL: frozenset({State.UNDER_OBJECTION, State.FINAL}),
    State.UNDER_OBJECTION: frozenset({State.PROVISIONAL, State.FINAL}),
    State.FINAL: frozenset({State.RESTATED}),
    State.RESTATED: frozenset({State.RESTATED}),
}


class BadgeCannotMove(Refusal):
    code = "badges.cannot_move"
    message = Sentence(
        "牌现在是“{now}”，不能变为“{then}”。", "The badge is {now}; it cannot become {then}."
    )
    remedy = Sentence("发布后的更正请用编号更正。", "After publication, correct by a restatement.")


class ObjectionTooLate(Refusal):
    code = "badges.objection_too_late"
    message = Sentence(
        "申诉期已于 {closes_on} 截止。", "The objection window closed on {closes_on}."
    )


class JudgeInOwnCase(Refusal):
    code = "badges.judge_in_own_case"
    message = Sentence("评牌人不能裁定自己评的牌。", "Whoever graded a badge may not rule on it.")
    remedy = Sentence("请由另一位有权限的人员裁定。", "Let another authorised person rule.")


def check_move(now: State, then: State) -> None:
    """Refuse a move that the table does not have.

    Raises:
        BadgeCannotMove: the badge cannot go from ``now`` to ``then``.
    """
    if then not in MOVES[now]:
        raise BadgeCannotMove(now=now.label, then=then.label)


def check_judge(*, graded_by: str, ruled_by: str) -> None:
    """A ruling comes from someone other than the grader.

    Raises:
        JudgeInOwnCase: both are the same.
    """
    if graded_by == ruled_by:
        raise JudgeInOwnCase


@dataclass(frozen=True, slots=True)
class ObjectionWindow:
    """Until when an objection may come, counted in work-days from the notice."""

    notified_on: date
    closes_on: date

    def is_open(self, *, on: date) -> bool:
        return self.notified_on <= on <= self.closes_on

    def check_open(self, *, on: date) -> None:
        """Refuse an objection after the window.

        Raises:
            ObjectionTooLate: with the day on which it closed.
        """
        if not self.is_open(on=on):
            raise ObjectionTooLate(closes_on=self.closes_on)


def objection_window(
    calendar: WorkCalendar, *, notified_on: date, days: int = DAYS_TO_OBJECT
) -> ObjectionWindow:
    """The window of a notice: default rule set, three work-days."""
    return ObjectionWindow(notified_on, calendar.add(notified_on, days))


def ruling_due_on(calendar: WorkCalendar, *, objected_on: date, days: int = DAYS_TO_RULE) -> date:
    """By when an objection must be ruled on: default rule set, five work-days."""
    return calendar.add(objected_on, days)


@dataclass(frozen=True, slots=True)
class Exemption:
    """An approved excuse from one day to another, both included."""

    reason: str
    approved_by: str
    starts_on: date
    ends_on: date

    def is_in_force(self, *, on: date) -> bool:
        return self.starts_on <= on <= self.ends_on


def exempt_days(exemptions: tuple[Exemption, ...], *, first: date, last: date) -> int:
    """Days of a stretch on which the clock stood still, overlapping exemptions counted once."""
    days = range(first.toordinal(), last.toordinal() + 1)
    spans = [(e.starts_on.toordinal(), e.ends_on.toordinal()) for e in exemptions]
    return sum(any(start <= day <= end for start, end in spans) for day in days)
