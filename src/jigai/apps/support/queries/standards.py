"""The limits and office hours in force, with what the county set in place of what ships."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from jigai.apps.reference.queries.settings import work_calendar
from jigai.apps.support.models import OfficeHoursEdition, ServiceStandard
from jigai.domain.request_clocks.clock import Limit
from jigai.domain.request_clocks.office_time import OfficeHours, OfficeTime
from jigai.domain.request_clocks.standards import StandardKind, Standards, standards_in_force
from jigai.domain.sentence import Sentence

BY_COUNTY = Sentence(
    "县定（自 {day} 起）：{decision}", "set by the county (from {day}): {decision}"
)


@dataclass(frozen=True, slots=True)
class StandardRow:
    """One limit as it is in force; ``is_own``: set by the county."""

    kind: str
    title: Sentence
    amount: int
    unit: str
    source: Sentence
    is_own: bool


@dataclass(frozen=True, slots=True)
class HoursRow:
    valid_from: date
    opens: time
    break_from: time
    break_to: time
    closes: time
    source: Sentence


def standards_on(day: date) -> Standards:
    """Every limit of a day; two queries.

    Raises:
        NoStandards: none is in force.
    """
    return standards_in_force(on=day).with_limits(_own(day)).with_hours(_own_hours())


def office_time(*, on: date) -> OfficeTime:
    """The published work-days with the office hours as they follow each other; two queries."""
    hours = standards_in_force(on=on).with_hours(_own_hours()).hours
    return OfficeTime(work_calendar(), hours)


def standard_rows(*, on: date) -> tuple[StandardRow, ...]:
    """Every kind of limit with its figure of a day and where it comes from."""
    own, found = _own(on), standards_on(on)
    return tuple(
        StandardRow(
            kind.value,
            kind.label,
            found.limit(kind).amount,
            kind.unit.value,
            found.limit(kind).source,
            kind in own,
        )
        for kind in StandardKind
    )


def hours_row(*, on: date) -> HoursRow:
    """The office hours of a day."""
    one = office_time(on=on).hours_on(on)
    return HoursRow(one.valid_from, one.opens, one.break_from, one.break_to, one.closes, one.source)


def _own(day: date) -> dict[StandardKind, Limit]:
    rows = ServiceStandard.objects.filter(valid_from__lte=day).order_by("valid_from")
    return {
        StandardKind(row.kind): Limit(
            row.amount, StandardKind(row.kind).unit, _said(row.valid_from, row.decision)
        )
        for row in rows
    }


def _own_hours() -> tuple[OfficeHours, ...]:
    rows = OfficeHoursEdition.objects.order_by("valid_from")
    return tuple(
        OfficeHours(
            row.valid_from,
            time.fromisoformat(row.opens),
            time.fromisoformat(row.break_from),
            time.fromisoformat(row.break_to),
            time.fromisoformat(row.closes),
            _said(row.valid_from, row.decision),
        )
        for row in rows
    )


def _said(day: date, decision: str) -> Sentence:
    return BY_COUNTY.format(day=day, decision=decision)
