"""The statements of expressions; see ``generate`` for what they stand for."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, assert_never

from jigai.domain.rules.facts import FactType
from jigai.domain.rules.generate_facts import FactsText, Pair
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
    walk,
)

if TYPE_CHECKING:
    from jigai.domain.rules.rule_set import RuleSet


class ExpressionText(FactsText, ABC):
    """The statements of expressions; one met again is named, not repeated."""

    @abstractmethod
    def points_named(self, name: str) -> Pair:
        """The points of a criterion."""

    @abstractmethod
    def total(self) -> Pair:
        """The sum of all criteria."""

    # any expression

    def is_number(self, node: Expression) -> bool:
        match node:
            case FactName(name=name):
                return self.rule_set.facts[name].type is FactType.NUMBER
            case Number() | Parameter() | Points() | Total():
                return True
            case Arithmetic() | Extremum() | Floor() | Choose():
                return True
            case _:
                return False

    def any(self, node: Expression) -> str:
        """Write an expression of any kind; the name of its value (of a number: its numerator)."""
        if self.is_number(node):
            return self.number(node).n
        return self.value_of_text(node) if isinstance(node, Text) else self.truth(node)

    def written(self, rule_set: RuleSet) -> list[Expression]:
        """Every node of the rule set, as often as it stands there."""
        whole = [*rule_set.expressions(), rule_set.default.when]
        nodes = [node for expression in whole for node in walk(expression)]
        for node in nodes:
            self.any(node)
        return nodes

    # numbers

    def number(self, node: Expression) -> Pair:
        if node not in self.pairs:
            self.pairs[node] = self._number(node)
        return self.pairs[node]

    def _number(self, node: Expression) -> Pair:
        match node:
            case Arithmetic():
                pair = self._arithmetic(node)
            case Extremum(which=which, of=parts):
                pair = self.extremum(which, [self.number(part) for part in parts])
            case Floor(of=inner):
                pair = self._floor(self.number(inner))
            case Choose():
                pair = self._choose(node)
            case _:
                pair = self._leaf(node)
        return pair

    def _leaf(self, node: Expression) -> Pair:
        match node:
            case Number(value=value):
                pair = self.fixed(value)
            case Parameter(name=name):
                pair = self.fixed(self.rule_set.threshold(name).value)
            case FactName(name=name):
                pair = self._fact_pair(name)
            case Points(criterion=name):
                pair = self.points_named(name)
            case Total():
                pair = self.total()
            case _:
                raise TypeError(node)
        return pair

    def _fact_pair(self, name: str) -> Pair:
        self.facts[name] = self.rule_set.facts[name]
        return self.pairs.setdefault(("fact", name), self.new_pair())

    def _arithmetic(self, node: Arithmetic) -> Pair:
        left, right, pair = self.number(node.left), self.number(node.right), self.new_pair()
        known = all_known(left, right)
        match node.operation:
            case "+" | "-":
                crossed = f"{times(left.n, right.d)} {node.operation} {times(right.n, left.d)}"
                done = f"{pair.n} = {crossed}; {pair.d} = {times(left.d, right.d)}"
            case "*":
                done = f"{pair.n} = {times(left.n, right.n)}; {pair.d} = {times(left.d, right.d)}"
            case "/":
                known = f"{known} and {right.n}"
                done = (
                    f"{pair.n}, {pair.d} = ({times(left.n, right.d)}, {times(left.d, right.n)})"
                    f" if {right.n} > 0 else (-{times(left.n, right.d)}, -{times(left.d, right.n)})"
                )
            case _:
                assert_never(node.operation)
        operands = f"'{node.operation}', {left.n}, {left.d}, {right.n}, {right.d}"
        self.say(f"if {known}: {done}", f"else: {pair.n}, {pair.d} = combined({operands})")
        return pair

    def extremum(self, which: str, parts: list[Pair]) -> Pair:
        """The smallest or the largest of numbers."""
        if len(parts) == 1:
            return parts[0]
        first, *rest = parts
        pair, sign = self.new_pair(), "<" if which == "min" else ">"
        self.say(f"if {all_known(*parts)}:", f" {pair.n} = {first.n}; {pair.d} = {first.d}")
        for part in rest:
            nearer = f"{times(part.n, pair.d)} {sign} {times(pair.n, part.d)}"
            self.say(f" if {nearer}: {pair.n} = {part.n}; {pair.d} = {part.d}")
        listed = ", ".join(f"({part.n}, {part.d})" for part in parts)
        which_of = "least" if which == "min" else "greatest"
        self.say(f"else: {pair.n}, {pair.d} = {which_of}(({listed}))")
        return pair

    def _floor(self, inner: Pair) -> Pair:
        pair = self.new_pair()
        self.say(
            f"if {all_known(inner)}: {pair.n} = {inner.n} // {inner.d}; {pair.d} = 1",
            f"else: {pair.n}, {pair.d} = floored({inner.d})",
        )
        return pair

    def _choose(self, node: Choose) -> Pair:
        when, pair = self.truth(node.when), self.new_pair()
        then, other = self.number(node.then), self.number(node.otherwise)
        both = f"({then.n}, {then.d}), ({other.n}, {other.d})"
        self.say(
            f"if {when}: {pair.n} = {then.n}; {pair.d} = {then.d}",
            f"elif {when} is None: {pair.n}, {pair.d} = hull(({both}))",
            f"else: {pair.n} = {other.n}; {pair.d} = {other.d}",
        )
        return pair

    # conditions and texts

    def truth(self, node: Expression) -> str:
        if node not in self.names:
            self.names[node] = self._truth(node)
        return self.names[node]

    def value_of_text(self, node: Text) -> str:
        if node not in self.names:
            self.names[node] = self.value_of(node.value)
        return self.names[node]

    def _truth(self, node: Expression) -> str:
        match node:
            case FactName(name=name):
                self.facts[name] = self.rule_set.facts[name]
                return self.names.setdefault(("fact", name), f"t{self.fresh()}")
            case Condition(name=name):
                return self.truth(self.rule_set.trigger(name).when)
            case Compare():
                said = self._compare(node)
            case Flag(value=flag):
                said = str(flag)
            case Not(of=inner):
                name = self.truth(inner)
                said = f"None if {name} is None else not {name}"
            case All(of=parts):
                said = _joined([self.truth(part) for part in parts], deciding=False)
            case AnyOf(of=parts):
                said = _joined([self.truth(part) for part in parts], deciding=True)
            case _:
                raise TypeError(node)
        name = f"t{self.fresh()}"
        self.say(f"{name} = {said}")
        return name

    def _compare(self, node: Compare) -> str:
        if not self.is_number(node.left):
            left, right = self.any(node.left), self.any(node.right)
            return f"None if {left} is None or {right} is None else {left} {node.sign} {right}"
        left_pair, right_pair = self.number(node.left), self.number(node.right)
        crossed = [times(left_pair.n, right_pair.d), times(right_pair.n, left_pair.d)]
        operands = f"{left_pair.n}, {left_pair.d}, {right_pair.n}, {right_pair.d}"
        return (
            f"{crossed[0]} {node.sign} {crossed[1]} if {all_known(left_pair, right_pair)}"
            f" else compared('{node.sign}', {operands})"
        )


def times(left: str, right: str) -> str:
    if left == "1":
        return right
    return left if right == "1" else f"{left}*{right}"


def all_known(*pairs: Pair) -> str:
    open_ = [f"{pair.n} is not None" for pair in pairs if pair.fixed is None]
    return " and ".join(dict.fromkeys(open_)) or "True"


def _joined(parts: list[str], *, deciding: bool) -> str:
    """Kleene's "and" (one no decides) and "or" (one yes decides), over any number of parts."""
    if not parts:
        return str(not deciding)
    is_open = " or ".join(f"{part} is None" for part in parts)
    if deciding:
        return f"True if {' or '.join(parts)} else None if {is_open} else False"
    failed = " or ".join(f"{part} is False" for part in parts)
    return f"True if {' and '.join(parts)} else False if {failed} else None"
