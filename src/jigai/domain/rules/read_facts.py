"""Fact declarations from a file of the rulebook."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from jigai.domain.rules.document import Table, read_document
from jigai.domain.rules.facts import NOWHERE, FactDeclaration, FactType
from jigai.domain.rules.kinds import UNITS
from jigai.domain.rules.refusals import KeyMissing, NameTwice
from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

DIRECTIONS = ("higher", "lower", "")


def read_facts(text: str, *, file: str) -> Mapping[str, FactDeclaration]:
    """The declared facts by name.

    Raises:
        RuleFileRefused: with file and line.
    """
    document = read_document(text, file=file)
    declared: dict[str, FactDeclaration] = {}
    for table in document.tables("fact"):
        fact = _fact(table)
        if fact.name in declared:
            raise table.refuse(NameTwice, "name", name=fact.name)
        declared[fact.name] = fact
    document.finish()
    return declared


def _fact(table: Table) -> FactDeclaration:
    kind = FactType(table.one_of("type", tuple(FactType)))
    is_number = kind is FactType.NUMBER
    better = table.one_of("better", DIRECTIONS, "")
    declaration = FactDeclaration(
        name=table.text("name"),
        type=kind,
        unit=table.one_of("unit", tuple(UNITS)) if is_number else "",
        label=table.sentence("label"),
        source=table.sentence("source"),
        period=table.sentence("period", NOWHERE),
        choices=_choices(table) if kind is FactType.CHOICE else (),
        fresh_for_days=table.whole_or_none("fresh_for_days"),
        better=better,
        lift=table.sentence("lift") if better else NOWHERE,
        step=table.positive("step") if better and is_number else Fraction(1),
        at_least=table.number_or_none("at_least"),
        at_most=table.number_or_none("at_most"),
    )
    if better and is_number:
        for key in ("at_least", "at_most"):
            if not table.has(key):
                raise table.refuse(KeyMissing, key=key)
    table.finish()
    return declaration


def _choices(table: Table) -> tuple[tuple[str, Sentence], ...]:
    found: dict[str, Sentence] = {}
    for choice in table.tables("choice"):
        name = choice.text("name")
        if name in found:
            raise choice.refuse(NameTwice, "name", name=name)
        found[name] = choice.sentence("label")
        choice.finish()
    if not found:
        raise table.refuse(KeyMissing, key="choice")
    return tuple(found.items())
