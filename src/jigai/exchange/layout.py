"""Official layouts: workbooks that the office owns, filled at named places.

A place is ``{{name}}`` in a cell, alone or within text, or a defined name of one cell. A row
with places ``{{row.field}}`` is repeated for each record; a row with ``{{group.field}}`` below
it closes each group. Everything else, merged titles, notes and signature lines, stays.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import openpyxl
from openpyxl.cell.cell import MergedCell

from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.exchange.packed import unpacks_too_large
from jigai.exchange.repeated_rows import CellValue, put, repeat_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

PLACE = re.compile(r"\{\{\s*([A-Za-z_][\w.]*)\s*\}\}")


class LayoutUnreadable(Refusal):
    code = "layout.unreadable"
    message = Sentence("版式文件打不开。", "The layout file cannot be opened.")
    remedy = Sentence("版式须为 .xlsx 文件。", "A layout must be an .xlsx file.")


class LayoutPlacesWrong(Refusal):
    """Place ``mistakes`` lists each unknown place with its cell, and each missing one."""

    code = "layout.places_wrong"
    message = Sentence("版式有误：{mistakes}。", "The layout is wrong: {mistakes}.")
    remedy = Sentence("可用的位置：{known}。", "Places there are: {known}.")


@dataclass(frozen=True, slots=True)
class Places:
    """What a kind of report can fill: names that may stand in its layout, and must."""

    known: frozenset[str]
    required: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Group:
    """Records that stand together, and the values of the line that closes them."""

    rows: Sequence[Mapping[str, CellValue]]
    values: Mapping[str, CellValue]


@dataclass(frozen=True, slots=True)
class FoundPlace:
    name: str
    sheet: str
    cell: str


def read_places(layout: bytes) -> list[FoundPlace]:
    """Every named place of a layout with its cell.

    Raises:
        LayoutUnreadable: it is no .xlsx.
    """
    book = _open(layout)
    found = [
        FoundPlace(name, sheet.title, cell.coordinate)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str)
        for name in PLACE.findall(cell.value)
    ]
    return found + [FoundPlace(n, s, c) for n, (s, c) in _defined(book).items()]


def check_layout(layout: bytes, places: Places) -> None:
    """Refuses a layout that the report could not fill.

    Raises:
        LayoutUnreadable: it is no .xlsx.
        LayoutPlacesWrong: a place is unknown, or a required one missing.
    """
    found = read_places(layout)
    unknown = [p for p in found if p.name not in places.known]
    missing = sorted(places.required - {p.name for p in found})
    if not unknown and not missing:
        return
    mistakes = Sentence(
        "；".join(
            [f"{p.sheet}!{p.cell} 的“{p.name}”不认识" for p in unknown]
            + [f"缺少“{name}”" for name in missing]
        ),
        "; ".join(
            [f"“{p.name}” in {p.sheet}!{p.cell} is unknown" for p in unknown]
            + [f"“{name}” is missing" for name in missing]
        ),
    )
    raise LayoutPlacesWrong(mistakes=mistakes, known="、".join(sorted(places.known)))


def fill_layout(
    layout: bytes, places: Places, *, values: Mapping[str, CellValue], groups: Sequence[Group]
) -> bytes:
    """The layout as a finished workbook.

    Args:
        layout: the office's .xlsx.
        places: what this kind of report can fill.
        values: values of single places; an absent one leaves its place blank.
        groups: the repeated rows; without ``{{group.…}}`` in the layout they follow on directly.

    Raises:
        LayoutUnreadable, LayoutPlacesWrong: as ``check_layout``.
    """
    check_layout(layout, places)
    book = _open(layout)
    for sheet in book.worksheets:
        _fill_sheet(sheet, values, groups)
    for name, (title, coordinate) in _defined(book).items():
        put(book[title][coordinate], values.get(name))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _open(layout: bytes) -> Workbook:
    try:
        is_too_large = unpacks_too_large(layout)
        book = None if is_too_large else openpyxl.load_workbook(io.BytesIO(layout))
    except (KeyError, ValueError, OSError) as error:
        raise LayoutUnreadable from error
    except Exception as error:
        if type(error).__module__.startswith(("openpyxl", "zipfile", "xml")):
            raise LayoutUnreadable from error
        raise
    if book is None:
        raise LayoutUnreadable
    return book


def _defined(book: Workbook) -> dict[str, tuple[str, str]]:
    """Defined names of one cell; those of ranges (print titles, lists) are the office's own."""
    found = {}
    for name, defined in book.defined_names.items():
        targets = list(defined.destinations)
        if len(targets) == 1 and ":" not in targets[0][1] and targets[0][0] in book.sheetnames:
            found[name] = (targets[0][0], targets[0][1].replace("$", ""))
    return found


def _fill_sheet(sheet: Worksheet, values: Mapping[str, CellValue], groups: Sequence[Group]) -> None:
    pattern = [r for r in range(1, sheet.max_row + 1) if _row_has(sheet, r, "row.")]
    closing = [r for r in range(1, sheet.max_row + 1) if _row_has(sheet, r, "group.")]
    if pattern:
        lines: list[tuple[int, Mapping[str, CellValue]]] = []
        for group in groups:
            for record in group.rows:
                filled = {f"row.{k}": v for k, v in record.items()}
                lines += [(r, filled) for r in pattern]
            lines += [(r, {f"group.{k}": v for k, v in group.values.items()}) for r in closing]
        repeat_rows(
            sheet,
            first=min(pattern + closing),
            count=len(pattern + closing),
            lines=lines,
            fill=_filled,
        )
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell, MergedCell) or not isinstance(cell.value, str):
                continue
            if PLACE.search(cell.value):
                put(cell, _filled(cell.value, values))


def _row_has(sheet: Worksheet, row: int, prefix: str) -> bool:
    texts = (c.value for c in sheet[row] if isinstance(c.value, str))
    return any(name.startswith(prefix) for t in texts for name in PLACE.findall(t))


def _filled(text: str, values: Mapping[str, CellValue]) -> CellValue:
    """A place alone takes the value with its type; within text, its words."""
    alone = PLACE.fullmatch(text.strip())
    if alone:
        return values.get(alone[1])
    return PLACE.sub(lambda m: "" if values.get(m[1]) is None else str(values[m[1]]), text)
