"""Typed operands: amounts, numbers, days and periods."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal

from jigai.domain.quantities import MoneyUnit, basis_points, to_whole_fen

AMOUNT = re.compile(r"(-?[\d,，]*\.?\d+)\s*(亿元?|万元?|元|%|％)?")
DAY = re.compile(r"(\d{4})(?:[-./年](\d{1,2})(?:[-./月](\d{1,2})日?|([AB])|月)?|年)?")
UNITS = {"亿": MoneyUnit.YI, "万": MoneyUnit.WAN, "元": MoneyUnit.YUAN}
HALF_MONTH = 15


class NotReadable(ValueError):
    """The operand is not what its column holds."""


def number_from(text: str) -> Decimal:
    """A plain number.

    >>> number_from("1,200")
    Decimal('1200')
    """
    found = AMOUNT.fullmatch(text.strip())
    if found is None or found[2]:
        raise NotReadable(text)
    return _decimal(found[1])


def fen_from(text: str) -> int:
    """An amount; ten-thousands of yuan unless a unit is written.

    >>> fen_from("1000"), fen_from("1.2亿"), fen_from("500元")
    (1000000000, 12000000000, 50000)
    """
    found = AMOUNT.fullmatch(text.strip())
    if found is None or found[2] in {"%", "％"}:
        raise NotReadable(text)
    return to_whole_fen(_decimal(found[1]), unit=UNITS[(found[2] or "万")[0]])


def basis_points_from(text: str) -> int:
    """A percentage, with or without its sign.

    >>> basis_points_from("60%")
    6000
    """
    found = AMOUNT.fullmatch(text.strip())
    if found is None or found[2] not in {None, "%", "％"}:
        raise NotReadable(text)
    return basis_points(_decimal(found[1]) / 100)


def _decimal(digits: str) -> Decimal:
    return Decimal(re.sub("[,，]", "", digits))


def days_from(text: str) -> tuple[date, date]:
    """First and last day of a day, half-month, month or year.

    >>> days_from("2026-11A")
    (datetime.date(2026, 11, 1), datetime.date(2026, 11, 15))
    """
    found = DAY.fullmatch(text.strip())
    if found is None:
        raise NotReadable(text)
    try:
        return _span(int(found[1]), found[2], found[3], found[4])
    except ValueError:
        raise NotReadable(text) from None


def _span(year: int, month: str | None, day: str | None, half: str | None) -> tuple[date, date]:
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is not None:
        only = date(year, int(month), int(day))
        return only, only
    first = date(year, int(month), 1)
    last = first.replace(day=monthrange(year, int(month))[1])
    if half == "A":
        return first, first.replace(day=HALF_MONTH)
    return (first + timedelta(HALF_MONTH), last) if half == "B" else (first, last)
