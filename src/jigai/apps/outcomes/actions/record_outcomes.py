"""Figures by the sheet: compared with what is kept, then saved as reported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from jigai.apps.audit.upserting import Upsert, Wanted, planned_upsert, save_upsert
from jigai.apps.audit.writing import writing
from jigai.apps.outcomes.actions.record_outcome import OutcomeEntry, checked_value
from jigai.apps.outcomes.models import IndicatorVersion, OutcomeFigure
from jigai.domain.change import Change
from jigai.domain.results.states import FigureState

OutcomesPlan = Upsert[OutcomeFigure]
KEY = ("enterprise_id", "project_id", "version_id", "kind", "year", "half", "market")


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """One reported figure of a sheet; of the project where there is one, else of the firm."""

    enterprise_id: int
    project_id: int | None
    version: IndicatorVersion
    entry: OutcomeEntry

    @property
    def key(self) -> tuple[Any, ...]:
        one = self.entry
        firm = None if self.project_id else self.enterprise_id
        span, market = one.span, one.market.strip()
        return (
            firm, self.project_id, self.version.pk, one.kind.value, span.year, span.half, market,
        )  # fmt: skip


def plan_outcomes(lines: Sequence[OutcomeLine], *, change: Change) -> OutcomesPlan:
    """Compare lines with the reported figures as they are; nothing is saved.

    Raises:
        What ``record_outcome`` raises of a value; rows were checked before.
    """
    firms = {line.enterprise_id for line in lines if line.project_id is None}
    projects = {line.project_id for line in lines if line.project_id is not None}
    kept = OutcomeFigure.objects.filter(state=FigureState.REPORTED)
    rows = [*kept.filter(enterprise__in=firms), *kept.filter(project__in=projects)]
    existing = {_key(row): row for row in rows}
    return planned_upsert(
        OutcomeFigure,
        [_want(line, existing.get(line.key), change) for line in lines],
        existing=rows,
        key_of=_key,
    )


def record_outcomes(*, plan: OutcomesPlan, change: Change) -> None:
    """Save a plan."""
    with writing("outcomes.recorded", change):
        save_upsert(plan)


def _want(line: OutcomeLine, row: OutcomeFigure | None, change: Change) -> Wanted:
    one = line.entry
    values: dict[str, Any] = {
        "value": checked_value(line.version, one),
        "source": one.source.strip(),
        "note": one.note.strip(),
        "market_year": one.market_year,
    }
    if row is None or any(getattr(row, name) != value for name, value in values.items()):
        values |= {
            "parts": {},
            "taken_from": "",
            "given_on": change.at.date(),
            "given_by": change.actor.name,
            "given_by_key": change.actor.key,
        }
    new = dict(zip(KEY, line.key, strict=True)) | {"state": FigureState.REPORTED.value}
    return Wanted(line.key, values, new)


def _key(row: OutcomeFigure) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in KEY)
