"""How one sheet will be read: header, mapping, unit of each amount, kinds of rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.exchange.head_words import FEN_PER_UNIT, head_key, money_units, plain, says_percent
from jigai.exchange.header import Head, Header, HeaderNotFound, find_header, vocabulary
from jigai.exchange.mapping import Field, Mapping
from jigai.exchange.matching import Match, NoMappingFits, NoSuchMapping, best_match
from jigai.exchange.rows import RowReader

if TYPE_CHECKING:
    from collections.abc import Mapping as MappingType
    from collections.abc import Sequence

    from jigai.exchange.rates import Bare
    from jigai.exchange.workbook import Sheet, Workbook

_CODES = frozenset(["credit_code", "project_code", "identifier"])
_SERIAL_HEADS = frozenset(["序号", "编号", "no"])


class UnitUnknown(Refusal):
    """Places ``columns`` (heads) and ``choices`` (units) let an interface ask."""

    code = "ledger.unit_unknown"
    message = Sentence(
        "看不出金额单位：{columns}。", "The unit of these amounts cannot be seen: {columns}."
    )
    remedy = Sentence(
        "请在表头或“单位：”一行写明，或导入时选择：{choices}。",
        "State it in the head or in a unit row, or choose at import: {choices}.",
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """One recognised column with everything that fixes how its cells are read.

    ``unit`` is the money unit and ``unit_from`` where it was found: head, unit_row, asked,
    mapping. ``bare`` says how a rate without % is read, ``bare_from`` whether head or mapping
    fixed it.
    """

    head: Head
    field: Field
    unit: str = ""
    unit_from: str = ""
    bare: Bare = "fraction"
    bare_from: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """How one sheet is read; ``alike`` names further sheets that hold such a table too."""

    workbook: Workbook
    sheet: Sheet
    header: Header
    match: Match
    readings: tuple[Reading, ...]
    row_reader: RowReader
    alike: tuple[str, ...] = ()

    @property
    def other_sheets(self) -> tuple[str, ...]:
        return tuple(s.name for s in self.workbook.sheets if s is not self.sheet)


def plan_ledger(
    workbook: Workbook,
    *,
    mappings: Sequence[Mapping],
    template: str | Mapping | None = None,
    remembered: MappingType[str, str] | None = None,
    unit: str | None = None,
    sheet: str | None = None,
) -> Plan:
    """Settles which sheet is read and how.

    Args:
        workbook: an opened file.
        mappings: the mappings to choose from.
        template: name of the mapping, or one of the caller's own; None: the best match.
        remembered: head → field as chosen earlier; '' ignores the column.
        unit: money unit for columns which name none.
        sheet: name of the sheet; None: the visible one that matches best.

    Raises:
        NoSuchSheet, NoSuchMapping: a name that does not exist.
        HeaderNotFound, NoMappingFits: no sheet looks like a known table.
        UnitUnknown: an amount without unit, or a unit row that names two.
    """
    chosen = _chosen(mappings, template)
    sheets = (workbook.sheet(sheet),) if sheet is not None else workbook.visible
    tables = _tables(sheets, chosen, remembered or {})
    found, header, match = max(tables, key=lambda table: len(table[2].fields))
    return Plan(
        workbook=workbook,
        sheet=found,
        header=header,
        match=match,
        readings=_readings(header, match, unit),
        row_reader=_row_reader(header, match),
        alike=tuple(s.name for s, _, m in tables if s is not found and m.mapping is match.mapping),
    )


def _chosen(mappings: Sequence[Mapping], template: str | Mapping | None) -> Sequence[Mapping]:
    if isinstance(template, Mapping):
        return [template]
    chosen = [m for m in mappings if template in {None, m.name}]
    if not chosen:
        raise NoSuchMapping(name=template, names="、".join(m.name for m in mappings))
    return chosen


def _tables(
    sheets: Sequence[Sheet], mappings: Sequence[Mapping], remembered: MappingType[str, str]
) -> list[tuple[Sheet, Header, Match]]:
    """Every sheet that looks like a known table, in the order of the file; at least one."""
    known = vocabulary([h for m in mappings for f in m.fields for h in f.heads] + [*remembered])
    found: list[tuple[Sheet, Header, Match]] = []
    refused: list[Refusal] = []
    for sheet in sheets:
        try:
            header = find_header(sheet, known=known)
            match = best_match(header, mappings, remembered=remembered)
        except (HeaderNotFound, NoMappingFits) as refusal:
            refused.append(refusal)
        else:
            found.append((sheet, header, match))
    if not found:
        raise next((r for r in refused if isinstance(r, NoMappingFits)), refused[0])
    return found


def _readings(header: Header, match: Match, asked: str | None) -> tuple[Reading, ...]:
    readings, without = [], []
    for column in match.columns:
        if column.field is None:
            continue
        field = match.mapping.field(column.field)
        unit, unit_from = _unit(column.head, field, header, asked)
        if field.kind == "amount" and not unit:
            without.append(column.head.text)
        percent = says_percent(column.head.leaf) or column.head.unit == "%"
        bare: Bare = "percent" if percent else field.bare
        readings.append(
            Reading(column.head, field, unit, unit_from, bare, "head" if percent else "mapping")
        )
    if without:
        raise UnitUnknown(columns="、".join(without), choices="、".join(FEN_PER_UNIT))
    return tuple(readings)


def _unit(head: Head, field: Field, header: Header, asked: str | None) -> tuple[str, str]:
    """The most specific statement counts; two units in one statement are none."""
    if field.kind != "amount":
        return "", ""
    for text in (head.unit, *reversed(head.path)):
        units = money_units(text)
        if units:
            return (next(iter(units)), "head") if len(units) == 1 else (asked or "", "asked")
    units = money_units(header.unit_text)
    if len(units) == 1:
        return next(iter(units)), "unit_row"
    if asked:
        return asked, "asked"
    return field.unit or "", "mapping"


def _row_reader(header: Header, match: Match) -> RowReader:
    kinds = {name: match.mapping.field(name).kind for name in match.fields}
    return RowReader(
        identifiers=tuple(h.index for n, h in match.fields.items() if kinds[n] in _CODES),
        serial=next((h.index for h in header.heads if head_key(h.leaf) in _SERIAL_HEADS), None),
        sums=frozenset(h.index for n, h in match.fields.items() if kinds[n] == "amount"),
        heads=frozenset(t for h in header.heads for text in h.path for t in (text, plain(text))),
    )
