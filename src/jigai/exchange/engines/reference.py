"""The results of ``evaluate`` in the shape of a table: what every engine is held to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import polars as pl

from jigai.domain.columns.plan import CLOSE, PLACES
from jigai.domain.quantities import rounded
from jigai.domain.rules.evaluate import evaluate
from jigai.domain.rules.ranges import high_of, low_of
from jigai.domain.rules.trace import Trace

if TYPE_CHECKING:
    from jigai.domain.columns.plan import Plan
    from jigai.domain.rules.facts import Fact
    from jigai.domain.rules.rule_set import RuleSet
    from jigai.domain.rules.verdict import Verdict

Shown = str | float | bool | None
KINDS: dict[str, pl.DataType] = {
    "name": pl.Int64(),
    "decimal": pl.Float64(),
    "truth": pl.Boolean(),
    "words": pl.String(),
}


class Reference:
    """``evaluate`` row by row: slow, and never wrong. It computes no column."""

    name = "reference"
    version = "evaluate"

    def compute(
        self,
        rule_set: RuleSet,  # noqa: ARG002 - evaluate reads the cells instead
        plan: Plan,
        facts: pl.DataFrame,
        results: Sequence[str],
    ) -> pl.DataFrame:
        """Nothing but that every row is close, so that ``evaluate`` decides it."""
        empty = (pl.lit(None, KINDS[plan.results[name].kind]).alias(name) for name in results)
        close = pl.repeat(value=True, n=facts.height, eager=True).alias(CLOSE)
        return pl.select(close).with_columns(
            one for one in empty if one.meta.output_name() != CLOSE
        )


def results_by_reference(rule_set: RuleSet, facts: Mapping[str, Fact]) -> dict[str, Shown]:
    """Every result of one subject, as ``shown.results`` shows it.

    Raises:
        FactUndeclared, FactOfWrongKind: as ``evaluate``.
    """
    verdict = evaluate(rule_set, facts)
    trace = verdict.grounds
    if not isinstance(trace, Trace):
        raise TypeError(trace)
    missing = list(trace.missing_names)
    found: dict[str, Shown] = {
        "outcome": verdict.outcome,
        "decided_by": verdict.decided_by,
        "possible": " ".join(verdict.possible),
        "missing": " ".join(missing),
        "reasons": " ".join(_reasons(verdict, trace, missing)),
    }
    if verdict.total is not None:
        found["total_low"], found["total_high"] = map(_number, verdict.total)
    for criterion in rule_set.criteria:
        name, points = criterion.name, trace.points_of(criterion)
        found[f"points_{name}_low"] = _number(_end(low_of(points)))
        found[f"points_{name}_high"] = _number(_end(high_of(points)))
        found[f"applies_{name}"] = trace.applies(criterion)
    for trigger in rule_set.triggers:
        found[f"holds_{trigger.name}"] = trace.holds(trigger.when)
    return found


def _reasons(verdict: Verdict, trace: Trace, missing: list[str]) -> list[str]:
    words = [f"decided:{verdict.decided_by}"]
    for trigger in trace.rule_set.triggers:
        holds = trace.holds(trigger.when)
        if trigger.name not in trace.rule_set.gates:
            words += [f"trigger:{trigger.name}"] if holds else []
        elif not holds:
            words.append(f"gate_{'unknown' if holds is None else 'failed'}:{trigger.name}")
    return words + [f"missing:{name}" for name in missing]


def _end(end: Fraction | None) -> Fraction:
    if end is None:  # points lie between 0 and the weight
        raise TypeError
    return end


def _number(value: Fraction) -> float:
    return float(rounded(value, places=PLACES))
