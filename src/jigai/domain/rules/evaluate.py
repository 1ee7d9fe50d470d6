"""The meaning of a rule set: one subject, exact, three-valued, with every reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jigai.domain.rules.findings import findings_of, measured_in, readings_in
from jigai.domain.rules.nodes import Expression
from jigai.domain.rules.ranges import high_of, low_of
from jigai.domain.rules.rule_set import Criterion, Row, RuleSet, Trigger, Unknown
from jigai.domain.rules.situation import ZERO, Situation
from jigai.domain.rules.verdict import Finding, Reading, Reason, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from fractions import Fraction

    from jigai.domain.rules.facts import Fact
    from jigai.domain.rules.ranges import Amount
    from jigai.domain.rules.rule_set import Source
    from jigai.domain.sentence import Sentence


def evaluate(rule_set: RuleSet, facts: Mapping[str, Fact]) -> Verdict:
    """The verdict of a rule set on one subject.

    Args:
        rule_set: the edition in force.
        facts: what is known, by name; an absent, empty or stale fact is unknown.

    Raises:
        FactUndeclared, FactOfWrongKind: on a name or value that the declarations do not know.
    """
    situation = Situation(rule_set, facts)
    row, possible = _decide(situation)
    withheld = len(possible) > 1
    outcome = rule_set.outcome(rule_set.withheld if withheld else row.outcome)
    missing = _missing(situation)
    return Verdict(
        rule_set_id=rule_set.id,
        title=rule_set.title,
        valid_from=rule_set.valid_from,
        digest=rule_set.digest,
        outcome=outcome.name,
        badge=outcome.badge,
        word=outcome.word,
        total=_total(situation),
        decided_by="unknown" if withheld else row.name,
        possible=possible,
        missing=missing if withheld or rule_set.unknown is Unknown.POSSIBLE else (),
        reasons=(
            _row_reason(situation, row),
            *(_criterion_reason(situation, part) for part in rule_set.criteria),
            *(_trigger_reason(situation, part) for part in rule_set.triggers),
        ),
    )


def outcome_of(rule_set: RuleSet, facts: Mapping[str, Fact]) -> str:
    """The name of the outcome alone, without reasons; for searches over many values."""
    row, possible = _decide(Situation(rule_set, facts))
    return rule_set.withheld if len(possible) > 1 else row.outcome


def _decide(situation: Situation) -> tuple[Row, tuple[str, ...]]:
    """The first row that surely or possibly decides, and every outcome still possible."""
    rule_set = situation.rule_set
    first: Row | None = None
    possible: list[str] = []
    for row in rule_set.all_rows():
        holds = situation.holds(row.when)
        if holds is False:
            continue
        first = first or row
        possible.append(row.outcome)
        if holds:
            break
    names = tuple(dict.fromkeys(possible))
    decided = first or rule_set.default
    if len(names) == 1 and situation.holds(decided.when) is None:
        decided = next(r for r in rule_set.all_rows() if situation.holds(r.when))
    if len(names) == 1 and rule_set.unknown is Unknown.WITHHOLD:
        names = _withheld(situation, decided, names)
    return decided, names


def _withheld(situation: Situation, row: Row, names: tuple[str, ...]) -> tuple[str, ...]:
    """Any unknown part withholds a grade; an outcome that is no grade stands as it is."""
    rule_set = situation.rule_set
    if rule_set.outcome(row.outcome).rank is None or not _has_unknown(situation):
        return names
    return (*names, rule_set.withheld)


def _has_unknown(situation: Situation) -> bool:
    rule_set = situation.rule_set
    return any(situation.holds(row.when) is None for row in rule_set.rows) or any(
        _is_unknown(situation, criterion) for criterion in rule_set.criteria
    )


def _is_unknown(situation: Situation, criterion: Criterion) -> bool:
    applies = situation.applies(criterion)
    points = situation.points_of(criterion)
    return applies is None or (applies and low_of(points) != high_of(points))


def _missing(situation: Situation) -> tuple[Reading, ...]:
    """The facts, missing or stale, that leave something open."""
    rule_set = situation.rule_set
    unclear: list[Expression] = []
    for criterion in rule_set.criteria:
        if _is_unknown(situation, criterion):
            unclear += _parts(criterion)
    unclear += [t.when for t in rule_set.triggers if situation.holds(t.when) is None]
    unclear += [r.when for r in rule_set.rows if situation.holds(r.when) is None]
    return _not_known(reading for part in unclear for reading in readings_in(situation, part))


def _not_known(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    return tuple({r.name: r for r in readings if r.state != "known"}.values())


def _parts(criterion: Criterion) -> list[Expression]:
    steps = [part for step in criterion.steps for part in (step.when, step.points)]
    return [criterion.applies_when, *steps, *criterion.scored()]


def _ends(amount: Amount, weight: Fraction) -> tuple[Fraction, Fraction]:
    low, high = low_of(amount), high_of(amount)
    return (low if low is not None else weight * 0, high if high is not None else weight)


def _total(situation: Situation) -> tuple[Fraction, Fraction] | None:
    if not situation.rule_set.criteria:
        return None
    return _ends(situation.total, sum((c.weight for c in situation.rule_set.criteria), ZERO))


def _row_reason(situation: Situation, row: Row) -> Reason:
    return _reason("row", row.name, row.label, row.source, situation, row.when)


def _trigger_reason(situation: Situation, trigger: Trigger) -> Reason:
    kind = "gate" if trigger.name in situation.rule_set.gates else "trigger"
    return _reason(kind, trigger.name, trigger.label, trigger.source, situation, trigger.when)


def _reason(
    kind: str, name: str, label: Sentence, source: Source, situation: Situation, when: Expression
) -> Reason:
    return Reason(
        kind=kind,
        name=name,
        label=label,
        met=situation.holds(when),
        points=None,
        weight=None,
        applies=None,
        source=source,
        findings=findings_of(situation, when),
    )


def _criterion_reason(situation: Situation, criterion: Criterion) -> Reason:
    applies = situation.applies(criterion)
    points = _ends(situation.points_of(criterion), criterion.weight)
    return Reason(
        kind="criterion",
        name=criterion.name,
        label=criterion.label,
        met=None if applies and points[0] != points[1] else applies,
        points=points,
        weight=criterion.weight,
        applies=applies,
        source=criterion.source,
        findings=_criterion_findings(situation, criterion) if applies is not False else (),
    )


def _criterion_findings(situation: Situation, criterion: Criterion) -> tuple[Finding, ...]:
    """The step that counted, or the measures or the formula behind the points."""
    for step in criterion.steps:
        if situation.holds(step.when) is not False:
            return findings_of(situation, step.when)
    return tuple(measured_in(situation, scored) for scored in criterion.scored())
