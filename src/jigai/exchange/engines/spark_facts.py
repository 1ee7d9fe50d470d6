"""Columns of Parquet made ready for a plan on the cluster: numbers as whole numbers, or left out.

What ``exchange.fact_columns`` does in this process, as expressions of sqlglot: a value that is no
number of few decimals is not rounded, its row is a *misfit* and is decided by ``evaluate``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlglot import exp

from jigai.domain.columns.plan import FactColumn
from jigai.domain.refusal import Refusal
from jigai.domain.rules.facts import FactType
from jigai.domain.sentence import Sentence
from jigai.exchange.engines.sql import TYPES, call, column, family_of
from jigai.exchange.fact_columns import MOST_DECIMALS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jigai.domain.rules.facts import FactDeclaration
    from jigai.domain.rules.rule_set import RuleSet

WHOLE = frozenset({"tinyint", "smallint", "int", "bigint"})
REAL = frozenset({"float", "double"})
DECIMAL, NOTHING = "decimal(", "void"
OF_SHARES, OF_OTHERS = 6, 2
"""Decimals of doubles that are counted with; a finer one is a misfit."""
MOST_DIGITS = 27
"""A decimal of more digits times a power of ten need not fit the 38 digits of the engine."""
Ready = tuple[exp.Expr, exp.Expr]


class ColumnOfWrongType(Refusal):
    code = "engines.column_of_wrong_type"
    message = Sentence(
        "“{column}”列的类型是 {kind}，应为{expected}。",
        "Column “{column}” is of type {kind}; {expected} is expected.",
    )
    remedy = Sentence(
        "请改列的类型，或改用 --engine embedded。",
        "Change the type of the column, or use --engine embedded.",
    )


EXPECTED = {
    FactType.NUMBER: Sentence("数字", "a number"),
    FactType.FLAG: Sentence("布尔值", "boolean"),
    FactType.CHOICE: Sentence("文字", "text"),
}


def forms_of(rule_set: RuleSet, kinds: Mapping[str, str]) -> dict[str, FactColumn]:
    """How the number facts are counted, by the types of their columns."""
    found = {}
    for name in rule_set.fact_names():
        kind, declared = kinds.get(name, NOTHING), rule_set.facts[name]
        decimals = 0
        if kind in REAL:
            decimals = OF_SHARES if declared.unit == "share" else OF_OTHERS
        elif kind.startswith(DECIMAL):
            decimals = min(_digits_of(kind)[1], MOST_DECIMALS)
        found[name] = FactColumn(decimals)
    return found


def ready(declared: FactDeclaration, form: FactColumn, kind: str) -> Ready:
    """A fact as a plan wants it, and whether the value does not fit that.

    Args:
        declared: the fact; its column has the same name.
        form: how a number is counted.
        kind: the type of the column as Spark says it; ``void`` where there is none.

    Raises:
        ColumnOfWrongType: it holds something else.
    """
    if kind == NOTHING:
        return exp.cast(exp.null(), TYPES[family_of(declared)]), exp.false()
    value = column(declared.name)
    match declared.type:
        case FactType.NUMBER if kind in WHOLE:
            return _whole(value, form)
        case FactType.NUMBER if kind in REAL:
            return _real(value, form)
        case FactType.NUMBER if kind.startswith(DECIMAL):
            return _decimal(value, form, kind)
        case FactType.FLAG if kind == "boolean":
            return value, exp.false()
        case FactType.CHOICE if kind == "string":
            choices = [exp.Literal.string(choice) for choice, _ in declared.choices]
            return _chosen(exp.In(this=value, expressions=choices), value.copy())
    raise ColumnOfWrongType(column=declared.name, kind=kind, expected=EXPECTED[declared.type])


def number(value: int, kind: str) -> exp.Expr:
    """A constant of a type."""
    return exp.cast(exp.Literal.string(str(value)), kind)


def _chosen(fits: exp.Expr, value: exp.Expr) -> Ready:
    misfit = exp.Not(this=exp.Paren(this=fits.copy()))
    return exp.Case().when(fits, value), misfit


def _between(value: exp.Expr, limit: int, kind: str) -> exp.Expr:
    return exp.Between(this=value, low=number(-limit, kind), high=number(limit, kind))


def _whole(value: exp.Expr, form: FactColumn) -> Ready:
    wide = exp.cast(value, "bigint")
    scaled = exp.Mul(this=wide, expression=number(10**form.decimals, "bigint"))
    fits = _between(wide.copy(), form.bound // 10**form.decimals, "bigint")
    return _chosen(fits, exp.Paren(this=scaled))


def _decimal(value: exp.Expr, form: FactColumn, kind: str) -> Ready:
    digits, places = _digits_of(kind)
    if digits > MOST_DIGITS:
        known = exp.Not(this=exp.Paren(this=exp.Is(this=value, expression=exp.null())))
        return exp.cast(exp.null(), "bigint"), known
    scale = number(10**form.decimals, f"decimal({form.decimals + 1},0)")
    scaled = exp.Paren(this=exp.Mul(this=value, expression=scale))
    fits = _between(value.copy(), form.bound // 10**form.decimals, "decimal(20,0)")
    if places > form.decimals:
        whole = exp.EQ(this=scaled.copy(), expression=call("FLOOR", scaled.copy()))
        fits = exp.and_(fits, whole)
    return _chosen(fits, exp.cast(scaled, "bigint"))


def _real(value: exp.Expr, form: FactColumn) -> Ready:
    """A double stands for the decimal of so many places to which it is the nearest."""
    known = call("NULLIF", value, exp.cast(exp.Literal.string("NaN"), "double"))
    scale = number(10**form.decimals, "double")
    nearest = call("RINT", exp.Mul(this=known.copy(), expression=scale.copy()))
    near = _between(nearest.copy(), form.bound, "double")
    same = exp.EQ(this=exp.Div(this=nearest.copy(), expression=scale), expression=known)
    return _chosen(exp.and_(near, same), exp.cast(nearest, "bigint"))


def _digits_of(kind: str) -> tuple[int, int]:
    digits, places = kind.removeprefix(DECIMAL).rstrip(")").split(",")
    return int(digits), int(places)
