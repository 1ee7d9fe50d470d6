"""Effort files of the rulebook: dated data, read with file and line for every fault."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from jigai.domain.gap.levers import NO_EFFORT, EffortBook, Lever, Unmoved
from jigai.domain.refusal import Refusal
from jigai.domain.rules.document import Table, read_document
from jigai.domain.rules.facts import FactDeclaration, FactType
from jigai.domain.rules.refusals import NameTwice, NameUnknown, ValueOfWrongKind, nearest
from jigai.domain.rules.rulebook import SHIPPED, shipped
from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jigai.domain.rules.refusals import RuleFileRefused

A_STEP = Fraction(1)
WHOLE_FROM_0 = Sentence("不小于 0 的整数", "a whole number from 0")
FROM_0 = Sentence("不小于 0 的数", "a number from 0")
NUMBER_FACT = Sentence("数值型指标", "a fact that is a number")
DIRECTED = Sentence("方向为 higher 的是非型指标", "a true/false fact in the direction higher")


class NoEfforts(Refusal):
    code = "ways.no_efforts"
    message = Sentence(
        "{day} 没有“{subject}”的工作量设定。", "No efforts for “{subject}” are in force on {day}."
    )
    remedy = Sentence(
        "在规则库 efforts/{subject}/ 中加一个文件。", "Add a file to efforts/{subject}/."
    )


def read_efforts(
    text: str, *, file: str, subject: str, facts: Mapping[str, FactDeclaration]
) -> EffortBook:
    """Read one file of efforts.

    Raises:
        RuleFileRefused: the first fault, with file, line and the nearest known name.
    """
    root = read_document(text, file=file)
    levers = tuple(_lever(table, facts) for table in root.tables("lever"))
    unmoved = tuple(_unmoved(table, facts) for table in root.tables("unmoved"))
    named = [*root.tables("lever"), *root.tables("unmoved")]
    seen: set[str] = set()
    for table in named:
        name = table.text("fact")
        if name in seen:
            raise table.refuse(NameTwice, "fact", name=name)
        seen.add(name)
    book = EffortBook(subject, root.date("valid_from"), root.sentence("title"), levers, unmoved)
    root.finish()
    return book


def _known(table: Table, facts: Mapping[str, FactDeclaration], key: str, name: str) -> str:
    if name not in facts:
        raise table.refuse(NameUnknown, key, name=name, near=nearest(name, facts))
    return name


def _unmoved(table: Table, facts: Mapping[str, FactDeclaration]) -> Unmoved:
    found = Unmoved(_known(table, facts, "fact", table.text("fact")), table.sentence("reason"))
    table.finish()
    return found


def _lever(table: Table, facts: Mapping[str, FactDeclaration]) -> Lever:
    fact = facts[_known(table, facts, "fact", table.text("fact"))]
    higher = table.one_of("direction", ("higher", "lower"), "higher") == "higher"
    if fact.type is not FactType.NUMBER and not higher:
        raise _wrong(table, "direction", DIRECTED)
    is_number, is_flag = fact.type is FactType.NUMBER, fact.type is FactType.FLAG
    lever = Lever(
        fact=fact.name,
        higher=higher,
        how=table.sentence("how", fact.lift if fact.better else None),
        step=table.positive("step") if is_number else A_STEP,
        effort_fixed=table.positive("effort_fixed") if is_flag else _from_0(table, "effort_fixed"),
        effort_per_step=NO_EFFORT if is_flag else table.positive("effort_per_step"),
        lead_months=_whole(table, "lead_months"),
        most_a_year=_whole(table, "most_a_year") if is_number else 0,
        carries=tuple(_carried(table, facts, fact, name) for name in table.names("carries")),
        at_most_of=_limit(table, facts),
        basis=table.sentence("basis"),
    )
    table.finish()
    return lever


def _carried(
    table: Table, facts: Mapping[str, FactDeclaration], fact: FactDeclaration, name: str
) -> str:
    other = facts[_known(table, facts, "carries", name)]
    if {fact.type, other.type} != {FactType.NUMBER} or fact.unit != other.unit:
        raise _wrong(table, "carries", NUMBER_FACT)
    return name


def _limit(table: Table, facts: Mapping[str, FactDeclaration]) -> tuple[str, Fraction] | None:
    if not table.has("at_most_of"):
        return None
    inner = table.table("at_most_of")
    limit = _known(inner, facts, "fact", inner.text("fact")), inner.positive("share")
    inner.finish()
    return limit


def _from_0(table: Table, key: str) -> Fraction:
    value = table.number(key)
    if value < 0:
        raise _wrong(table, key, FROM_0)
    return value


def _whole(table: Table, key: str) -> int:
    value = table.number(key)
    if value < 0 or value.denominator != 1:
        raise _wrong(table, key, WHOLE_FROM_0)
    return int(value)


def _wrong(table: Table, key: str, expected: Sentence) -> RuleFileRefused:
    return table.refuse(ValueOfWrongKind, key, key=key, expected=expected)


@lru_cache(maxsize=1)
def shipped_efforts() -> tuple[EffortBook, ...]:
    """Every effort file of the product, by subject and start of validity."""
    return tuple(_read(path) for path in sorted((SHIPPED / "efforts").glob("*/*.toml")))


def _read(path: Path) -> EffortBook:
    file = path.relative_to(SHIPPED).as_posix()
    subject = path.parent.name
    text = path.read_text(encoding="utf-8")
    return read_efforts(text, file=file, subject=subject, facts=shipped().facts[subject])


def efforts_in_force(subject: str, *, on: date) -> EffortBook:
    """The shipped efforts of a kind of subject on a day.

    Raises:
        NoEfforts: none is in force.
    """
    found = [b for b in shipped_efforts() if b.subject == subject and b.valid_from <= on]
    if not found:
        raise NoEfforts(subject=subject, day=on)
    return found[-1]
