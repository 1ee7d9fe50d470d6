"""A panel's table from CSV, Parquet or Excel, with the row numbers that a sheet shows."""

from __future__ import annotations

import csv
import gzip
from io import BytesIO, StringIO
from pathlib import PurePath
from typing import Any

import polars as pl
from python_calamine import CalamineError, CalamineWorkbook

from jigai.domain.impact.panel import RawTable
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

SHEETS = frozenset({".xlsx", ".xls", ".et", ".ods"})
FAULTS = (OSError, EOFError, ValueError, csv.Error, CalamineError, pl.exceptions.PolarsError)
LARGEST = 256 * 1024 * 1024


class PanelFileUnreadable(Refusal):
    code = "impact.file_unreadable"
    message = Sentence("文件“{name}”读不懂：{fault}", "The file {name} cannot be read: {fault}")
    remedy = Sentence(
        "请用带表头的 CSV（UTF-8 或 GB 18030，可用 gzip）、Parquet 或 Excel。",
        "Use CSV with a head row (UTF-8 or GB 18030, gzip allowed), Parquet or Excel.",
    )


def read_panel_file(content: bytes, *, name: str) -> RawTable:
    """The first sheet or the whole file; blank lines are passed over but counted.

    Raises:
        PanelFileUnreadable: with the fault.
    """
    path = PurePath(name.lower())
    try:
        if path.suffix == ".gz":
            content, path = _unpacked(content), PurePath(path.stem)
        if path.suffix == ".csv":
            return _csv(content)
        if path.suffix == ".parquet":
            return _parquet(content)
        if path.suffix in SHEETS:
            return _sheet(content)
    except FAULTS as fault:
        said = str(fault).strip().splitlines() or [type(fault).__name__]
        raise PanelFileUnreadable(name=name, fault=said[0][:200]) from None
    raise PanelFileUnreadable(name=name, fault=path.suffix or "?")


def _unpacked(content: bytes) -> bytes:
    with gzip.open(BytesIO(content)) as packed:
        whole = packed.read(LARGEST + 1)
    if len(whole) > LARGEST:
        raise ValueError(f"> {LARGEST >> 20} MB")
    return whole


def _csv(content: bytes) -> RawTable:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030")
    lines = list(csv.reader(StringIO(text, newline="")))
    return _table(lines)


def _parquet(content: bytes) -> RawTable:
    found = pl.read_parquet(BytesIO(content))
    return RawTable(tuple(found.columns), found.rows(), first_row=1)


def _sheet(content: bytes) -> RawTable:
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return _table(book.get_sheet_by_index(0).to_python(skip_empty_area=False))


def _table(lines: list[list[Any]]) -> RawTable:
    """The head is row 1; blank lines at the end are none, one in between is refused as blank."""
    while lines and not any(str(cell).strip() for cell in lines[-1]):
        lines.pop()
    if not lines:
        return RawTable((), ())
    head = tuple(str(cell).strip() for cell in lines[0])
    twice = next((name for name in head if name and head.count(name) > 1), None)
    if twice:
        raise ValueError(f"“{twice}” × 2")
    rows = [[*line[: len(head)], *[None] * (len(head) - len(line))] for line in lines[1:]]
    return RawTable(head, rows)
