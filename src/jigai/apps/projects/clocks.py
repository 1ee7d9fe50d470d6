"""Days and months that count: exempt days are left out, month-dated plans end with the month."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from jigai.apps.projects.models import DatePrecision
from jigai.domain.badges.lifecycle import Exemption, exempt_days

Pauses = tuple[Exemption, ...]
ONE_DAY = timedelta(days=1)


def last_day_meant(day: date, precision: str) -> date:
    """The last day that a planned date leaves open: a month counts to its end.

    >>> last_day_meant(date(2026, 2, 1), "month")
    datetime.date(2026, 2, 28)
    """
    if precision != DatePrecision.MONTH:
        return day
    return day.replace(day=monthrange(day.year, day.month)[1])


def days_running(start_on: date, end_on: date, pauses: Pauses) -> int:
    """Days after a start up to and including an end, exempt days left out; at least 0."""
    return max((end_on - start_on).days - _paused(start_on, end_on, pauses), 0)


def months_running(start_on: date, end_on: date, pauses: Pauses) -> int:
    """Whole months after a start, exempt days left out; a month ends on the day of the start.

    >>> months_running(date(2026, 1, 31), date(2026, 2, 28), ())
    1
    """
    counted = end_on - timedelta(days=_paused(start_on, end_on, pauses))
    months = (counted.year - start_on.year) * 12 + counted.month - start_on.month
    last = monthrange(counted.year, counted.month)[1]
    return max(months - (counted.day < min(start_on.day, last)), 0)


def _paused(start_on: date, end_on: date, pauses: Pauses) -> int:
    return exempt_days(pauses, first=start_on + ONE_DAY, last=end_on)
