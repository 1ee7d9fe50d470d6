"""The reasons of a verdict in words: the row that decided, every criterion, every condition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jigai.domain.rules.decide import is_unknown
from jigai.domain.rules.findings import findings_of, measured_in, names_in, reading_of
from jigai.domain.rules.ranges import high_of, low_of
from jigai.domain.rules.situation import MISSING, ZERO
from jigai.domain.rules.verdict import Reason

if TYPE_CHECKING:
    from fractions import Fraction

    from jigai.domain.rules.nodes import Expression
    from jigai.domain.rules.ranges import Amount
    from jigai.domain.rules.rule_set import Criterion, Row, Source, Trigger
    from jigai.domain.rules.values import Values
    from jigai.domain.rules.verdict import Finding, Reading
    from jigai.domain.sentence import Sentence


def reasons_of(values: Values, row: Row) -> tuple[Reason, ...]:
    """The row that decided first, then the criteria, then gates and triggers."""
    return (
        _reason("row", row.name, row.label, row.source, values, row.when),
        *(_criterion_reason(values, part) for part in values.rule_set.criteria),
        *(_trigger_reason(values, part) for part in values.rule_set.triggers),
    )


def missing_of(values: Values) -> tuple[Reading, ...]:
    """The facts, missing or stale, that leave something open."""
    return tuple(reading_of(values, name) for name in missing_names(values))


def missing_names(values: Values) -> tuple[str, ...]:
    """Their names alone, in the order in which the parts of the rule ask them."""
    rule_set = values.rule_set
    unclear: list[Expression] = []
    for criterion in rule_set.criteria:
        if is_unknown(values, criterion):
            unclear += _parts(criterion)
    unclear += [t.when for t in rule_set.triggers if values.holds(t.when) is None]
    unclear += [r.when for r in rule_set.rows if values.holds(r.when) is None]
    asked = dict.fromkeys(name for part in unclear for name in names_in(rule_set, part))
    return tuple(name for name in asked if values.facts.get(name, MISSING).known is None)


def total_of(values: Values) -> tuple[Fraction, Fraction] | None:
    """The lowest and highest possible sum; ``None`` where nothing is scored."""
    if not values.rule_set.criteria:
        return None
    return _ends(values.total, sum((c.weight for c in values.rule_set.criteria), ZERO))


def _parts(criterion: Criterion) -> list[Expression]:
    steps = [part for step in criterion.steps for part in (step.when, step.points)]
    return [criterion.applies_when, *steps, *criterion.scored()]


def _ends(amount: Amount, weight: Fraction) -> tuple[Fraction, Fraction]:
    low, high = low_of(amount), high_of(amount)
    return (low if low is not None else weight * 0, high if high is not None else weight)


def _trigger_reason(values: Values, trigger: Trigger) -> Reason:
    kind = "gate" if trigger.name in values.rule_set.gates else "trigger"
    return _reason(kind, trigger.name, trigger.label, trigger.source, values, trigger.when)


def _reason(
    kind: str, name: str, label: Sentence, source: Source, values: Values, when: Expression
) -> Reason:
    return Reason(
        kind=kind,
        name=name,
        label=label,
        met=values.holds(when),
        points=None,
        weight=None,
        applies=None,
        source=source,
        findings=findings_of(values, when),
    )


def _criterion_reason(values: Values, criterion: Criterion) -> Reason:
    applies = values.applies(criterion)
    points = _ends(values.points_of(criterion), criterion.weight)
    return Reason(
        kind="criterion",
        name=criterion.name,
        label=criterion.label,
        met=None if applies and points[0] != points[1] else applies,
        points=points,
        weight=criterion.weight,
        applies=applies,
        source=criterion.source,
        findings=_criterion_findings(values, criterion) if applies is not False else (),
    )


def _criterion_findings(values: Values, criterion: Criterion) -> tuple[Finding, ...]:
    """The step that counted, or the measures or the formula behind the points."""
    for step in criterion.steps:
        if values.holds(step.when) is not False:
            return findings_of(values, step.when)
    return tuple(measured_in(values, scored) for scored in criterion.scored())
