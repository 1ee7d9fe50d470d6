"""Days and deadlines as an iCalendar feed (RFC 5545): all-day events, moments with their zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone

if TYPE_CHECKING:
    from collections.abc import Iterable

PRODUCT = "-//Jigai//Technological transformation//ZH"
REFRESH = "PT6H"


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One event.

    Attributes:
        uid: the same for as long as it is the same thing, wherever its day moves.
        first: its day, or its moment with a zone.
        last_on: the last day of a span, counted; ``None``: one day.
    """

    uid: str
    title: str
    text: str
    link: str
    first: date | datetime
    last_on: date | None = None


def calendar_feed(
    entries: Iterable[CalendarEntry], *, name: str, stamp: datetime, zone: ZoneInfo
) -> bytes:
    """The feed in UTF-8 with CRLF and folded lines.

    Args:
        stamp: when the data were last changed; the same data give the same bytes.
        zone: of moments; described in a VTIMEZONE.
    """
    feed = Calendar()
    feed.add("prodid", PRODUCT)
    feed.add("version", "2.0")
    feed.add("calscale", "GREGORIAN")
    feed.add("method", "PUBLISH")
    feed.add("name", name)
    feed.add("x-wr-calname", name)
    feed.add("x-wr-timezone", zone.key)
    feed.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    feed.add("x-published-ttl", REFRESH)
    feed.add_component(_described(zone))
    for entry in sorted(entries, key=lambda one: (str(one.first), one.uid)):
        feed.add_component(_event(entry, stamp, zone))
    content: bytes = feed.to_ical()
    return content


def _described(zone: ZoneInfo) -> Timezone:
    return Timezone.from_tzid(zone.key, first_date=date(2020, 1, 1), last_date=date(2050, 1, 1))


def _event(entry: CalendarEntry, stamp: datetime, zone: ZoneInfo) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", stamp.astimezone(ZoneInfo("UTC")))
    event.add("summary", entry.title)
    event.add("description", entry.text)
    event.add("url", entry.link)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    if isinstance(entry.first, datetime):
        event.add("dtstart", entry.first.astimezone(zone))
        event.add("dtend", entry.first.astimezone(zone) + timedelta(minutes=30))
        return event
    event.add("dtstart", entry.first)
    event.add("dtend", (entry.last_on or entry.first) + timedelta(days=1))
    return event
