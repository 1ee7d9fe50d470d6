"""What all parts share: days of a span as moments, amounts, withheld groups, words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django.utils.timezone import get_default_timezone

from jigai.apps.badges.small_groups import withheld_names
from jigai.apps.reference.models import Programme
from jigai.domain.annual_figures.figures import FigureColumn
from jigai.domain.annual_figures.span import FIRST, SECOND, Span
from jigai.domain.periods import MONTH_NAMES, HalfMonth, parse_period
from jigai.domain.quantities import MoneyUnit, from_fen, number_text
from jigai.domain.sentence import Sentence

WITHHELD = Sentence("不列示", "withheld")
NOT_KNOWN = Sentence("—", "-")
ITEM = FigureColumn("item", Sentence("项目", "item"), 3.2, is_number=False)
IN_SPAN = FigureColumn("in_span", Sentence("本期", "in the span"))
AT_END = FigureColumn("at_end", Sentence("期末", "at its end"))
PIECES = Sentence("个", "count")
SMALL = Sentence(
    "不足 {least} 个的分组不列示；只有一个分组不足时，同时不列示次小的一个，以免倒推。",
    "Groups of fewer than {least} are withheld; where only one is, so is the next smallest, so "
    "that it cannot be worked out.",
)


def moments(span: Span) -> tuple[datetime, datetime]:
    """The first moment of a span, and the first one after it."""
    zone = get_default_timezone()
    after = span.end_on + timedelta(days=1)
    return datetime.combine(span.start_on, time(), zone), datetime.combine(after, time(), zone)


def halves_and_whole(span: Span) -> tuple[Span, ...]:
    """The span itself, and of a year its halves: a half's secret must not follow from the year."""
    return (span,) if span.half else (span, Span(span.year, FIRST), Span(span.year, SECOND))


def within(day: date | None, span: Span) -> bool:
    return day is not None and span.start_on <= day <= span.end_on


def half_month_label(key: str) -> Sentence:
    """A half-month on the axis of a report, whose year stands in its title.

    >>> half_month_label("2026-11A").zh
    '11月上'
    """
    period = parse_period(key)
    is_first = isinstance(period, HalfMonth) and period.half == "A"
    month = period.start_on.month
    return Sentence(
        f"{month}月{'上' if is_first else '下'}",
        f"{MONTH_NAMES[month - 1][:3]} {1 + (not is_first)}",
    )


def wan(fen: int | None) -> str | Sentence:
    """An amount in 万元 with two places, or that none is known."""
    return NOT_KNOWN if fen is None else number_text(from_fen(fen, unit=MoneyUnit.WAN), places=2)


def wan_point(fen: int | None) -> str | None:
    """The same as an exact decimal for a picture."""
    return None if fen is None else str(from_fen(fen, unit=MoneyUnit.WAN).normalize())


def least_shown() -> int:
    """The programme's minimum size of a group that is shown."""
    found = Programme.objects.values_list("group_minimum", flat=True).first()
    return 5 if found is None else found


def withheld(sizes: Mapping[str, int]) -> set[str]:
    """Groups that are too small to be shown; an empty group tells nothing of anybody."""
    return withheld_names({name: n for name, n in sizes.items() if n}, least=least_shown())
