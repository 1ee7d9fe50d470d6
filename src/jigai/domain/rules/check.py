"""Checks over a whole rule set: unused names, dates that leave gaps, rows never reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jigai.domain.rules.nodes import (
    ALWAYS,
    NEVER,
    All,
    AnyOf,
    Compare,
    Condition,
    Expression,
    Number,
    Parameter,
    walk,
)
from jigai.domain.rules.refusals import DatesWrong, NameUnused, RowUnreachable
from jigai.domain.rules.rule_set import Kind, RuleSet
from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    from fractions import Fraction

    from jigai.domain.rules.document import Table
    from jigai.domain.rules.expressions_of_file import ExpressionsOfFile


def check_rule_set(rule_set: RuleSet, root: Table, expressions: ExpressionsOfFile) -> None:
    """What only the whole file can show.

    Raises:
        NameUnused, DatesWrong, RowUnreachable: with file and line.
    """
    _check_use(rule_set, root, expressions)
    _check_dates(rule_set, root)
    _check_reach(rule_set, root)


def _check_use(rule_set: RuleSet, root: Table, expressions: ExpressionsOfFile) -> None:
    nodes = [node for _, _, whole in expressions.places for node in walk(whole)]
    parameters = {node.name for node in nodes if isinstance(node, Parameter)}
    conditions = {node.name for node in nodes if isinstance(node, Condition)}
    conditions |= set(rule_set.gates) if rule_set.kind is Kind.SCORECARD else set()
    for key, used in (
        ("threshold", parameters),
        ("formula", expressions.formulas_used),
        ("trigger", conditions),
        ("gate", conditions),
    ):
        for table in root.tables(key):
            if table.text("name") not in used:
                raise table.refuse(NameUnused, "name", name=table.text("name"))


def _check_dates(rule_set: RuleSet, root: Table) -> None:
    for threshold, table in zip(rule_set.thresholds, root.tables("threshold"), strict=True):
        starts_late = threshold.valid_from > rule_set.valid_from
        ends_early = threshold.valid_to is not None and (
            rule_set.valid_to is None or threshold.valid_to < rule_set.valid_to
        )
        if starts_late or ends_early:
            fault = Sentence(
                f"“{threshold.name}”的有效期没有盖住规则的有效期",
                f"the validity of “{threshold.name}” leaves part of the rule's uncovered",
            )
            raise table.refuse(DatesWrong, "name", fault=fault)


def _check_reach(rule_set: RuleSet, root: Table) -> None:
    tables = root.tables("row")
    for place, row in enumerate(rule_set.rows[-len(tables) :] if tables else ()):
        for earlier in rule_set.rows[:place]:
            if implies(row.when, earlier.when, rule_set):
                raise tables[place].refuse(
                    RowUnreachable, "when", row=row.label, earlier=earlier.label
                )


def implies(later: Expression, earlier: Expression, rule_set: RuleSet) -> bool:
    """Whether one condition surely holds wherever another does; ``False`` if not seen at once."""
    if earlier in {later, ALWAYS} or later == NEVER:
        return True
    match later, earlier:
        case AnyOf(of=parts), _:
            seen = all(implies(part, earlier, rule_set) for part in parts)
        case _, All(of=parts):
            seen = all(implies(later, part, rule_set) for part in parts)
        case _, AnyOf(of=parts) if any(implies(later, part, rule_set) for part in parts):
            seen = True
        case All(of=parts), _:
            seen = any(implies(part, earlier, rule_set) for part in parts)
        case _:
            seen = _stricter(later, earlier, rule_set)
    return seen


def _stricter(later: Expression, earlier: Expression, rule_set: RuleSet) -> bool:
    """Whether two comparisons of one measure lie one inside the other."""
    if not isinstance(later, Compare) or not isinstance(earlier, Compare):
        return False
    limit, wider = _limit(later.right, rule_set), _limit(earlier.right, rule_set)
    if later.left != earlier.left or limit is None or wider is None:
        return False
    if {later.sign, earlier.sign} <= {">", ">="}:
        inside = limit - wider
    elif {later.sign, earlier.sign} <= {"<", "<="}:
        inside = wider - limit
    else:
        return False
    needs_room = earlier.sign in {"<", ">"} and later.sign in {"<=", ">="}
    return inside > 0 if needs_room else inside >= 0


def _limit(node: Expression, rule_set: RuleSet) -> Fraction | None:
    match node:
        case Number(value=value):
            return value
        case Parameter(name=name):
            return rule_set.threshold(name).value
        case _:
            return None
