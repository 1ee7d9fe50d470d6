"""When rounds open, fall due and end their objections: known ones, and the next by the rhythm."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import cast

from django.utils.timezone import localtime

from jigai.apps.reference.queries.programme import programme_row
from jigai.apps.reference.queries.settings import programme
from jigai.apps.rounds.models import Reopening, Round
from jigai.domain.periods import Period, PeriodKind, RegularPeriod, parse_period, period_containing
from jigai.domain.reminders.kinds import ROUND_DAYS
from jigai.domain.sentence import Sentence
from jigai.domain.workdays import WorkCalendar
from jigai.flows.calendar_sources.marked import Marked

PERIODS_AHEAD = 6
LOOK_BACK = timedelta(days=62)
OPENS = Sentence("{period}调度期开始", "{period}: the round begins")
DUE = Sentence("{period}填报截止", "{period}: reports are due")
OBJECTIONS = Sentence(
    "{period}异议截止，其后发布", "{period}: objections end, then it is published"
)
PUBLISHED = Sentence("{period}已发布", "{period}: published")
REOPENED = Sentence("{period}更正开放至此时", "{period}: open for corrections until now")


def round_days(*, on: date, calendar: WorkCalendar) -> Iterator[Marked]:
    """Rounds of the last two months and the next six by the programme's rhythm; three queries."""
    known = {held.period: held for held in Round.objects.filter(ends_on__gte=on - LOOK_BACK)}
    for held in known.values():
        yield from _known(held)
    for period in _ahead(on):
        if str(period) not in known:
            days = programme().report_due_work_days
            yield _day("begin", OPENS, period, period.start_on)
            yield _day("due", DUE, period, calendar.add(period.end_on, days))
    for one in Reopening.objects.filter(closed_at=None).exclude(open_until=None):
        period = parse_period(one.round.period)
        yield Marked(
            kind=ROUND_DAYS,
            uid=f"reopening-{one.pk}",
            title=REOPENED.format(period=period.name),
            link=f"/rounds/{period}/",
            first=localtime(one.open_until),
        )


def _known(held: Round) -> Iterator[Marked]:
    period = parse_period(held.period)
    yield _day("begin", OPENS, period, held.starts_on)
    yield _day("due", DUE, period, held.due_on)
    if held.objections_until_on is not None:
        yield _day("objections", OBJECTIONS, period, held.objections_until_on)
    if held.published_at is not None:
        yield _day("published", PUBLISHED, period, localtime(held.published_at).date())


def _ahead(on: date) -> Iterator[Period]:
    kind = PeriodKind(programme().rhythm) if programme_row() else PeriodKind.REPORT_DAY
    if kind is PeriodKind.REPORT_DAY:
        return
    period = cast("RegularPeriod", period_containing(on, kind=kind))
    for _ in range(PERIODS_AHEAD):
        yield period
        period = period.next()


def _day(what: str, title: Sentence, period: Period, day: date) -> Marked:
    return Marked(
        kind=ROUND_DAYS,
        uid=f"round-{what}-{period}",
        title=title.format(period=period.name),
        link="/rounds/",
        first=day,
    )
