"""The names, numbers and facts of a generated text; see ``generate`` for what it stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jigai.domain.rules.facts import FactType

if TYPE_CHECKING:
    from fractions import Fraction

    from jigai.domain.rules.facts import FactDeclaration
    from jigai.domain.rules.rule_set import RuleSet

MOST_DIGITS = 60


class Pair(NamedTuple):
    """A number in the text: numerator, denominator; ``fixed`` where the rule file gives it."""

    n: str
    d: str
    fixed: Fraction | None = None


class FactsText:
    """Collects the statements of one function, and those that read its facts before them."""

    def __init__(self, rule_set: RuleSet) -> None:
        self.rule_set = rule_set
        self.lines: list[str] = []
        self.values: dict[str, object] = {}
        self.pairs: dict[object, Pair] = {}
        self.names: dict[object, str] = {}
        self.facts: dict[str, FactDeclaration] = {}
        self.count = 0

    def fresh(self) -> int:
        self.count += 1
        return self.count

    def say(self, *lines: str) -> None:
        self.lines += [f" {line}" for line in lines]

    def value_of(self, value: object) -> str:
        name = f"k{self.fresh()}"
        self.values[name] = value
        return name

    def whole(self, value: int) -> str:
        """A whole number as written in the text; a very long one comes in as a value."""
        if abs(value) < 10**MOST_DIGITS:
            return str(value) if value >= 0 else f"({value})"
        return self.value_of(value)

    def fixed(self, value: Fraction) -> Pair:
        if value not in self.pairs:
            n, d = self.whole(value.numerator), self.whole(value.denominator)
            self.pairs[value] = Pair(n, d, value)
        return self.pairs[value]

    def new_pair(self) -> Pair:
        at = self.fresh()
        return Pair(f"n{at}", f"d{at}")

    def loads(self) -> list[str]:
        """Read each fact that the text asks for, see that it fits, and count it."""
        lines: list[str] = []
        for name, declaration in self.facts.items():
            lines += [f" {line}" for line in self._load(name, declaration)]
        return lines

    def _load(self, name: str, declaration: FactDeclaration) -> list[str]:
        key = self.value_of(name)
        if declaration.type is FactType.NUMBER:
            n, d, _ = self.pairs["fact", name]
            nothing = f"{n} = None; {d} = ANYTHING"
            return [
                f"fact = get({key})",
                f"if fact is None: {nothing}",
                "else:",
                " seen += 1",
                " v = fact.value",
                f" if v is None or fact.is_stale: {nothing}",
                f" elif type(v) is int and not fact.unit: {n} = v; {d} = 1",
                f" else: {n}, {d} = exact(fact, {self.value_of(declaration)}, rule_set, facts)",
            ]
        known = self.names["fact", name]
        choices = frozenset(choice for choice, _ in declaration.choices)
        is_flag = declaration.type is FactType.FLAG
        fits = (
            "v is True or v is False"
            if is_flag
            else f"type(v) is str and v in {self.value_of(choices)}"
        )
        return [
            f"fact = get({key})",
            f"if fact is None: {known} = None",
            "else:",
            " seen += 1",
            " v = fact.value",
            f" if v is None or fact.is_stale: {known} = None",
            f" elif {fits}: {known} = v",
            f" else: check_facts(rule_set, facts); {known} = fact.known",
        ]
