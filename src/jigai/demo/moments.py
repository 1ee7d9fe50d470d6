"""The demo's own time: a year of half-months that ends in an open one."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import cast
from zoneinfo import ZoneInfo

from jigai.domain.change import Actor, Change, Path
from jigai.domain.periods import HalfMonth, parse_period, period_range

ZONE = ZoneInfo("Asia/Shanghai")
FIRST = cast("HalfMonth", parse_period("2025-12A"))
LAST = cast("HalfMonth", parse_period("2026-11B"))
PERIODS: tuple[HalfMonth, ...] = tuple(cast("HalfMonth", p) for p in period_range(FIRST, LAST))
FOUNDED_ON = date(2025, 11, 3)


def at(day: date, hour: int = 9, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), ZONE)


def by(name: str, moment: datetime, reason: str, path: Path = Path.SETUP) -> Change:
    """Authorship of one simulated event."""
    return Change(Actor("system:demo", name), reason, moment, path, batch="demo")
