"""An export that can be edited and imported again: ids and versions travel hidden."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import xlsxwriter

from jigai.exchange.dates import WrittenDate
from jigai.exchange.head_words import FEN_PER_UNIT

if TYPE_CHECKING:
    from collections.abc import Mapping as MappingType
    from collections.abc import Sequence

    from jigai.exchange.cells import Value
    from jigai.exchange.mapping import Field, Mapping

_HEADER_ROW = 1
_OWN_COLUMNS = ("record_id", "record_version")
_SPARE_ROWS = 2000
_LIST_SHEET = "选项"
_CODES = frozenset(["credit_code", "project_code", "identifier"])


@dataclass(frozen=True, slots=True)
class EditableRow:
    """A record on its way out: its id, its version and its values by field."""

    record_id: str
    version: int
    values: MappingType[str, Value]


def head_with_unit(field: Field, unit: str) -> str:
    """The field's first head, with the unit that its cells are written in.

    >>> from jigai.exchange.mapping import Field
    >>> head_with_unit(Field("total_fen", ("总投资",), kind="amount"), "万元")
    '总投资(万元)'
    """
    if field.kind == "amount":
        return f"{field.heads[0]}({unit})"
    return (
        f"{field.heads[0]}(%)"
        if field.kind == "rate" and field.bare == "percent"
        else field.heads[0]
    )


def editable_workbook(
    rows: Sequence[EditableRow],
    *,
    mapping: Mapping,
    fields: Sequence[str],
    title: str,
    unit: str = "万元",
    pick_lists: MappingType[str, Sequence[str]] | None = None,
) -> bytes:
    """A workbook of the rows; read again unchanged it says “no change” for every row.

    Args:
        rows: what to write; their count is printed in the title.
        mapping: gives heads and kinds; the same mapping reads the file.
        fields: names of the fields to write, in order.
        title: first row, the count is added.
        unit: money unit of all amounts.
        pick_lists: field → allowed texts, offered by the cells; choices and marks have their own.
    """
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(mapping.title.zh[:31])
    columns = [mapping.field(name) for name in (*_OWN_COLUMNS, *fields)]
    styles = _Styles(book)
    sheet.write_string(0, len(_OWN_COLUMNS), f"{title}（共 {len(rows)} 行）", styles.title)
    for i, field in enumerate(columns):
        sheet.write_string(_HEADER_ROW, i, head_with_unit(field, unit), styles.head)
        hidden = {"hidden": True} if field.name in _OWN_COLUMNS else {}
        sheet.set_column(i, i, 16, styles.of(field), hidden)
    for number, row in enumerate(rows, start=_HEADER_ROW + 1):
        own: dict[str, Value] = {"record_id": row.record_id, "record_version": row.version}
        for i, field in enumerate(columns):
            _write(
                sheet,
                number,
                i,
                _as_cell(field, {**row.values, **own}.get(field.name), unit),
                styles.of(field),
            )
    _offer_lists(book, sheet, columns, len(rows), pick_lists or {})
    sheet.freeze_panes(_HEADER_ROW + 1, len(_OWN_COLUMNS) + 1)
    sheet.autofilter(_HEADER_ROW, 0, _HEADER_ROW + max(len(rows), 1), len(columns) - 1)
    book.close()
    return written.getvalue()


class _Styles:
    def __init__(self, book: Any) -> None:
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.head = book.add_format(
            {"bold": True, "border": 1, "text_wrap": True, "align": "center"}
        )
        self._text = book.add_format({"num_format": "@"})
        self._money = book.add_format({"num_format": "#,##0.00####"})
        self._share = book.add_format({"num_format": "0.00%"})
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})

    def of(self, field: Field) -> Any:
        """Codes are text cells, so that what is typed into them stays whole."""
        if field.kind in _CODES or field.name == "record_id":
            return self._text
        if field.kind == "rate" and field.bare == "fraction":
            return self._share
        return {"amount": self._money, "date": self._day}.get(field.kind)


def _as_cell(field: Field, value: Value, unit: str) -> object:
    if value is None:
        return None
    if field.kind == "amount" and isinstance(value, int):
        return value / FEN_PER_UNIT[unit]
    if field.kind == "rate" and isinstance(value, int):
        return value / (100 if field.bare == "percent" else 10000)
    if field.kind == "choice":
        return field.choices[str(value)][0]
    return as_written(value)


def as_written(value: Value) -> object:
    """Marks as 是 or 否, dates as days, months as “2026年8月”, the rest as it is."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, WrittenDate):
        return value.on if value.precision == "day" else f"{value.on.year}年{value.on.month}月"
    return value


def _write(sheet: Any, row: int, column: int, cell: object, style: Any) -> None:
    if cell is None:
        return
    if isinstance(cell, str):
        sheet.write_string(row, column, cell, style)
    elif hasattr(cell, "isoformat"):
        sheet.write_datetime(row, column, cell, style)
    else:
        sheet.write_number(row, column, cell, style)


def _offer_lists(
    book: Any,
    sheet: Any,
    columns: Sequence[Field],
    count: int,
    pick_lists: MappingType[str, Sequence[str]],
) -> None:
    """Lists stand in a hidden sheet under defined names: a typed list ends at 255 characters."""
    lists = book.add_worksheet(_LIST_SHEET)
    lists.hide()
    for i, field in enumerate(columns):
        words = _words(field, pick_lists)
        if not words:
            continue
        lists.write_column(0, i, words)
        name = f"list_{field.name}"
        letter = xlsxwriter.utility.xl_col_to_name(i)
        book.define_name(name, f"='{_LIST_SHEET}'!${letter}$1:${letter}${len(words)}")
        rule = {
            "validate": "list",
            "source": f"={name}",
            "error_title": "请从列表中选择",
            "error_message": f"“{field.heads[0]}”只能填列表中的值。",
        }
        sheet.data_validation(_HEADER_ROW + 1, i, _HEADER_ROW + count + _SPARE_ROWS, i, rule)


def _words(field: Field, pick_lists: MappingType[str, Sequence[str]]) -> Sequence[str]:
    if field.name in pick_lists:
        return pick_lists[field.name]
    if field.kind == "mark":
        return ["是", "否"]
    return [words[0] for words in field.choices.values()]
