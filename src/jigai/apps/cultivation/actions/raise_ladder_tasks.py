"""Put on the officers' list what has come due on the ladder, each thing once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from jigai.apps.audit.writing import writing
from jigai.apps.cultivation.models import Coach, LadderTask
from jigai.apps.cultivation.queries.standings import holders
from jigai.apps.registry.models import Certificate
from jigai.apps.registry.queries.recognitions import ending_certificates
from jigai.domain.change import Change
from jigai.domain.scorecards.reminders import (
    ANNOUNCE_BEFORE,
    DUTIES,
    RENEW_BEFORE,
    TaskKind,
)
from jigai.domain.scorecards.rungs import BY_ID, BY_PROOF
from jigai.domain.windows import Window

Windows = Mapping[str, Mapping[int, Window]]
"""Rung → year → days of filing."""


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that has come due."""

    enterprise_id: int
    kind: TaskKind
    rung: str
    due_on: date

    @property
    def key(self) -> tuple[int, str, str, date]:
        return (self.enterprise_id, self.kind.value, self.rung, self.due_on)


def raise_ladder_tasks(*, on: date, windows: Windows, change: Change) -> list[LadderTask]:
    """Write every task that has come due by a day and is not on the list yet.

    A second run on the same or a later day writes nothing twice, also after a task is done.

    Args:
        windows: yearly windows for applications.
    """
    due = [*_renewals(on), *_windows(on, windows), *_duties(on)]
    raised = set(
        LadderTask.objects.filter(rung__in={one.rung for one in due}).values_list(
            "enterprise_id", "kind", "rung", "due_on"
        )
    )
    fresh = {one.key: one for one in due if one.key not in raised}
    if not fresh:
        return []
    coached = Coach.objects.filter(valid_to=None).values_list("enterprise_id", "user_id")
    officers = dict(coached)
    with writing("ladder.tasks_raised", change):
        return LadderTask.objects.bulk_create(
            LadderTask(
                enterprise_id=one.enterprise_id,
                kind=one.kind.value,
                rung=one.rung,
                due_on=one.due_on,
                officer_id=officers.get(one.enterprise_id),
                raised_at=change.at,
            )
            for one in fresh.values()
        )


def _renewals(on: date) -> Iterator[Due]:
    """Certificates that end within 90 days, unless a later one of the kind is registered."""
    ending = list(ending_certificates(first=on, last=on + RENEW_BEFORE))
    later: dict[tuple[int, str], date] = defaultdict(lambda: date.min)
    owners = {one.enterprise_id for one in ending}
    for other in Certificate.objects.filter(enterprise__in=owners, revoked_on=None):
        key = (other.enterprise_id, other.kind)
        later[key] = max(later[key], other.valid_to or date.max)
    for one in ending:
        rung = BY_PROOF.get(one.kind)
        if rung is None or one.valid_to is None:
            continue
        if later[one.enterprise_id, one.kind] <= one.valid_to:
            yield Due(one.enterprise_id, TaskKind.RENEWAL, rung.id, one.valid_to)


def _windows(on: date, windows: Windows) -> Iterator[Due]:
    """Of a rung that is entered anew each year: who held it last year and has not entered yet."""
    for rung, by_year in windows.items():
        if rung not in BY_ID or BY_ID[rung].holds_years != 1:
            continue
        for year, window in by_year.items():
            if not window.opens - ANNOUNCE_BEFORE <= on <= window.closes:
                continue
            last_year = holders(rung, on=date(year - 1, 12, 31))
            this_year = holders(rung, on=date(year, 12, 31))
            for key in sorted(last_year - this_year):
                yield Due(key, TaskKind.WINDOW, rung, window.closes)


def _duties(on: date) -> Iterator[Due]:
    for duty in DUTIES:
        due_on = duty.due_on(on.year)
        if due_on - ANNOUNCE_BEFORE <= on <= due_on:
            for key in sorted(holders(duty.rung, on=on)):
                yield Due(key, TaskKind.DUTY, duty.rung, due_on)
