from __future__ import annotations

import csv
import io
from datetime import date

from chinese_calendar import constants

from jigai.apps.audit.writing import writing
from jigai.apps.reference.models import CalendarDay
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.domain.text_file import text_of_file

SATURDAY = 5


class CalendarUnreadable(Refusal):
    code = "calendar.unreadable"
    message = Sentence(
        "工作日历第{line}行应为“日期,work或off,说明”，如 2027-02-06,off,春节。",
        "Line {line} of the calendar must be “date,work or off,note”, as 2027-02-06,off,Spring.",
    )


def load_published_calendar(*, years: range, change: Change) -> int:
    """Enter the State Council's days off and make-up days, as chinese_calendar has them.

    Returns:
        How many days depart from Monday to Friday; 0 where a year is not yet published.
    """
    days = {
        day: (False, str(name))
        for day, name in constants.holidays.items()
        if day.weekday() < SATURDAY
    }
    days |= {day: (True, str(name)) for day, name in constants.workdays.items()}
    return _enter({day: said for day, said in days.items() if day.year in years}, change)


def load_calendar_file(*, content: bytes, change: Change) -> int:
    """Enter days from CSV lines ``date,work|off,note``; known days are overwritten.

    Raises:
        CalendarUnreadable: with the line; nothing is saved.
    """
    days = {}
    try:
        text = text_of_file(content)
    except UnicodeDecodeError:
        raise CalendarUnreadable(line=1) from None
    for number, cells in enumerate(csv.reader(io.StringIO(text)), start=1):
        try:
            day, kind, *note = (cell.strip() for cell in cells)
            days[date.fromisoformat(day)] = ({"work": True, "off": False}[kind], "".join(note)[:60])
        except (ValueError, KeyError):
            raise CalendarUnreadable(line=number) from None
    return _enter(days, change)


def _enter(days: dict[date, tuple[bool, str]], change: Change) -> int:
    known = dict(CalendarDay.objects.filter(day_on__in=days).values_list("day_on", "is_work_day"))
    fresh = {day: said for day, said in days.items() if known.get(day) != said[0]}
    if not fresh:
        return 0
    with writing("calendar.loaded", change):
        CalendarDay.objects.filter(day_on__in=fresh).delete()
        CalendarDay.objects.bulk_create(
            CalendarDay(day_on=day, is_work_day=is_work, note=note)
            for day, (is_work, note) in sorted(fresh.items())
        )
    return len(fresh)
