"""Which line of the contact rhythm counts for an enterprise; arithmetic without the database."""

from __future__ import annotations

from collections.abc import Mapping

WORST_FIRST = ("red", "orange", "yellow", "none", "not_assessed", "green", "blue", "gold")
"""Of the colours of its projects an enterprise is looked after by the most pressing one."""
Rhythm = Mapping[tuple[str, str], int]
"""(rung, colour) → days; a blank rung or colour stands for any."""


def places(rung: str, colour: str) -> tuple[tuple[str, str], ...]:
    """Where the days of an enterprise are looked up, the closest description first.

    >>> places("cn.hnte", "red")
    (('cn.hnte', 'red'), ('', 'red'), ('cn.hnte', ''), ('', ''))
    """
    found = [(rung, colour), ("", colour), (rung, ""), ("", "")]
    return tuple(dict.fromkeys(found))


def days_between(rhythm: Rhythm, *, rung: str, colour: str) -> int | None:
    """Within how many days somebody calls; ``None`` where the office set nothing.

    >>> days_between({("", ""): 30, ("", "red"): 10}, rung="cn.hnte", colour="red")
    10
    >>> days_between({("", "red"): 10}, rung="cn.hnte", colour="") is None
    True
    """
    return next((rhythm[place] for place in places(rung, colour) if rhythm.get(place)), None)
