"""All rows shown as a spreadsheet, with their number and their reach written in the file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from tempfile import TemporaryFile
from typing import Any, BinaryIO, cast

from django.http import FileResponse
from django.utils.translation import gettext as _

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.as_of import as_of, change_set_at
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.exchange.plain_export import write_plain_export
from jigai.web.lists.column import Column, Kind
from jigai.web.lists.conditions import Read, read_terms
from jigai.web.lists.page import ListPage
from jigai.web.lists.paging import ordered
from jigai.web.lists.reading import sort_order
from jigai.web.lists.state import ListState

FETCH = 2_000
FORMULA_STARTS = ("=", "+", "-", "@")


class ConditionUnreadable(Refusal):
    code = "lists.condition_unreadable"
    message = Sentence(
        "有条件没有应用，不能导出。", "A condition was not applied: no file is made."
    )
    remedy = Sentence("请改正查询框里的条件。", "Correct the conditions in the search box.")


def exported(page: ListPage, state: ListState, viewer: Viewer, *, form: str) -> FileResponse:
    """Every matching row, in the order and columns of the screen, without a cap.

    ``form`` is ``csv`` or ``xlsx``.

    Raises:
        ConditionUnreadable: a typed condition was not understood, so the file would hold more
            than was asked for.
    """
    read = read_terms(page, state.terms, viewer)
    if read.complaints:
        raise ConditionUnreadable
    stream = cast("BinaryIO", TemporaryFile())  # noqa: SIM115 - the response closes it
    with as_of(change_set_at(state.moment) if state.moment else None):
        matching = page.visible(viewer).filter(read.where)
        count = matching.count()
        paths = [column.read_path for column in state.columns]
        rows = ordered(matching, sort_order(page, state, matching)).values_list(*paths)
        plain = _plain_rows(state.columns, rows.iterator(FETCH))
        heads = [_head(column) for column in state.columns]
        title = f"{page.title}：{_note(page, state, read, count)}"
        if form == "csv":
            _write_csv(stream, title, heads, plain)
        else:
            write_plain_export(stream, title=title, heads=heads, rows=_as_numbers(plain))
    stream.seek(0)
    return FileResponse(stream, as_attachment=True, filename=f"{page.title}-{count}.{form}")


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
    stream: BinaryIO, title: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow([title])
    writer.writerow(heads)
    writer.writerows(guarded(row) for row in rows)
    text.detach()


def guarded(row: Iterable[Any]) -> list[Any]:
    """Text that a spreadsheet would run as a formula is marked as text."""
    return [f"'{v}" if isinstance(v, str) and v.startswith(FORMULA_STARTS) else v for v in row]


def _as_numbers(rows: Iterable[Sequence[Any]]) -> Iterator[list[Any]]:
    """The workbook format knows binary numbers only; the exact amount stays in the database."""
    for row in rows:
        yield [float(value) if isinstance(value, Decimal) else value for value in row]


def _plain_rows(columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> Iterator[list[Any]]:
    for row in rows:
        yield [column.plain(value) for column, value in zip(columns, row, strict=True)]
