"""Rows of a long table, one per project and report date: project, and a report of forecasts."""

from __future__ import annotations

from typing import Any

from jigai.apps.projects.actions.record_projects import (
    ProjectEntry,
    plan_projects,
    record_projects,
)
from jigai.apps.projects.actions.record_reports import ReportEntry, plan_reports, record_reports
from jigai.domain.change import Change
from jigai.domain.periods import ReportDay
from jigai.domain.stages import Stage
from jigai.exchange.dates import WrittenDate
from jigai.exchange.ledger import Record
from jigai.flows.ledger_rows.names import Names
from jigai.flows.ledger_rows.outcome import Outcomes
from jigai.flows.ledger_rows.setting import LedgerSetting


def take_report_rows(
    records: list[Record],
    *,
    names: Names,
    setting: LedgerSetting,  # noqa: ARG001 - each row names its own report day
    outcomes: Outcomes,
    change: Change,
    save: bool,
) -> None:
    """Compare the rows with the registers and, if asked, save them.

    The register takes a project's values from its newest row; every row becomes the report of
    its own report day.
    """
    in_order = sorted(records, key=_reported_on)
    projects = plan_projects([_project(r, names) for r in in_order])
    if save:
        record_projects(plan=projects, change=change)
    ids = {code: (p.pk if (p := projects.project(code)) else None) for code in projects.entries}
    reports = plan_reports([_report(r, ids) for r in records], change=change)
    for record in records:
        key = ids[_code(record)] or _code(record)
        outcomes.note(record.row, reports, (key, _period(record)), is_main=True)
    if save:
        record_reports(plan=reports, change=change)


def _code(record: Record) -> str:
    return str(record.values["project_code"])


def _reported_on(record: Record) -> Any:
    written = record.values["reported_on"]
    return written.on if isinstance(written, WrittenDate) else None


def _period(record: Record) -> str:
    return str(ReportDay(_reported_on(record)))


def _project(record: Record, names: Names) -> ProjectEntry:
    values = record.values
    return ProjectEntry(
        code=_code(record),
        code_form="other",
        values={
            "name": str(values.get("project_name") or ""),
            "content": str(values.get("content") or ""),
            "division_id": names.id_of("township", values.get("township")),
            "direction_id": names.id_of("direction", values.get("direction")),
            "responsible_agency_id": names.id_of(
                "responsible_unit", values.get("responsible_unit")
            ),
        },
        entered_on=_reported_on(record),
        procedures={},
        stage=Stage.UNDER_CONSTRUCTION,
    )


def _report(record: Record, ids: dict[str, int | None]) -> ReportEntry:
    values = record.values
    forecast = values.get("forecast_completion_on")
    return ReportEntry(
        project_id=ids[_code(record)],
        project_key=_code(record),
        period=_period(record),
        data_on=_reported_on(record),
        values={
            "progress_text": str(values.get("stage") or "")[:200],
            "forecast_completion_on": forecast.on if isinstance(forecast, WrittenDate) else None,
            "forecast_total_fen": values.get("forecast_budget_cents"),
        },
    )
