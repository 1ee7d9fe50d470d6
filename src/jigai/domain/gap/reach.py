"""When a rule set gives one of the outcomes wanted: its rows, first hit first, as literals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jigai.domain.gap.integers import Truth, negated
from jigai.domain.rules.rule_set import Unknown

if TYPE_CHECKING:
    from jigai.domain.gap.translate import Translation
    from jigai.domain.rules.rule_set import Criterion


def is_possible(translation: Translation, targets: frozenset[str]) -> Truth:
    """Whether nothing known stands against the outcomes wanted: one of their rows may decide."""
    rows = zip(translation.rule_set.all_rows(), _possible(translation), strict=True)
    return translation.model.some(may for row, may in rows if row.outcome in targets)


def _possible(translation: Translation) -> list[Truth]:
    """Of each row, whether it may be the one that decides."""
    rule_set, model = translation.rule_set, translation.model
    answers = [translation.holds(row.when) for row in rule_set.all_rows()]
    return [
        model.every([*(negated(one.yes) for one in answers[:place]), negated(answer.no)])
        for place, answer in enumerate(answers)
    ]


def is_reached(translation: Translation, targets: frozenset[str]) -> Truth:
    """Whether every outcome still possible is one and the same of those wanted.

    The meaning of ``outcome_of``: the rows up to the first that surely holds, without those that
    surely do not. With ``withhold`` a grade also needs every row and every criterion known.
    """
    rule_set, model = translation.rule_set, translation.model
    possible = _possible(translation)
    ways = []
    for outcome in rule_set.outcomes:
        if outcome.name in targets:
            rows = zip(rule_set.all_rows(), possible, strict=True)
            others = [negated(may) for row, may in rows if row.outcome != outcome.name]
            graded = rule_set.unknown is Unknown.WITHHOLD and outcome.rank is not None
            known = [_is_all_known(translation)] if graded else []
            ways.append(model.every([*others, *known]))
    return model.some(ways)


def _is_all_known(translation: Translation) -> Truth:
    rule_set, model = translation.rule_set, translation.model
    answers = [translation.holds(row.when) for row in rule_set.rows]
    known = [model.some([answer.yes, answer.no]) for answer in answers]
    known += [_is_known(translation, criterion) for criterion in rule_set.criteria]
    return model.every(known)


def _is_known(translation: Translation, criterion: Criterion) -> Truth:
    """Surely out of play, or surely in play with points that are one number."""
    applies, points = translation.holds(criterion.applies_when), translation.points.of(criterion)
    one = translation.spans.is_at_least(points.low, points.high)
    return translation.model.some([applies.no, translation.model.every([applies.yes, one])])
