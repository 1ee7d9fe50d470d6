"""A rule set to the plan of its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jigai.domain.columns.amounts import Amount
from jigai.domain.columns.criteria import lower_criteria
from jigai.domain.columns.decision import Decision
from jigai.domain.columns.expressions import Expressions
from jigai.domain.columns.forms import Exact, Form
from jigai.domain.columns.nodes import (
    Absolute,
    Add,
    AsReal,
    Compare,
    Multiply,
    Real,
    Subtract,
    WholeBelow,
)
from jigai.domain.columns.plan import CLOSE, CLOSE_OUTCOME, PLACES, FactColumn, Plan, Result
from jigai.domain.columns.sharing import shared
from jigai.domain.columns.truths import denied, every_of
from jigai.domain.columns.workbench import Workbench
from jigai.domain.rules.facts import FactType

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jigai.domain.rules.rule_set import RuleSet


MILLION = 10**PLACES
HALF_MARGIN = 1e-5
"""Of a millionth: more than the last multiplication errs by at the size of points."""


def lower(rule_set: RuleSet, columns: Mapping[str, FactColumn] | None = None) -> Plan:
    """The columns that give, row for row, what ``evaluate`` gives.

    Args:
        rule_set: the edition in force.
        columns: how the facts lie in the table; a fact without an entry lies there as the usual
            ``FactColumn``. Of flags and choices only ``may_be_unknown`` counts.
    """
    given = columns or {}
    facts = rule_set.fact_names()
    numbers = {
        name: given.get(name, FactColumn())
        for name in facts
        if rule_set.facts[name].type is FactType.NUMBER
    }
    workbench = Workbench(rule_set.facts)
    expressions = Expressions(rule_set, given, workbench)
    applies = lower_criteria(expressions)
    decision = Decision(expressions, applies)
    open_outcome = workbench.doubts()
    results: dict[str, Result] = {
        "outcome": decision.outcome(),
        "decided_by": decision.decided_by(),
        "possible": decision.possible_words(),
        "missing": decision.missing_words(),
        "reasons": decision.reasons(),
    }
    if rule_set.criteria:
        results |= _ends("total", expressions, expressions.total)
    for criterion in rule_set.criteria:
        name = criterion.name
        results |= _ends(f"points_{name}", expressions, expressions.points[name])
        results[f"applies_{name}"] = Result(applies[name], "truth")
    for trigger in rule_set.triggers:
        answer = expressions.keep_truth(expressions.holds(trigger.when), trigger.name)
        results[f"holds_{trigger.name}"] = Result(answer, "truth")
    results[CLOSE_OUTCOME] = Result(open_outcome, "truth")
    results[CLOSE] = Result(workbench.doubts(), "truth")
    return shared(Plan(facts, numbers, workbench.stages(), results))


def _ends(name: str, expressions: Expressions, amount: Amount) -> dict[str, Result]:
    found = {}
    for side, end in (("low", amount.low), ("high", amount.high)):
        if end is None:  # points and totals always have both ends
            raise TypeError(name)
        found[f"{name}_{side}"] = _result(expressions, end)
    return found


def _result(expressions: Expressions, form: Form) -> Result:
    """Doubles that lie between two roundings are in doubt."""
    if isinstance(form, Exact) and MILLION % form.denominator == 0:
        return Result(form.node, "decimal", denominator=form.denominator)
    part = expressions.amounts.reckoning.nearly(form)
    millionths = Multiply(part.node, Real(float(MILLION)))
    half = Add(AsReal(WholeBelow(millionths)), Real(0.5))
    error = expressions.amounts.reckoning.error_of(part)
    margin = Add(Multiply(error, Real(2.0 * MILLION)), Real(HALF_MARGIN))
    off = Compare("<=", Absolute(Subtract(millionths, half)), margin)
    expressions.workbench.doubt(every_of([off, denied(part.whole)]))
    return Result(part.node, "decimal", denominator=0)
