"""Numbers, dates and periods as people read them, in the language of the page."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from jigai.domain.periods import parse_period
from jigai.domain.quantities import MoneyUnit, from_fen, number_text
from jigai.web.language import page_language, said_on_page

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
ABSENT = "—"


def in_wan(fen: int | None) -> str:
    """Fen as ten-thousands of yuan, always with two decimals, so that columns align.

    >>> in_wan(1_234_500_000)
    '1,234.50'
    """
    return (
        ABSENT
        if fen is None
        else number_text(from_fen(fen, unit=MoneyUnit.WAN), places=2, at_least=2)
    )


def in_yuan(fen: int | None) -> str:
    """Fen as yuan, exact, always with two decimals.

    >>> in_yuan(123_456), in_yuan(None)
    ('1,234.56', '—')
    """
    if fen is None:
        return ABSENT
    return number_text(from_fen(fen, unit=MoneyUnit.YUAN), places=2, at_least=2)


def in_percent(basis_points: int | None) -> str:
    """Basis points as a percentage, exact, always with two decimals.

    >>> in_percent(9000), in_percent(1234)
    ('90.00%', '12.34%')
    """
    return (
        ABSENT
        if basis_points is None
        else f"{number_text(Decimal(basis_points) / 100, places=2, at_least=2)}%"
    )


def digits_under_digits(text: str, *, places: int) -> SafeString:
    """A number with its point under the points of its column: what it lacks takes room unseen.

    >>> digits_under_digits("15,962.77", places=4)
    '15,962.77<span class="unseen" aria-hidden="true">00</span>'
    """
    part = text.partition(".")[2]
    missing = "0" * (places - len(part))
    if not missing:
        return format_html("{}", text)
    point = "" if part else "."
    return format_html(
        '{}<span class="unseen" aria-hidden="true">{}{}</span>', text, point, missing
    )


def grouped_number(value: Decimal | int | None) -> str:
    return ABSENT if value is None else f"{value:,}"


def dated(value: date | datetime | None) -> str:
    if value is None:
        return ABSENT
    day = localtime(value).date() if isinstance(value, datetime) and value.tzinfo else value
    if page_language() == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def timed(value: datetime | None) -> str:
    """Day and minute in the county's own time."""
    if value is None:
        return ABSENT
    there = localtime(value) if value.tzinfo else value
    return f"{dated(there)} {there:%H:%M}"


def period_named(key: str) -> str:
    """``2026-11A`` in words.

    Raises:
        PeriodUnreadable: not a period.
    """
    return said_on_page(parse_period(key).name)
