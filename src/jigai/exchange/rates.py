"""Percentages in cells: integer basis points, or a fault."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING, Literal

from jigai.domain.sentence import Sentence
from jigai.exchange.amounts import BLANKS, negative
from jigai.exchange.head_words import plain
from jigai.exchange.problems import Fault

if TYPE_CHECKING:
    from collections.abc import Callable

    from jigai.exchange.workbook_cells import Cell

Bare = Literal["fraction", "percent"]
_PERCENT = re.compile(r"([+-]?\d+(?:\.\d+)?)\s*(?:%|个百分点)")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_PLAUSIBLE_FRACTION = 10
_UNCLEAR = Sentence(
    "在以小数记录的列里，“{text}”可能是{text}%，也可能是{text}倍。",
    "In a column of fractions, “{text}” may be {text} % or {text} times.",
)
_WRITE_PERCENT = Sentence(
    "请写成“{text}%”，或在表头注明（%）。", "Write “{text}%”, or put (%) into the head."
)


def rate_parser(
    *,
    bare: Bare,
    highest_bp: int | None = None,
    over_code: str = "rate_over",
    may_be_negative: bool = False,
) -> Callable[[Cell], int | Fault | None]:
    """A parser of one column's cells to basis points, rounded to the nearest.

    Args:
        bare: whether a number without a sign is a fraction (0.98) or percent (98).
        highest_bp: above it the cell is at fault; None: no bound (129 % of a plan is legal).
        over_code: code of that fault.
        may_be_negative: whether a rate may fall below nought.
    """

    def parse(cell: Cell) -> int | Fault | None:
        read = _basis_points(cell, bare)
        if not isinstance(read, int):
            return read
        if read < 0 and not may_be_negative:
            return negative(read, str(cell))
        if highest_bp is not None and read > highest_bp:
            return _over(cell, read, highest_bp, over_code)
        return read

    return parse


def _basis_points(cell: Cell, bare: Bare) -> int | Fault | None:
    text = plain(cell) if isinstance(cell, str) else str(cell)
    if text in BLANKS:
        return None
    signed = _PERCENT.fullmatch(text) if isinstance(cell, str) else None
    if signed:
        return _rounded(Decimal(signed[1]) * 100)
    return _bare(Decimal(text), bare) if _is_bare_number(cell, text) else _not_a_rate(text)


def _is_bare_number(cell: Cell, text: str) -> bool:
    if isinstance(cell, bool):
        return False
    return isinstance(cell, float | int) or _NUMBER.fullmatch(text) is not None


def _bare(number: Decimal, bare: Bare) -> int | Fault:
    if bare == "percent":
        return _rounded(number * 100)
    if abs(number) > _PLAUSIBLE_FRACTION:
        shown = f"{number.normalize():f}"
        return Fault(
            "percent_unclear", _UNCLEAR.format(text=shown), _WRITE_PERCENT.format(text=shown)
        )
    return _rounded(number * 10000)


def _rounded(number: Decimal) -> int:
    return int(number.to_integral_value(ROUND_HALF_EVEN))


def _not_a_rate(text: str) -> Fault:
    return Fault(
        "text_rate",
        Sentence(f"“{text}”不是百分数。", f"“{text}” is not a percentage."),
        Sentence("请填写如“85%”。", "Enter it as in “85%”."),
    )


def _over(cell: Cell, read: int, highest_bp: int, code: str) -> Fault:
    highest = f"{highest_bp / 100:g}%"
    return Fault(
        code,
        Sentence(f"“{cell}”超过{highest}。", f"“{cell}” is more than {highest}."),
        Sentence(f"请核实，最高为{highest}。", f"Check it; the highest is {highest}."),
        value=read,
    )
