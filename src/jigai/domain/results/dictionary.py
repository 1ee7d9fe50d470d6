"""The shipped dictionary of indicators: dated files, read with file and line for every fault."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from jigai.domain.results.formula import FormulaUnreadable, PartUnused
from jigai.domain.results.indicator import Definition, IndicatorPart
from jigai.domain.results.states import Direction, Level, Measure
from jigai.domain.rules.document import Table, read_document
from jigai.domain.rules.refusals import NameTwice, ValueOfWrongKind
from jigai.domain.rules.rulebook import SHIPPED
from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    from datetime import date

NAME = re.compile(r"[a-z][a-z0-9_]*")
PLAIN_NAME = Sentence("小写字母、数字和下划线", "small letters, digits and underscores")
A_FLAG = Sentence("true 或 false", "true or false")
QUALIFIERS: dict[str, Sentence] = {
    "market": Sentence("哪个市场（产品和范围）", "which market (product and reach)"),
    "market_year": Sentence("哪一年的市场", "market of which year"),
}
"""What may have to be said beside a value."""


def read_dictionary(text: str, *, file: str) -> tuple[Definition, ...]:
    """The indicators of one file; each edition of each is version 1 unless it says otherwise.

    Raises:
        RuleFileRefused: the first fault, with file and line.
    """
    root = read_document(text, file=file)
    since, owner = root.date("valid_from"), root.sentence("owner")
    found: dict[str, Definition] = {}
    for table in root.tables("indicator"):
        one = _indicator(table, since=since, owner=owner)
        if one.id in found:
            raise table.refuse(NameTwice, "id", name=one.id)
        found[one.id] = one
    root.finish()
    return tuple(found.values())


def _indicator(table: Table, *, since: date, owner: Sentence) -> Definition:
    one = Definition(
        id=_name(table, "id"),
        title=table.sentence("title"),
        meaning=table.sentence("meaning"),
        measure=Measure(table.one_of("measure", tuple(Measure))),
        unit=table.sentence("unit"),
        direction=Direction(table.one_of("direction", tuple(Direction))),
        level=Level(table.one_of("level", tuple(Level))),
        owner=owner,
        source=table.sentence("source"),
        valid_from=since,
        formula=table.text("formula", ""),
        parts=tuple(_part(part) for part in table.tables("part")),
        qualifiers=_qualifiers(table),
        is_additive=_flag(table, "is_additive"),
        effect=table.text("effect", ""),
    )
    table.finish()
    try:
        one.check()
    except (FormulaUnreadable, PartUnused) as fault:
        raise table.refuse(
            ValueOfWrongKind, "formula", key="formula", expected=fault.said
        ) from None
    return one


def _part(table: Table) -> IndicatorPart:
    part = IndicatorPart(_name(table, "name"), table.sentence("title"), table.sentence("unit"))
    table.finish()
    return part


def _name(table: Table, key: str) -> str:
    name = table.text(key)
    if not NAME.fullmatch(name):
        raise table.refuse(ValueOfWrongKind, key, key=key, expected=PLAIN_NAME)
    return name


def _qualifiers(table: Table) -> tuple[str, ...]:
    names = table.names("qualifiers")
    for name in names:
        if name not in QUALIFIERS:
            expected = Sentence("、".join(QUALIFIERS), ", ".join(QUALIFIERS))
            raise table.refuse(ValueOfWrongKind, "qualifiers", key="qualifiers", expected=expected)
    return tuple(names)


def _flag(table: Table, key: str) -> bool:
    if not table.has(key):
        return False
    if not isinstance(table.values[key], bool):
        raise table.refuse(ValueOfWrongKind, key, key=key, expected=A_FLAG)
    return bool(table.values[key])


@lru_cache(maxsize=1)
def shipped_dictionary() -> tuple[Definition, ...]:
    """Every edition of every indicator of the product, in the order of the files."""
    return tuple(
        one
        for path in sorted((SHIPPED / "indicators").glob("*.toml"))
        for one in read_dictionary(
            path.read_text(encoding="utf-8"), file=path.relative_to(SHIPPED).as_posix()
        )
    )
