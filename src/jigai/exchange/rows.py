"""Tells data rows from totals, group headings, notes, blanks and repeated headers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from jigai.exchange.head_words import is_unit_row_text, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jigai.exchange.workbook_cells import Cell, Row


class RowKind(StrEnum):
    DATA = "data"
    TOTAL = "total"
    SUBTOTAL = "subtotal"
    GROUP = "group"
    NOTE = "note"
    BLANK = "blank"
    HEADER = "header"
    COLUMN_NUMBERS = "column_numbers"


SUMS = frozenset([RowKind.TOTAL, RowKind.SUBTOTAL])
_TOTAL = re.compile(
    r".{0,15}(合计|总计|共计|累计|总和|汇总|全县|全市)[:,]?(?:\(.{0,15}\)|\d+[个项家户])?"
)
_SUBTOTAL = re.compile(r".{0,20}小计[:,]?(?:\(.{0,15}\)|\d+[个项家户])?")
_ORDINAL = re.compile(
    r"(?:[(]?[一二三四五六七八九十]{1,3}[)、.,]|第[一二三四五六七八九十]{1,3}[部类批]).{0,60}"
)
_NOTE = re.compile(
    r"(?:注|备注|说明|填表说明|填报说明|填表人|填报人|制表人?|审核人?|(?:单位|主要|分管)?负责人|签字|签章|盖章"
    r"|联系人|联系电话|填报[日时][期间]|填表[日时][期间]|填报单位|统计口径|数据来源)\s*(?:[:1一(.、]|$).*"
    r"|共\s*[\d,]+\s*[行条项个家].*",
    re.DOTALL,
)
_SIGNED = re.compile(r"[^:：]{2,8}[:：]")  # “审核人：李四” below a column of codes
_CYCLE = "甲乙丙丁戊己庚辛壬癸"
_LABEL_COLUMNS = 6
_LONGEST_GROUP = 30
_FEWEST_HEADS = 2
_SHORTEST_CODE = 6
_FEWEST_NUMBERS = 2
_MOST_WORDS = 2


@dataclass(frozen=True, slots=True)
class RowReader:
    """Classifies rows of one sheet.

    Args:
        identifiers: columns of codes, which no total or heading has.
        serial: the column of running numbers, if there is one.
        sums: columns of amounts; nothing left of them but labels stands in a total row.
        heads: the texts of the header block, to know it when it comes again.
    """

    identifiers: tuple[int, ...]
    serial: int | None
    sums: frozenset[int]
    heads: frozenset[str]

    def kind(self, row: Row) -> RowKind:
        for i in self.identifiers:
            cell = row[i]
            text = str(cell).strip()
            if cell not in self.heads and len(text) >= _SHORTEST_CODE and not _SIGNED.match(text):
                return RowKind.DATA
        return self._without_identifier(row)

    def _without_identifier(self, row: Row) -> RowKind:
        filled = {i: c for i, c in enumerate(row) if not isinstance(c, str) or c.strip()}
        if not filled or (len(filled) == 1 and self.serial in filled and self._is_number(filled)):
            return RowKind.BLANK
        texts = [plain(c) for c in filled.values() if isinstance(c, str)]
        again = sum(t in self.heads for t in texts)
        if again >= _FEWEST_HEADS and again * 5 >= len(filled) * 3:
            return RowKind.HEADER
        if _counts_columns(list(filled.values())):
            return RowKind.COLUMN_NUMBERS
        return self._by_label(filled, texts)

    def _is_number(self, filled: dict[int, Cell]) -> bool:
        return self.serial is not None and not isinstance(filled[self.serial], str)

    def _by_label(self, filled: dict[int, Cell], texts: Sequence[str]) -> RowKind:
        first = next((plain(c) for c in filled.values() if isinstance(c, str)), "")
        label = re.sub(r"\s+", "", first)
        only_text = len(texts) == len(filled)
        if (_NOTE.match(first) and only_text) or (is_unit_row_text(first) and len(filled) == 1):
            return RowKind.NOTE
        if self._few_words(filled):
            if _SUBTOTAL.fullmatch(label):
                return RowKind.SUBTOTAL
            if _TOTAL.fullmatch(label):
                return RowKind.TOTAL
            if _ORDINAL.fullmatch(label):
                return RowKind.GROUP if only_text else RowKind.SUBTOTAL
        if len(filled) == 1 and only_text:
            return RowKind.GROUP if len(first) <= _LONGEST_GROUP else RowKind.NOTE
        return RowKind.DATA

    def _few_words(self, filled: dict[int, Cell]) -> bool:
        """A total has its label, perhaps a count in words, and sums; no other text."""
        words = [i for i, c in filled.items() if isinstance(c, str) and i not in self.sums]
        return len(words) <= _MOST_WORDS and (not words or words[0] < _LABEL_COLUMNS + min(filled))


def _counts_columns(cells: Sequence[Cell]) -> bool:
    """1, 2, 3 … or 甲, 乙, 1, 2 …: the numbering of columns under the heads."""
    texts = [
        plain(c) if isinstance(c, str) else f"{c:g}" if isinstance(c, float) else str(c)
        for c in cells
    ]
    while texts and texts[0] in _CYCLE and len(texts[0]) == 1:
        texts.pop(0)
    start = int(texts[0]) if texts and texts[0] in {"0", "1"} else 1
    numbers = [str(n) for n in range(start, start + len(texts))]
    return len(texts) >= _FEWEST_NUMBERS and texts == numbers
