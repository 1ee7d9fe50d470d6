"""What kind of value an expression has: number with a unit, text of a choice, or true/false."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, assert_never

from jigai.domain.refusal import Refusal
from jigai.domain.rules.facts import FactDeclaration, FactType
from jigai.domain.rules.nodes import (
    ORDERED,
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
    Leaf,
    Not,
    Number,
    Parameter,
    Points,
    Text,
    Total,
)
from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

UNITS: dict[str, Sentence] = {
    "share": Sentence("比例", "share"),
    "fen": Sentence("金额", "money"),
    "yuan": Sentence("元", "yuan"),
    "person": Sentence("人", "people"),
    "day": Sentence("天", "days"),
    "month": Sentence("个月", "months"),
    "year": Sentence("年", "years"),
    "count": Sentence("个", "count"),
    "score": Sentence("分", "points"),
}
Family = Literal["number", "text", "flag"]
Dimension = tuple[tuple[str, int], ...]
FAMILIES = {
    "number": Sentence("数", "a number"),
    "text": Sentence("选项", "a choice"),
    "flag": Sentence("是非", "true/false"),
}


@dataclass(frozen=True, slots=True)
class ValueKind:
    """``dimension`` is ``None`` for a bare literal, which takes the unit of its surroundings."""

    family: Family
    dimension: Dimension | None = ()
    choices: frozenset[str] | None = None

    @property
    def sentence(self) -> Sentence:
        if self.family != "number" or not self.dimension:
            return FAMILIES[self.family]
        units = [
            UNITS[name].zh + ("" if power == 1 else f"^{power}") for name, power in self.dimension
        ]
        english = [
            UNITS[name].en + ("" if power == 1 else f"^{power}") for name, power in self.dimension
        ]
        return Sentence(f"数（{'·'.join(units)}）", f"a number ({' '.join(english)})")


FLAG = ValueKind("flag")
SCORE = ValueKind("number", (("score", 1),))


class Clash(Refusal):
    """Two kinds that do not go together; the reader of the file adds file and line."""

    code = "rules.clash"

    def __init__(self, left: ValueKind, right: ValueKind, *, column: int) -> None:
        self.left, self.right, self.column = left.sentence, right.sentence, column
        super().__init__(self.left)


def dimension_of(unit: str) -> Dimension:
    return () if unit == "share" else ((unit, 1),)


def kind_of_fact(declaration: FactDeclaration) -> ValueKind:
    match declaration.type:
        case FactType.NUMBER:
            return ValueKind("number", dimension_of(declaration.unit))
        case FactType.FLAG:
            return FLAG
        case FactType.CHOICE:
            return ValueKind("text", choices=frozenset(name for name, _ in declaration.choices))


@dataclass(frozen=True, slots=True)
class Kinds:
    """Finds the kind of each expression of one rule file.

    Raises:
        Clash: with the column and the two kinds.
    """

    facts: Mapping[str, FactDeclaration]
    units: Mapping[str, str]

    def of(self, node: Expression) -> ValueKind:
        match node:
            case Arithmetic():
                kind = self._arithmetic(node)
            case Extremum(of=parts):
                kind = self._alike(parts)
            case Floor(of=inner):
                kind = self._number(inner)
            case Choose(when=when, then=then, otherwise=otherwise):
                self.must_be(when, FLAG)
                kind = self._alike((then, otherwise))
            case Compare():
                kind = self._comparison(node)
            case All(of=parts) | AnyOf(of=parts):
                kind = self._flags(parts)
            case Not(of=inner):
                kind = self._flags((inner,))
            case _:
                kind = self._leaf(node)
        return kind

    def _leaf(self, node: Leaf) -> ValueKind:
        match node:
            case Number(unit=unit):
                kind = ValueKind("number", dimension_of(unit) if unit else None)
            case Text(value=value):
                kind = ValueKind("text", choices=frozenset({value}))
            case Flag() | Condition():
                kind = FLAG
            case FactName(name=name):
                kind = kind_of_fact(self.facts[name])
            case Parameter(name=name):
                kind = ValueKind("number", dimension_of(self.units[name]))
            case Points() | Total():
                kind = SCORE
            case _:
                assert_never(node)
        return kind

    def must_be(self, node: Expression, wanted: ValueKind) -> None:
        found = self.of(node)
        if found.family != wanted.family or (
            found.dimension is not None and found.dimension != wanted.dimension
        ):
            raise Clash(found, wanted, column=node.column)

    def _flags(self, parts: tuple[Expression, ...]) -> ValueKind:
        for part in parts:
            self.must_be(part, FLAG)
        return FLAG

    def _number(self, node: Expression) -> ValueKind:
        found = self.of(node)
        if found.family != "number":
            raise Clash(found, ValueKind("number"), column=node.column)
        return found

    def _alike(self, parts: tuple[Expression, ...]) -> ValueKind:
        first = self._number(parts[0])
        for part in parts[1:]:
            first = _one_unit(first, self._number(part), part.column)
        return first

    def _arithmetic(self, node: Arithmetic) -> ValueKind:
        if node.operation in {"+", "-"}:
            return self._alike((node.left, node.right))
        left, right = self._number(node.left), self._number(node.right)
        sign = 1 if node.operation == "*" else -1
        powers = Counter(dict(left.dimension or ()))
        for name, power in right.dimension or ():
            powers[name] += sign * power
        return ValueKind("number", tuple(sorted((n, p) for n, p in powers.items() if p)))

    def _comparison(self, node: Compare) -> ValueKind:
        left, right = self.of(node.left), self.of(node.right)
        if left.family == "number" == right.family:
            _one_unit(left, right, node.column)
        elif left.family != right.family or node.sign in ORDERED or _apart(left, right):
            raise Clash(left, right, column=node.column)
        return FLAG


def _one_unit(left: ValueKind, right: ValueKind, column: int) -> ValueKind:
    if left.dimension is None:
        return right
    if right.dimension is not None and left.dimension != right.dimension:
        raise Clash(left, right, column=column)
    return left


def _apart(left: ValueKind, right: ValueKind) -> bool:
    """Whether two choices can never be the same."""
    return bool(left.choices and right.choices and not left.choices & right.choices)
