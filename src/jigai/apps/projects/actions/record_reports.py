"""Many progress reports and inclusion states at once, as a ledger brings them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from jigai.apps.audit.upserting import Upsert, Wanted, planned_upsert, save_upsert
from jigai.apps.audit.writing import writing
from jigai.apps.projects.models import InclusionCase, ProgressReport, ReportState
from jigai.domain.change import Change


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """One project's report for one period; ``values`` by attribute name of ``ProgressReport``."""

    project_id: int | None
    project_key: str
    period: str
    data_on: date
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class InclusionEntry:
    """The state of inclusion that a ledger row names."""

    project_id: int | None
    project_key: str
    state: str
    since_on: date
    declared_on: date | None = None
    included_month: str = ""


def plan_reports(entries: Sequence[ReportEntry], *, change: Change) -> Upsert[ProgressReport]:
    """Compare rows with the reports of their periods; a new or changed one counts as submitted."""
    ids = {entry.project_id for entry in entries if entry.project_id}
    periods = {entry.period for entry in entries}
    plan = planned_upsert(
        ProgressReport,
        [Wanted((e.project_id or e.project_key, e.period), _report(e), _new(e)) for e in entries],
        existing=ProgressReport.objects.filter(project_id__in=ids, period__in=periods),
        key_of=lambda row: (row.project_id, row.period),
    )
    submitted = {
        "state": ReportState.SUBMITTED,
        "submitted_at": change.at,
        "submitted_by": change.actor.name,
    }
    for report in plan.create.values():
        for name, value in submitted.items():
            setattr(report, name, value)
    for _, changed in plan.update.values():
        changed.update(submitted)
    return plan


def record_reports(*, plan: Upsert[ProgressReport], change: Change) -> None:
    """Save a plan."""
    with writing("reports.recorded", change):
        save_upsert(plan)


def plan_inclusion(entries: Sequence[InclusionEntry]) -> Upsert[InclusionCase]:
    """Compare the named states with the cases; an unchanged state keeps its since-date."""
    ids = {entry.project_id for entry in entries if entry.project_id}
    existing = {row.project_id: row for row in InclusionCase.objects.filter(project_id__in=ids)}
    wanted = [
        Wanted(entry.project_id or entry.project_key, _inclusion(entry, existing))
        for entry in entries
    ]
    return planned_upsert(
        InclusionCase, wanted, existing=existing.values(), key_of=lambda row: row.project_id
    )


def record_inclusion(*, plan: Upsert[InclusionCase], change: Change) -> None:
    """Save a plan."""
    with writing("inclusion.recorded", change):
        save_upsert(plan)


def _report(entry: ReportEntry) -> dict[str, Any]:
    return {name: value for name, value in entry.values.items() if value not in (None, "")}


def _new(entry: ReportEntry) -> dict[str, Any]:
    return {"project_id": entry.project_id, "period": entry.period, "data_on": entry.data_on}


def _inclusion(entry: InclusionEntry, existing: Mapping[int, InclusionCase]) -> dict[str, Any]:
    known = existing.get(entry.project_id or 0)
    since = known.since_on if known and known.state == entry.state else entry.since_on
    said: dict[str, Any] = {
        "project_id": entry.project_id,
        "state": entry.state,
        "since_on": since,
        "declared_on": entry.declared_on,
        "included_month": entry.included_month,
    }
    return {name: value for name, value in said.items() if value not in (None, "")}
