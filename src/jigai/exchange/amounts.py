"""Amounts of money in cells: exact integer fen, or a fault."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from jigai.domain.sentence import Sentence
from jigai.exchange.head_words import FEN_PER_UNIT, plain
from jigai.exchange.problems import Fault

if TYPE_CHECKING:
    from collections.abc import Callable

    from jigai.exchange.workbook_cells import Cell

BLANKS = frozenset(["", "-", "--", "—", "——", "–", "/", "无", "暂无", "n/a", "N/A"])
_AMOUNT = re.compile(
    r"[¥$]?\s*([+-]?\d[\d,]*(?:\.\d+)?|[+-]?\.\d+)\s*(元|千元|万元|万|百万元|千万元|亿元|亿)?"
)
_SHORT = {"万": "万元", "亿": "亿元"}
_LARGEST = 10**17


def _text_amount(text: str) -> Fault:
    return Fault(
        "text_amount",
        Sentence(f"“{text}”不是金额数字。", f"“{text}” is not an amount."),
        Sentence("请填写数字。", "Enter a number."),
    )


def _below_fen(text: str) -> Fault:
    return Fault(
        "sub_fen",
        Sentence(
            f"“{text}”精确到了分以下，换算会丢失数值。",
            f"“{text}” is finer than one fen; converting it would lose value.",
        ),
        Sentence("请四舍五入到分后再填写。", "Round it to whole fen."),
    )


def negative(value: int, text: str) -> Fault:
    """The fault of a value below nought, where none is allowed."""
    return Fault(
        "negative",
        Sentence(f"“{text}”是负数。", f"“{text}” is negative."),
        Sentence("请核实后填写不小于0的数。", "Check it and enter a number of 0 or more."),
        value=value,
    )


def fen_from_number(number: float, scale: int) -> int | None:
    """Whole fen of a spreadsheet number, or None where that would lose value.

    A spreadsheet holds binary fractions and shows 15 digits; what those 15 digits say is the
    number meant. ``scale`` is fen per unit of the column.

    >>> fen_from_number(216108.7999999999, 1_000_000), fen_from_number(1.23456789, 1_000_000)
    (216108800000, None)
    """
    fen = round(number * scale)
    if fen / scale == number:
        return fen
    exact = Decimal(f"{number:.15g}") * scale
    return int(exact) if exact == exact.to_integral_value() else None


def amount_parser(
    *, scale: int, may_be_negative: bool = False
) -> Callable[[Cell], int | Fault | None]:
    """A parser of one column's cells to fen.

    Args:
        scale: fen per unit of the column (万元: 1 000 000).
        may_be_negative: changes may fall below nought, stocks may not.
    """

    def parse(cell: Cell) -> int | Fault | None:
        if isinstance(cell, float | int) and not isinstance(cell, bool):
            fen = fen_from_number(cell, scale) if abs(cell) * scale < _LARGEST else None
        else:
            text = plain(cell) if isinstance(cell, str) else str(cell)
            if text in BLANKS:
                return None
            written = _AMOUNT.fullmatch(text)
            if not written:
                return _text_amount(text)
            fen = _fen_from_text(written, scale)
        if fen is None:
            return _below_fen(str(cell))
        return negative(fen, str(cell)) if fen < 0 and not may_be_negative else fen

    return parse


def _fen_from_text(written: re.Match[str], scale: int) -> int | None:
    """A unit written in the cell itself goes before the unit of the column."""
    unit = _SHORT.get(written[2], written[2])
    exact = Decimal(written[1].replace(",", "")) * (FEN_PER_UNIT[unit] if unit else scale)
    return int(exact) if exact == exact.to_integral_value() and abs(exact) < _LARGEST else None
