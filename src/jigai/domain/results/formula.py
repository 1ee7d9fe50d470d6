"""Formulas of indicators: the arithmetic of the rule language over named parts, exactly."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction
from functools import partial

from jigai.domain.refusal import Refusal
from jigai.domain.rules.expression import ExpressionFault, parse_expression
from jigai.domain.rules.nodes import (
    Arithmetic,
    Expression,
    Extremum,
    FactName,
    Floor,
    Number,
    walk,
)
from jigai.domain.sentence import Sentence

ARITHMETIC = (Arithmetic, Extremum, Floor, FactName, Number)


class FormulaUnreadable(Refusal):
    code = "outcomes.formula_unreadable"
    message = Sentence(
        "公式“{formula}”第 {column} 个字符处：{fault}。",
        "Formula “{formula}”, character {column}: {fault}.",
    )
    remedy = Sentence(
        "只用各组成数据的名称、数字和 + - * / min max floor 以及括号；名称：{names}。",
        "Use only the parts' names, numbers, + - * / min max floor and brackets; names: {names}.",
    )


class PartUnused(Refusal):
    code = "outcomes.part_unused"
    message = Sentence("公式没有用到“{name}”。", "The formula does not use “{name}”.")
    remedy = Sentence("请删去它，或写进公式。", "Remove it or put it into the formula.")


class DividedByZero(Refusal):
    code = "outcomes.divided_by_zero"
    message = Sentence("公式中的除数为 0，算不出数值。", "The formula divides by 0: no value.")
    remedy = Sentence(
        "请核对数据；确实为 0 的，这一期没有这个指标。",
        "Check the parts; if it really is 0, the indicator has no value in this period.",
    )


ONLY_ARITHMETIC = Sentence("这里只能做算术", "only arithmetic may stand here")


def read_formula(formula: str, *, names: Collection[str]) -> Expression:
    """The nodes of a formula that uses each part.

    Raises:
        FormulaUnreadable, PartUnused: as named.
    """
    known = {name: partial(_named, name) for name in names}
    try:
        node = parse_expression(formula, names=known)
    except ExpressionFault as fault:
        raise FormulaUnreadable(
            formula=formula,
            column=fault.column,
            fault=fault.fault + fault.near,
            names=", ".join(names),
        ) from None
    used = set()
    for one in walk(node):
        if not isinstance(one, ARITHMETIC):
            raise FormulaUnreadable(
                formula=formula, column=one.column, fault=ONLY_ARITHMETIC, names=", ".join(names)
            )
        if isinstance(one, FactName):
            used.add(one.name)
    for name in names:
        if name not in used:
            raise PartUnused(name=name)
    return node


def value_by(node: Expression, parts: Mapping[str, Fraction]) -> Fraction:
    """The value of a formula, exactly.

    Raises:
        DividedByZero: as named.

    >>> node = read_formula("(after - before) / before", names=("after", "before"))
    >>> value_by(node, {"after": Fraction(13), "before": Fraction(10)})
    Fraction(3, 10)
    """
    match node:
        case Number(value=value):
            return value
        case FactName(name=name):
            return parts[name]
        case Floor(of=inner):
            whole = value_by(inner, parts)
            return Fraction(whole.numerator // whole.denominator)
        case Extremum(which=which, of=several):
            values = [value_by(one, parts) for one in several]
            return min(values) if which == "min" else max(values)
        case Arithmetic():
            return _joined(node, parts)
        case _:  # read_formula lets nothing else through
            raise FormulaUnreadable(
                formula=str(node), column=node.column, fault=ONLY_ARITHMETIC, names=""
            )


def _joined(node: Arithmetic, parts: Mapping[str, Fraction]) -> Fraction:
    left, right = value_by(node.left, parts), value_by(node.right, parts)
    match node.operation:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "/":
            if right == 0:
                raise DividedByZero
            return left / right


def _named(name: str, column: int) -> Expression:
    return FactName(name, column=column)
