"""A person's days and deadlines as a calendar feed: what waits, and what lies ahead."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

from django.conf import settings

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.chain import head_row
from jigai.apps.reference.queries.programme import programme_row
from jigai.apps.reference.queries.settings import programme, work_calendar
from jigai.apps.reminders.queries.switches import is_on, switched_off
from jigai.domain.reminders.kinds import INCLUSION, OUTCOME, Medium
from jigai.domain.reminders.wording import HEAD, WHY
from jigai.domain.sentence import Language, Sentence
from jigai.exchange.calendar_feed import CalendarEntry, calendar_feed
from jigai.flows.calendar_sources.cooperation import cooperation_days
from jigai.flows.calendar_sources.inclusion import inclusion_days
from jigai.flows.calendar_sources.ladder import certificates, windows
from jigai.flows.calendar_sources.marked import Marked
from jigai.flows.calendar_sources.outcomes import follow_up_days
from jigai.flows.calendar_sources.plans import measure_days
from jigai.flows.calendar_sources.platforms import platform_days
from jigai.flows.calendar_sources.rounds import round_days
from jigai.flows.gather_reminders import reminders_of

TITLE = Sentence("{kind}：{title}", "{kind}: {title}")
OF_THEIR_OWN = (INCLUSION, OUTCOME)
"""Kinds whose days come from a source of their own, also those that lie far ahead."""
FIRST_STAMP = datetime(2026, 1, 1, tzinfo=ZoneInfo("UTC"))


def calendar_of(viewer: Viewer, *, on: date, language: Language) -> bytes:
    """The feed of one person; the same data on the same day give the same bytes."""
    head = head_row()
    name = programme_row()
    of_whom = name.name if name else HEAD
    county = programme().division.code if name else "county"
    return calendar_feed(
        [_entry(one, language, county) for one in marked_days(viewer, on=on)],
        name=f"{HEAD.said_in(language)} · {of_whom.said_in(language)}",
        stamp=head.at if head else FIRST_STAMP,
        zone=ZoneInfo(settings.TIME_ZONE),
    )


def marked_days(viewer: Viewer, *, on: date) -> list[Marked]:
    """Every day of a person that is not switched off for the calendar."""
    if not viewer.grants:
        return []
    off = switched_off(viewer.user_id)
    found = [
        *_waiting(viewer, on),
        *round_days(on=on, calendar=work_calendar()),
        *inclusion_days(viewer, on=on),
        *windows(on=on),
        *certificates(viewer, on=on),
        *follow_up_days(viewer, on=on),
        *platform_days(viewer, on=on),
        *measure_days(viewer, on=on),
        *cooperation_days(viewer, on=on),
    ]
    return [one for one in found if is_on(off, one.kind, Medium.CALENDAR)]


def _waiting(viewer: Viewer, on: date) -> Iterator[Marked]:
    for item in reminders_of(viewer, on=on, medium=Medium.CALENDAR):
        due = item.due
        if due.due_on is None or due.kind in OF_THEIR_OWN:
            continue
        title = TITLE.format(kind=due.kind.title, title=due.title)
        yield Marked(
            kind=due.kind,
            uid=f"{due.kind.id}-{sha256(due.record.encode()).hexdigest()[:16]}",
            title=title + Sentence(f"（{due.what.zh}）", f"({due.what.en})"),
            link=due.link,
            first=due.due_on,
        )


def _entry(one: Marked, language: Language, county: str) -> CalendarEntry:
    link = f"{settings.SITE_ADDRESS}{one.link}"
    why = WHY.format(why=one.kind.why).said_in(language)
    return CalendarEntry(
        uid=f"{one.uid}@{county}.jigai",
        title=one.title.said_in(language),
        text=f"{why}\n{link}",
        link=link,
        first=one.first,
        last_on=one.last_on,
    )
