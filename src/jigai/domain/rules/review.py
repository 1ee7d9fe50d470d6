"""The mark of a result whose rule should have been confirmed again by then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    from datetime import date

    from jigai.domain.rules.rule_set import RuleSet

MARK = Sentence(
    "注意：所用规则应在 {day} 前复核，尚未复核。",
    "Note: the rule was to be confirmed again by {day} and has not been.",
)


def review_day(rule_set: RuleSet) -> date:
    """The first day by which the rule or one of its thresholds is to be confirmed again."""
    return min([rule_set.review_by, *(one.review_by for one in rule_set.thresholds)])


def review_mark(rule_set: RuleSet, *, on: date) -> Sentence | None:
    """What a result of a day carries; ``None`` while no review is overdue."""
    day = review_day(rule_set)
    return MARK.format(day=day) if day < on else None
