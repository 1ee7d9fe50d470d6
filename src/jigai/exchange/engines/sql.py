"""The nodes of a column as SQL expressions, and a plan as one statement; by sqlglot alone.

The value of each node is the one that ``domain.columns.nodes`` states; what engines do differently
is not used. Division is of doubles and guarded; literals of doubles are cast from their shortest
text, so that they are correctly rounded; whole numbers are 64 bits wide from the start; ``LEAST``
and ``GREATEST`` leave nulls out on both engines, and where they must not, that is said; ``AND``,
``OR`` and ``NOT`` are Kleene's in SQL.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal, assert_never

from sqlglot import exp

from jigai.domain.columns import nodes as n
from jigai.domain.columns.nodes import Node, columns_in
from jigai.domain.rules.facts import FactType

if TYPE_CHECKING:
    from jigai.domain.columns.plan import NamedColumn, Plan
    from jigai.domain.rules.facts import FactDeclaration

Dialect = Literal["postgres", "spark"]
TYPES: dict[n.Family, str] = {
    "whole": "bigint",
    "real": "double",
    "truth": "boolean",
    "text": "text",
}
SIGNS: dict[str, type[exp.Binary]] = {
    "<": exp.LT,
    "<=": exp.LTE,
    "==": exp.EQ,
    "!=": exp.NEQ,
    ">=": exp.GTE,
    ">": exp.GT,
}
OPERATIONS: dict[type, type[exp.Binary]] = {
    n.Add: exp.Add,
    n.Subtract: exp.Sub,
    n.Multiply: exp.Mul,
}
MOST_ARGUMENTS = 90
"""PostgreSQL takes at most 100 arguments of a function."""
Name = Mapping[str, str]


def statement(
    plan: Plan, *, table: exp.Expr, carried: Sequence[str], results: Sequence[str], dialect: Dialect
) -> exp.Select:
    """The results of a plan over a table of the columns ``carried`` and the names of ``inputs``.

    Every stage is a nested query that reads the one before; in PostgreSQL ``OFFSET 0`` keeps the
    planner from working a stage out again for each use.

    Returns:
        A query of what is carried and one column per result, named as ``outputs`` says.
    """
    names = inputs(plan)
    stages = plan.needed(results)
    named = {**names, **_names([one for stage in stages for one in stage])}
    wanted = _wanted(stages, [plan.results[name].node for name in results], named)
    query: exp.Expr = table
    for number, stage in enumerate(stages):
        passed = [name for name in wanted[number] if name not in _of(stage, named)]
        columns: list[exp.Expr] = [column(name) for name in (*carried, *passed)]
        columns += [aliased(expression(o.node, named), named[o.column.name]) for o in stage]
        query = _select(columns, query, dialect).subquery(f"stage_{number}")
    last = [
        aliased(expression(plan.results[name].node, named), alias)
        for name, alias in zip(results, outputs(results), strict=True)
    ]
    return exp.select(*(column(name) for name in carried), *last).from_(query)


def inputs(plan: Plan) -> dict[str, str]:
    """How the fact columns of a plan are called in the table."""
    return {name: f"f{number}" for number, name in enumerate(plan.facts, 1)}


def outputs(results: Sequence[str]) -> tuple[str, ...]:
    """How the results are called in the answer."""
    return tuple(f"r{number}" for number in range(1, len(results) + 1))


def family_of(declared: FactDeclaration) -> n.Family:
    """The family of a fact's column."""
    match declared.type:
        case FactType.NUMBER:
            return "whole"
        case FactType.FLAG:
            return "truth"
        case FactType.CHOICE:
            return "text"


def _names(columns: Sequence[NamedColumn]) -> dict[str, str]:
    return {one.column.name: f"c{number}" for number, one in enumerate(columns, 1)}


def _of(stage: Sequence[NamedColumn], named: Name) -> set[str]:
    return {named[one.column.name] for one in stage}


def _wanted(
    stages: Sequence[Sequence[NamedColumn]], last: Sequence[Node], named: Name
) -> list[list[str]]:
    """Of each stage the columns that it or a later reader needs from it."""
    needed = frozenset().union(*(columns_in(node) for node in last)) if last else frozenset()
    found: list[list[str]] = []
    for stage in reversed(stages):
        found.append(sorted(named[name] for name in needed))
        own = {one.column.name for one in stage}
        needed = (needed - own).union(*(columns_in(one.node) for one in stage))
    return list(reversed(found))


def _select(columns: Sequence[exp.Expr], source: exp.Expr, dialect: Dialect) -> exp.Select:
    query = exp.select(*columns).from_(source)
    return query.offset(0) if dialect == "postgres" else query


def column(name: str) -> exp.Column:
    return exp.column(name, quoted=True)


def aliased(node: exp.Expr, name: str) -> exp.Expr:
    return exp.alias_(node, name, quoted=True)


def expression(node: Node, named: Name) -> exp.Expr:
    """A node as an expression over the columns whose names are given."""
    found: exp.Expr
    match node:
        case n.Column(name=name):
            found = column(named[name])
        case n.Whole() | n.Real() | n.Word() | n.Truth() | n.Unknown():
            found = constant(node)
        case n.Either() | n.Filled() | n.Banded() | n.Least() | n.Greatest() | n.Words():
            found = _choice(node, named)
        case n.Compare() | n.Decided() | n.Every() | n.Some() | n.Not() | n.Known() | n.Holds():
            found = _condition(node, named)
        case _:
            found = _number(node, named)
    return found


