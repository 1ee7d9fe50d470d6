"""From the values of one subject to the outcome: which row decides, and what stays possible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jigai.domain.rules.ranges import high_of, low_of
from jigai.domain.rules.rule_set import Unknown

if TYPE_CHECKING:
    from jigai.domain.rules.rule_set import Criterion, Row
    from jigai.domain.rules.values import Values


def decide(values: Values) -> tuple[Row, tuple[str, ...]]:
    """The first row that surely or possibly decides, and every outcome still possible."""
    rule_set = values.rule_set
    first: Row | None = None
    possible: list[str] = []
    for row in rule_set.all_rows():
        holds = values.holds(row.when)
        if holds is False:
            continue
        first = first or row
        possible.append(row.outcome)
        if holds:
            break
    names = tuple(dict.fromkeys(possible))
    decided = first or rule_set.default
    if len(names) == 1 and values.holds(decided.when) is None:
        decided = next(r for r in rule_set.all_rows() if values.holds(r.when))
    if len(names) == 1 and rule_set.unknown is Unknown.WITHHOLD:
        names = _withheld(values, decided, names)
    return decided, names


def is_unknown(values: Values, criterion: Criterion) -> bool:
    """Whether something unknown leaves the points of a criterion open."""
    applies = values.applies(criterion)
    points = values.points_of(criterion)
    return applies is None or (applies and low_of(points) != high_of(points))


def _withheld(values: Values, row: Row, names: tuple[str, ...]) -> tuple[str, ...]:
    """Any unknown part withholds a grade; an outcome that is no grade stands as it is."""
    rule_set = values.rule_set
    if rule_set.outcome(row.outcome).rank is None or not _has_unknown(values):
        return names
    return (*names, rule_set.withheld)


def _has_unknown(values: Values) -> bool:
    rule_set = values.rule_set
    return any(values.holds(row.when) is None for row in rule_set.rows) or any(
        is_unknown(values, criterion) for criterion in rule_set.criteria
    )
