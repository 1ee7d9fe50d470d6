"""Text of an expression to nodes: a small closed language, read by recursive descent."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import cast

from jigai.domain.refusal import Refusal
from jigai.domain.rules.nodes import (
    All,
    AnyOf,
    Arithmetic,
    Choose,
    Compare,
    Expression,
    Extremum,
    Flag,
    Floor,
    Not,
    Number,
    Operation,
    Sign,
    Text,
)
from jigai.domain.rules.refusals import nearest
from jigai.domain.sentence import Sentence

Names = Mapping[str, Callable[[int], Expression]]
TOKEN = re.compile(
    r'\s*(?:(?P<number>\d[\d_]*(?:\.\d+)?)|(?P<name>[A-Za-z_]\w*)|"(?P<text>[^"]*)"'
    r"|(?P<sign><=|>=|==|!=|<|>|\+|-|\*|/|\(|\)|,))",
    re.ASCII,
)
COMPARISONS = frozenset({"<", "<=", "==", "!=", ">=", ">"})
FUNCTIONS = ("min", "max", "floor", "if")
DEEPEST = 40
LONGEST = 200  # tokens: a rule that needs more is several rules
MOST_DIGITS = 40
NO_HINT = Sentence("", "")


class ExpressionFault(Refusal):
    """What is wrong where; the reader of the file adds file and line."""

    code = "rules.expression_fault"

    def __init__(
        self, zh: str, en: str, *, column: int, unknown: str = "", **near: Sentence
    ) -> None:
        self.fault, self.column, self.unknown = Sentence(zh, en), column, unknown
        self.near = near.get("near", NO_HINT)
        super().__init__(self.fault)


@dataclass(frozen=True, slots=True)
class Token:
    kind: str
    text: str
    column: int


def tokens_of(text: str) -> list[Token]:
    """Split an expression; columns count from 1."""
    found, place = [], 0
    while text[place:].strip():
        match = TOKEN.match(text, place)
        if match is None or match.lastgroup is None:
            column = place + len(text[place:]) - len(text[place:].lstrip()) + 1
            raise ExpressionFault(
                f"不认识的符号“{text[column - 1]}”",
                f"unknown symbol “{text[column - 1]}”",
                column=column,
            )
        kind = match.lastgroup
        found.append(Token(kind, match[kind], match.start(kind) + 1))
        place = match.end()
        if len(found) > LONGEST or (kind == "number" and len(match[kind]) > MOST_DIGITS):
            raise ExpressionFault("写得太长", "it is too long", column=found[-1].column)
    return [*found, Token("end", "", len(text) + 1)]


def parse_expression(text: str, *, names: Names) -> Expression:
    """The nodes of an expression.

    Args:
        text: as written in the rule file.
        names: what each known name stands for, given its column.

    Raises:
        ExpressionFault: with the column and, for an unknown name, the nearest known one.
    """
    reader = _Reader(tokens_of(text), names)
    node = reader.either()
    if reader.now.kind != "end":
        raise reader.fault("这里应当结束", "the expression should end here")
    return node


class _Reader:
    def __init__(self, tokens: list[Token], names: Names) -> None:
        self.tokens, self.names, self.place, self.depth = tokens, names, 0, 0

    @property
    def now(self) -> Token:
        return self.tokens[self.place]

    def fault(self, zh: str, en: str) -> ExpressionFault:
        seen = self.now.text or "(end)"
        return ExpressionFault(f"{zh}，却是“{seen}”", f"{en}, not “{seen}”", column=self.now.column)

    def take(self, *texts: str) -> Token | None:
        token = self.now
        if token.kind in {"sign", "name"} and token.text in texts:
            self.place += 1
            return token
        return None

    def need(self, text: str) -> None:
        if self.take(text) is None:
            raise self.fault(f"这里应为“{text}”", f"“{text}” is needed here")

    def either(self) -> Expression:
        column, parts = self.now.column, [self.both()]
        while self.take("or"):
            parts.append(self.both())
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts), column=column)

    def both(self) -> Expression:
        column, parts = self.now.column, [self.negation()]
        while self.take("and"):
            parts.append(self.negation())
        return parts[0] if len(parts) == 1 else All(tuple(parts), column=column)

    def negation(self) -> Expression:
        if token := self.take("not"):
            self.deeper()
            inner = self.negation()
            self.depth -= 1
            return Not(inner, column=token.column)
        return self.comparison()

    def comparison(self) -> Expression:
        left = self.sum()
        if token := self.take(*COMPARISONS):
            return Compare(cast("Sign", token.text), left, self.sum(), column=token.column)
        return left

    def sum(self) -> Expression:
        node = self.product()
        while token := self.take("+", "-"):
            node = _arithmetic(token, node, self.product())
        return node

    def product(self) -> Expression:
        node = self.signed()
        while token := self.take("*", "/"):
            node = _arithmetic(token, node, self.signed())
        return node

    def signed(self) -> Expression:
        if token := self.take("-"):
            zero = Number(Fraction(0), column=token.column)
            return _arithmetic(token, zero, self.atom())
        return self.atom()

    def atom(self) -> Expression:
        token = self.now
        if self.take("("):
            self.deeper()
            inner = self.either()
            self.depth -= 1
            self.need(")")
            return inner
        self.place += 1
        match token.kind:
            case "number":
                return Number(Fraction(token.text.replace("_", "")), column=token.column)
            case "text":
                return Text(token.text, column=token.column)
            case "name":
                return self.named(token)
        self.place -= 1
        raise self.fault("这里应为数、名称或括号", "a number, a name or a bracket is needed here")

    def named(self, token: Token) -> Expression:
        if token.text in {"true", "false"}:
            return Flag(token.text == "true", column=token.column)
        if token.text in {"min", "max"}:
            return self.extremum(token)
        if token.text == "floor":
            return self.floor(token)
        if token.text == "if":
            return self.choice(token)
        if token.text not in self.names:
            raise ExpressionFault(
                f"不认识的名称“{token.text}”",
                f"unknown name “{token.text}”",
                column=token.column,
                unknown=token.text,
                near=nearest(token.text, [*self.names, *FUNCTIONS, "true", "false"]),
            )
        return self.names[token.text](token.column)

    def extremum(self, token: Token) -> Expression:
        self.need("(")
        self.deeper()
        parts = [self.sum()]
        while self.take(","):
            parts.append(self.sum())
        self.depth -= 1
        self.need(")")
        which = "min" if token.text == "min" else "max"
        return Extremum(which, tuple(parts), column=token.column)  # type: ignore[arg-type]

    def floor(self, token: Token) -> Expression:
        self.need("(")
        self.deeper()
        inner = self.sum()
        self.depth -= 1
        self.need(")")
        return Floor(inner, column=token.column)

    def choice(self, token: Token) -> Expression:
        self.need("(")
        self.deeper()
        when = self.either()
        self.need(",")
        then = self.sum()
        self.need(",")
        otherwise = self.sum()
        self.depth -= 1
        self.need(")")
        return Choose(when, then, otherwise, column=token.column)

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.fault("括号嵌套太深", "brackets are nested too deep")


def _arithmetic(token: Token, left: Expression, right: Expression) -> Expression:
    return Arithmetic(cast("Operation", token.text), left, right, column=token.column)