def _choice(
    node: n.Either | n.Filled | n.Banded | n.Least | n.Greatest | n.Words, named: Name
) -> exp.Expr:
    found: exp.Expr
    match node:
        case n.Either(when=when, then=then, otherwise=otherwise):
            parts = [expression(part, named) for part in (when, then, otherwise)]
            found = exp.Case().when(parts[0], parts[1]).else_(parts[2])
        case n.Filled(of=inner, instead=instead):
            found = call("COALESCE", expression(inner, named), expression(instead, named))
        case n.Banded():
            found = _banded(node, named)
        case n.Least(of=parts_, ignoring=ignoring):
            found = _extreme("LEAST", parts_, named, ignoring=ignoring)
        case n.Greatest(of=parts_, ignoring=ignoring):
            found = _extreme("GREATEST", parts_, named, ignoring=ignoring)
        case n.Words(parts=words):
            found = _words([(expression(when, named), word) for when, word in words])
        case _:
            assert_never(node)
    return found


def constant(node: n.Constant) -> exp.Expr:
    match node:
        case n.Whole(value=whole):
            return exp.cast(_digits(whole), "bigint")
        case n.Real(value=real):
            return exp.cast(exp.Literal.string(repr(real)), "double")
        case n.Word(value=word):
            return exp.Literal.string(word)
        case n.Truth(value=flag):
            return exp.true() if flag else exp.false()
        case n.Unknown(family=family):
            return exp.cast(exp.null(), TYPES[family])
        case _:
            assert_never(node)


def _digits(value: int) -> exp.Expr:
    return exp.Literal.string(str(value)) if value < 0 else exp.Literal.number(value)


def _number(
    node: n.Add | n.Subtract | n.Multiply | n.Divide | n.AsReal | n.WholeBelow | n.Absolute,
    named: Name,
) -> exp.Expr:
    found: exp.Expr
    match node:
        case n.Add() | n.Subtract() | n.Multiply():
            found = _pair(OPERATIONS[type(node)], node.left, node.right, named)
        case n.Divide(left=left, right=right):
            below = call("NULLIF", expression(right, named), constant(n.Real(0.0)))
            above = expression(left, named)
            found = exp.Paren(this=exp.Div(this=above, expression=below, typed=True, safe=False))
        case n.AsReal(of=inner):
            found = exp.cast(expression(inner, named), "double")
        case n.WholeBelow(of=inner):
            found = exp.cast(call("FLOOR", expression(inner, named)), "bigint")
        case n.Absolute(of=inner):
            found = call("ABS", expression(inner, named))
        case _:
            assert_never(node)
    return found


def _pair(kind: type[exp.Binary], left: Node, right: Node, named: Name) -> exp.Expr:
    return exp.Paren(this=kind(this=expression(left, named), expression=expression(right, named)))


def _extreme(function: str, parts: Sequence[Node], named: Name, *, ignoring: bool) -> exp.Expr:
    several = [expression(part, named) for part in parts]
    if len(several) == 1:
        return several[0]
    found = call(function, *several)
    if ignoring:
        return found
    gaps = exp.or_(*(_is_null(expression(part, named)) for part in parts))
    return exp.Case().when(gaps, exp.null()).else_(found)


def _condition(node: n.Condition, named: Name) -> exp.Expr:
    found: exp.Expr
    match node:
        case n.Compare(sign=sign, left=left, right=right):
            found = _pair(SIGNS[sign], left, right, named)
        case n.Decided(yes=yes, no=no):
            found = exp.Case().when(expression(yes, named), exp.true())
            found = found.when(expression(no, named), exp.false())
        case n.Every(of=parts):
            found = _joined(exp.And, parts, named)
        case n.Some(of=parts):
            found = _joined(exp.Or, parts, named)
        case n.Not(of=inner):
            found = exp.Paren(this=exp.Not(this=exp.Paren(this=expression(inner, named))))
        case n.Known(of=inner):
            found = exp.Paren(this=exp.Not(this=_is_null(expression(inner, named))))
        case n.Holds(of=inner):
            found = call("COALESCE", expression(inner, named), exp.false())
        case _:
            assert_never(node)
    return found


def _joined(kind: type[exp.Connector], parts: Sequence[Node], named: Name) -> exp.Expr:
    several = [expression(part, named) for part in parts]
    found: exp.Expr = several[0]
    for one in several[1:]:
        found = kind(this=found, expression=one)
    return exp.Paren(this=found)


def _is_null(node: exp.Expr) -> exp.Expr:
    return exp.Paren(this=exp.Is(this=node, expression=exp.null()))


def _banded(node: n.Banded, named: Name) -> exp.Expr:
    found = exp.Case().when(_is_null(expression(node.measure, named)), exp.null())
    for bound, value in zip(node.bounds, node.values, strict=False):
        limit: Node = n.Real(bound) if isinstance(bound, float) else n.Whole(bound)
        reached = exp.GTE(this=expression(node.measure, named), expression=expression(limit, named))
        found = found.when(reached, constant(n.Whole(value)))
    return found.else_(constant(n.Whole(node.values[-1])))


def _words(words: Sequence[tuple[exp.Expr, str]]) -> exp.Expr:
    """The words whose condition is true, with a blank between; in parts that an engine takes."""
    said: list[exp.Expr] = [exp.Case().when(when, exp.Literal.string(word)) for when, word in words]
    while len(said) > MOST_ARGUMENTS:
        parts = [said[at : at + MOST_ARGUMENTS] for at in range(0, len(said), MOST_ARGUMENTS)]
        said = [call("NULLIF", _with_blanks(part), exp.Literal.string("")) for part in parts]
    return _with_blanks(said) if said else exp.Literal.string("")


def _with_blanks(said: Sequence[exp.Expr]) -> exp.Expr:
    return call("CONCAT_WS", exp.Literal.string(" "), *said)


def call(function: str, *arguments: exp.Expr) -> exp.Expr:
    """A function that both engines know by this name, left as it is."""
    return exp.Anonymous(this=function, expressions=list(arguments))
