"""Text tables: encoding and delimiter found from the content."""

from __future__ import annotations

import codecs
import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jigai.exchange.workbook_cells import Row

_ENCODINGS = ("utf-8-sig", "gb18030")
_DELIMITERS = (",", "\t", ";")
_LARGEST_CELL = 10_000_000


@dataclass(frozen=True, slots=True)
class TextTable:
    encoding: str
    delimiter: str
    rows: list[Row]


def read_delimited(content: bytes) -> TextTable | None:
    """Rows of a text table in UTF-8, UTF-16 or GBK; None if it is no text.

    A line break inside quotes stays in its cell, so rows count as Excel counts them.
    """
    encoding, text = _decoded(content)
    if not text or "\x00" in text:
        return None
    head = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(_DELIMITERS, key=head.count)
    csv.field_size_limit(_LARGEST_CELL)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        return None
    width = max(map(len, rows), default=0)
    return TextTable(encoding, delimiter, [[*row, *[""] * (width - len(row))] for row in rows])


def _decoded(content: bytes) -> tuple[str, str]:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16", content.decode("utf-16", errors="replace")
    for encoding in _ENCODINGS:
        try:
            return encoding, content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return "", ""
