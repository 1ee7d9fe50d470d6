"""Half-hours: into which a booking falls, and how hours are counted exactly."""

from __future__ import annotations

from datetime import datetime, timedelta

SLOT_MINUTES = 30
SLOT = timedelta(minutes=SLOT_MINUTES)


def on_a_slot(moment: datetime) -> bool:
    """Whether a moment lies on a full or half hour."""
    return not (moment.minute % SLOT_MINUTES or moment.second or moment.microsecond)


def slots_between(starts_at: datetime, ends_at: datetime) -> list[datetime]:
    """The beginnings of the half-hours of a time, whole ones only.

    >>> [f"{one:%H:%M}" for one in slots_between(datetime(2026, 3, 2, 9), datetime(2026, 3, 2, 10))]
    ['09:00', '09:30']
    """
    count = (ends_at - starts_at) // SLOT
    return [starts_at + SLOT * number for number in range(count)]
