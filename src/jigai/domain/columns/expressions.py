"""Expressions of a rule set to columns: conditions as truths, numbers as ranges of forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from jigai.domain.columns.amount_arithmetic import Amounts
from jigai.domain.columns.amounts import ANYTHING, Amount, known
from jigai.domain.columns.forms import Exact, Form, Nearly, Ratio
from jigai.domain.columns.nodes import Column, Node, Real, Truth, Whole, Word
from jigai.domain.columns.nodes import Compare as CompareColumns
from jigai.domain.columns.plan import FactColumn
from jigai.domain.columns.reckoning import Reckoning
from jigai.domain.columns.truths import NO, denied, every_of, may_be_unknown, some_of
from jigai.domain.rules.facts import FactType
from jigai.domain.rules.nodes import (
    All,
    AnyOf,
    Arithmetic,
    Choose,
    Compare,
    Condition,
    Expression,
    Extremum,
    FactName,
    Flag,
    Floor,
    Not,
    Number,
    Parameter,
    Points,
    Text,
    Total,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jigai.domain.columns.nodes import Family
    from jigai.domain.columns.workbench import Workbench
    from jigai.domain.rules.rule_set import RuleSet

FAMILIES: dict[FactType, Family] = {
    FactType.NUMBER: "whole",
    FactType.FLAG: "truth",
    FactType.CHOICE: "text",
}


class Expressions:
    """Lowers expressions; ``points`` and ``total`` are put in as they become known."""

    def __init__(
        self, rule_set: RuleSet, columns: Mapping[str, FactColumn], workbench: Workbench
    ) -> None:
        self.rule_set, self.columns, self.workbench = rule_set, columns, workbench
        self.amounts = Amounts(Reckoning(workbench))
        self.points: dict[str, Amount] = {}
        self.total = ANYTHING
        self._amounts: dict[Expression, Amount] = {}
        self._truths: dict[Expression, Node] = {}

    # --- numbers -----------------------------------------------------------------------------

    def amount(self, node: Expression) -> Amount:
        """The number as a range; what is no number can be anything, as in the reference."""
        if node not in self._amounts:
            self._amounts[node] = self._amount(node)
        return self._amounts[node]

    def _amount(self, node: Expression) -> Amount:
        match node:
            case Arithmetic(operation=operation, left=left, right=right):
                found = self.amounts.combine(operation, self.amount(left), self.amount(right))
            case Extremum(which=which, of=parts):
                found = self.amounts.extreme(which, [self.amount(part) for part in parts])
            case Floor(of=inner):
                found = self.amounts.whole_below(self.amount(inner))
            case Choose(when=when, then=then, otherwise=otherwise):
                pair = self.amount(then), self.amount(otherwise)
                found = self.amounts.chosen(self.holds(when), *pair)
            case _:
                found = self._leaf(node)
        return found

    def _leaf(self, node: Expression) -> Amount:
        match node:
            case Number(value=value):
                found = known(value)
            case Parameter(name=name):
                found = known(self.rule_set.threshold(name).value)
            case FactName(name=name) if self.rule_set.facts[name].type is FactType.NUMBER:
                found = self._number(name)
            case Points(criterion=name):
                found = self.points[name]
            case Total():
                found = self.total
            case _:
                found = ANYTHING
        return found

    def _number(self, name: str) -> Amount:
        form = self.columns.get(name, FactColumn())
        if form.is_double:
            real = Column(name, "real", may_be_unknown=form.may_be_unknown)
            nearly = Nearly(real, 1, None, NO, 0, form.may_be_unknown, never_below_0=False)
            return Amount(nearly, nearly)
        column = Column(name, "whole", -form.bound, form.bound, form.may_be_unknown)
        exact = Exact(column, 10**form.decimals, -form.bound, form.bound, form.may_be_unknown)
        return Amount(exact, exact)

    # --- conditions --------------------------------------------------------------------------

    def holds(self, node: Expression) -> Node:
        """The condition as a three-valued truth."""
        if node not in self._truths:
            self._truths[node] = self._holds(node)
        return self._truths[node]

    def _holds(self, node: Expression) -> Node:
        match node:
            case Flag(value=value):
                found: Node = Truth(value=value)
            case FactName(name=name):
                found = self.fact(name)
            case Condition(name=name):
                found = self.keep_truth(self.holds(self.rule_set.trigger(name).when), name)
            case Compare():
                found = self._comparison(node)
            case All(of=parts):
                found = every_of([self.holds(part) for part in parts])
            case AnyOf(of=parts):
                found = some_of([self.holds(part) for part in parts])
            case Not(of=inner):
                found = denied(self.holds(inner))
            case _:
                raise TypeError(node)  # the reader has seen to it that a condition stands here
        return found

    def fact(self, name: str) -> Column:
        """The column of a flag or a choice, or of a number as it lies there."""
        form = self.columns.get(name, FactColumn())
        family = FAMILIES[self.rule_set.facts[name].type]
        if family == "whole" and form.is_double:
            family = "real"
        unknown = form.may_be_unknown
        return Column(name, family, may_be_unknown=unknown)

    def _comparison(self, node: Compare) -> Node:
        if self._is_number(node.left):
            return self.amounts.compare(node.sign, self.amount(node.left), self.amount(node.right))
        left, right = self._plain(node.left), self._plain(node.right)
        if isinstance(left, Truth | Word) and isinstance(right, Truth | Word):
            return Truth(value=(left == right) is (node.sign == "=="))
        return CompareColumns(node.sign, left, right)

    def _plain(self, node: Expression) -> Node:
        match node:
            case Text(value=value):
                return Word(value)
            case FactName(name=name):
                return self.fact(name)
            case _:
                return self.holds(node)

    def _is_number(self, node: Expression) -> bool:
        match node:
            case FactName(name=name):
                return self.rule_set.facts[name].type is FactType.NUMBER
            case Number() | Parameter() | Points() | Total():
                return True
            case Arithmetic() | Extremum() | Floor() | Choose():
                return True
            case Text() | Flag() | Condition() | Compare() | All() | AnyOf() | Not():
                return False
            case _:
                assert_never(node)

    # --- names -------------------------------------------------------------------------------

    def keep_truth(self, node: Node, name: str) -> Node:
        """A condition under a name, unless it is a constant or has one."""
        if isinstance(node, Truth | Column):
            return node
        unknown = may_be_unknown(node)
        return self.workbench.name(node, "truth", name, may_be_unknown=unknown)

    def keep(self, form: Form, name: str) -> Form:
        """A number under a name, unless it is a constant or has one."""
        match form:
            case Exact(node=Column() | Whole()) | Nearly(node=Column() | Real()) | Ratio():
                return form
            case Exact():
                column = self.workbench.name(
                    form.node,
                    "whole",
                    name,
                    least=form.least,
                    most=form.most,
                    may_be_unknown=form.may_be_unknown,
                )
                ends = form.least, form.most
                return Exact(column, form.denominator, *ends, form.may_be_unknown)
            case Nearly():
                unknown = form.may_be_unknown
                column = self.workbench.name(form.node, "real", name, may_be_unknown=unknown)
                error, whole = form.error, self.keep_truth(form.whole, f"{name}_exact")
                if error is not None:
                    error = self.workbench.name(error, "real", f"{name}_error")
                rest = form.whole_reach, unknown, form.never_below_0
                return Nearly(column, form.slips, error, whole, *rest)

    def keep_amount(self, amount: Amount, name: str) -> Amount:
        """Both ends of a range under names; a point under one."""
        point = amount.point
        if point is not None:
            kept = self.keep(point, name)
            return Amount(kept, kept)
        low, high = (
            None if end is None else self.keep(end, f"{name}_{side}")
            for end, side in ((amount.low, "low"), (amount.high, "high"))
        )
        return Amount(low, high, self.keep_truth(amount.sure, f"{name}_known"))
