"""Expressions of one file: parsed with its names, checked for kinds, placed at their lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from jigai.domain.rules.expression import ExpressionFault, parse_expression
from jigai.domain.rules.kinds import Clash, Kinds, ValueKind
from jigai.domain.rules.nodes import (
    Compare,
    Condition,
    Expression,
    FactName,
    Number,
    Parameter,
    Points,
    Text,
    Total,
    children,
    walk,
)
from jigai.domain.rules.refusals import ExpressionUnreadable, KindsClash, NameUnknown, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from fractions import Fraction

    from jigai.domain.rules.document import Table
    from jigai.domain.rules.facts import FactDeclaration
    from jigai.domain.sentence import Sentence

POINTS = "points_"
MOST_NODES = 600  # with its formulas put in; a rule that needs more is several rules
DEEPEST = 120
Named = Callable[[int], Expression]


class ExpressionsOfFile:
    """Reads the expressions of a file; remembers where each was, for later checks.

    Args:
        facts: the declared facts.
        units: the unit of each threshold.
        criteria: names of the criteria; ``points_<name>`` and ``total`` stand for their points.
        conditions: names of gates and triggers.
    """

    def __init__(
        self,
        facts: Mapping[str, FactDeclaration],
        units: Mapping[str, str],
        *,
        criteria: Iterable[str],
        conditions: Iterable[str],
    ) -> None:
        self.facts, self.kinds = facts, Kinds(facts, units)
        self.places: list[tuple[Table, str, Expression]] = []
        self.said: list[tuple[Expression, Sentence]] = []
        self.formulas_used: set[str] = set()
        self.over_facts: dict[str, Named] = {
            **{name: partial(_placed, FactName, name) for name in facts},
            **{name: partial(_placed, Parameter, name) for name in units},
        }
        points = {POINTS + name: partial(_placed, Points, name) for name in criteria}
        self.over_points: dict[str, Named] = {**self.over_facts, **points}
        if points:
            self.over_points["total"] = lambda column: Total(column=column)
        named = {name: partial(_placed, Condition, name) for name in conditions}
        self.over_conditions: dict[str, Named] = {**self.over_points, **named}

    def name_formula(self, name: str, label: Sentence, value: Expression) -> None:
        """Let later expressions name a formula; its nodes are put in and said by its label."""

        def put_in(column: int) -> Expression:
            self.formulas_used.add(name)
            node = replace(value, column=column)
            self.said.append((node, label))
            return node

        for scope in (self.over_facts, self.over_points, self.over_conditions):
            scope[name] = put_in

    def within(self, weight: Fraction) -> dict[str, Named]:
        """The scope of a criterion: facts, thresholds and its own weight."""
        return {
            **self.over_facts,
            "weight": lambda column: Number(weight, "score", column=column),
        }

    def read(
        self, table: Table, key: str, kind: ValueKind | None, *, scope: Mapping[str, Named]
    ) -> Expression:
        """The expression at a key, over the names of a scope.

        Raises:
            NameUnknown, ExpressionUnreadable, KindsClash: with file, line and column.
        """
        text = table.text(key)
        try:
            node = parse_expression(text, names=scope)
            _check_size(node)
            self._check_choices(node, table, key)
            self._check(node, kind)
        except ExpressionFault as fault:
            if fault.unknown:
                raise table.refuse(
                    NameUnknown, key, inside=fault.column, name=fault.unknown, near=fault.near
                ) from None
            raise table.refuse(
                ExpressionUnreadable, key, inside=fault.column, text=text, fault=fault.fault
            ) from None
        except Clash as clash:
            raise table.refuse(
                KindsClash, key, inside=clash.column, left=clash.left, right=clash.right
            ) from None
        self.places.append((table, key, node))
        return node

    def _check(self, node: Expression, kind: ValueKind | None) -> None:
        if kind is not None:
            self.kinds.must_be(node, kind)
        elif self.kinds.of(node).family != "number":
            raise Clash(self.kinds.of(node), ValueKind("number"), column=node.column)

    def _check_choices(self, node: Expression, table: Table, key: str) -> None:
        """A value that a choice does not have is a slip, not a comparison that never holds."""
        for part in walk(node):
            match part:
                case (
                    Compare(left=FactName(name=name), right=Text(value=value) as text)
                    | Compare(left=Text(value=value) as text, right=FactName(name=name))
                ):
                    known = [choice for choice, _ in self.facts[name].choices]
                    if value not in known:
                        near = nearest(value, known)
                        raise table.refuse(
                            NameUnknown, key, inside=text.column, name=value, near=near
                        )
                case _:
                    pass

    def place_of(self, node: Expression) -> tuple[Table, str]:
        """The table and key in which a node stands."""
        return next((t, k) for t, k, whole in self.places if node in walk(whole))

    def facts_used(self) -> tuple[FactDeclaration, ...]:
        nodes = (node for _, _, whole in self.places for node in walk(whole))
        used = dict.fromkeys(node.name for node in nodes if isinstance(node, FactName))
        return tuple(self.facts[name] for name in used)


def _check_size(node: Expression) -> None:
    """Formulas within formulas could grow without end; each is measured before it gets a name."""
    if _depth(node) > DEEPEST or len(walk(node)) > MOST_NODES:
        raise ExpressionFault(
            "连同所引用的公式写得太长", "it is too long with its formulas", column=1
        )


def _depth(node: Expression) -> int:
    return 1 + max((_depth(child) for child in children(node)), default=0)


def _placed(kind: Callable[..., Expression], name: str, column: int) -> Expression:
    return kind(name, column=column)
