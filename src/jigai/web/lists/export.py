"""All rows shown as a spreadsheet, with their number and their reach written in the file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from tempfile import TemporaryFile
from typing import IO, Any

import xlsxwriter
from django.http import FileResponse
from django.utils.translation import gettext as _

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.as_of import as_of, change_set_at
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.web.lists.column import Column, Kind
from jigai.web.lists.conditions import Read, read_terms
from jigai.web.lists.page import ListPage
from jigai.web.lists.paging import ordered
from jigai.web.lists.reading import sort_order
from jigai.web.lists.state import ListState

FETCH = 2_000
FORMULA_STARTS = ("=", "+", "-", "@")
FORMATS = {
    Kind.MONEY: "#,##0.00####",
    Kind.SHARE: "0.00%",
    Kind.DATE: "yyyy-mm-dd",
    Kind.MOMENT: "yyyy-mm-dd hh:mm",
    Kind.NUMBER: "#,##0",
}


class ConditionUnreadable(Refusal):
    code = "lists.condition_unreadable"
    message = Sentence("有条件没有应用，不能导出。", "A condition was not applied: no file is made.")
    remedy = Sentence("请改正查询框里的条件。", "Correct the conditions in the search box.")


def exported(page: ListPage, state: ListState, viewer: Viewer, *, form: str) -> FileResponse:
    """Every matching row, in the order and columns of the screen, without a cap.

    Args:
        form: ``csv`` or ``xlsx``.

    Raises:
        ConditionUnreadable: a typed condition was not understood, so the file would hold more
            than was asked for.
    """
    read = read_terms(page, state.terms, viewer)
    if read.complaints:
        raise ConditionUnreadable
    write = _write_csv if form == "csv" else _write_xlsx
    stream = TemporaryFile()  # noqa: SIM115 - the response closes it
    with as_of(change_set_at(state.moment) if state.moment else None):
        matching = page.visible(viewer).filter(read.where)
        count = matching.count()
        paths = [column.path for column in state.columns]
        rows = ordered(matching, sort_order(page, state, matching)).values_list(*paths)
        heads = [_head(column) for column in state.columns]
        write(stream, page, state.columns, heads, rows.iterator(FETCH), _note(page, state, read, count))
    stream.seek(0)
    name = f"{page.title}-{count}.{form if form == 'csv' else 'xlsx'}"
    return FileResponse(stream, as_attachment=True, filename=name)


def _head(column: Column) -> str:
    unit = column.unit or {Kind.MONEY: _("万元"), Kind.SHARE: "%"}.get(column.kind, "")
    return f"{column.title}（{unit}）" if unit else str(column.title)


def _note(page: ListPage, state: ListState, read: Read, count: int) -> str:
    parts = [_("共 %(count)s %(noun)s") % {"count": f"{count:,}", "noun": page.noun}]
    parts += [condition.words for condition in read.conditions]
    if state.as_of:
        parts.append(_("数据截至 %(day)s") % {"day": state.as_of.isoformat()})
    parts.append(_("仅含导出人有权查看的记录"))
    return "；".join(parts)


def _write_csv(
    stream: IO[bytes],
    page: ListPage,
    columns: Sequence[Column],
    heads: Sequence[str],
    rows: Iterable[Sequence[Any]],
    note: str,
) -> None:
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow([f"{page.title}：{note}"])
    writer.writerow(heads)
    writer.writerows(_guarded(row) for row in _plain_rows(columns, rows))
    text.detach()


def _guarded(row: Iterable[Any]) -> list[Any]:
    """Text that a spreadsheet would run as a formula is marked as text."""
    return [f"'{v}" if isinstance(v, str) and v.startswith(FORMULA_STARTS) else v for v in row]


def _plain_rows(columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> Iterator[list[Any]]:
    for row in rows:
        yield [column.plain(value) for column, value in zip(columns, row, strict=True)]


def _write_xlsx(
    stream: IO[bytes],
    page: ListPage,
    columns: Sequence[Column],
    heads: Sequence[str],
    rows: Iterable[Sequence[Any]],
    note: str,
) -> None:
    options = {"constant_memory": True, "remove_timezone": True}
    book = xlsxwriter.Workbook(stream, options | {"strings_to_formulas": False})
    sheet = book.add_worksheet(str(page.title)[:31])
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    looks = [_look(book, column) for column in columns]
    sheet.freeze_panes(3, 1)
    for at, column in enumerate(columns):
        sheet.set_column(at, at, 14 if column.kind in FORMATS else 24)
    sheet.write_string(0, 0, str(page.title), book.add_format({"bold": True, "font_size": 14}))
    sheet.write_string(1, 0, note)
    sheet.write_row(2, 0, heads, bold)
    for line, row in enumerate(_plain_rows(columns, rows), start=3):
        for at, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(line, at, value)
            elif value is not None:
                sheet.write(line, at, value, looks[at])
    book.close()


def _look(book: Any, column: Column) -> Any:
    return book.add_format({"num_format": FORMATS.get(column.kind, "General")})
