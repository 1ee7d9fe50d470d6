"""Rows of a dispatch ledger: enterprise, project, procedures, report, inclusion."""

from __future__ import annotations

from datetime import date
from typing import Any

from jigai.apps.outcomes.actions.move_follow_ups import move_follow_ups
from jigai.apps.projects.actions.record_projects import (
    ProjectEntry,
    ProjectPlan,
    plan_procedures,
    plan_projects,
    record_procedures,
    record_projects,
)
from jigai.apps.projects.actions.record_reports import (
    InclusionEntry,
    ReportEntry,
    plan_inclusion,
    plan_reports,
    record_inclusion,
    record_reports,
)
from jigai.apps.projects.actions.register_project import ProjectValues
from jigai.apps.registry.actions.record_enterprises import (
    EnterpriseEntry,
    plan_enterprises,
    record_enterprises,
)
from jigai.domain.change import Change
from jigai.domain.identifiers import ProjectCodeUnreadable, read_project_code
from jigai.domain.inclusion import State as InclusionState
from jigai.domain.stages import Stage
from jigai.exchange.dates import WrittenDate
from jigai.exchange.ledger import Record
from jigai.flows.ledger_rows.names import Names
from jigai.flows.ledger_rows.outcome import Outcomes
from jigai.flows.ledger_rows.setting import LedgerSetting

PROCEDURES = {
    "has_filing": "filing",
    "has_environmental_assessment": "environment",
    "has_energy_review": "energy",
    "has_land": "land",
    "has_planning_permit": "planning",
    "has_construction_permit": "construction",
    "has_safety_review": "safety",
}
INCLUSION = {
    "included": InclusionState.IN_LIBRARY,
    "applied": InclusionState.COUNTY_REVIEW,
    "returned": InclusionState.RETURNED,
    "not_included": InclusionState.PREPARING,
    "not_applicable": InclusionState.NOT_APPLICABLE,
}
KINDS = {
    "新建": "new",
    "扩建": "expansion",
    "改建": "transformation",
    "改建和技术改造": "transformation",
    "技术改造": "transformation",
    "技改": "transformation",
    "迁建": "relocation",
    "恢复": "restoration",
    "单纯购置": "purchase",
}
COMPLETED = 10_000


def take_project_rows(
    records: list[Record],
    *,
    names: Names,
    setting: LedgerSetting,
    outcomes: Outcomes,
    change: Change,
    save: bool,
) -> None:
    """Compare the rows with the registers and, if asked, save them."""
    enterprises = plan_enterprises(
        [_enterprise(r, names) for r in records if r.values.get("credit_code")]
    )
    if save:
        record_enterprises(plan=enterprises, change=change)
    projects = plan_projects([_project(r, names, enterprises, setting) for r in records])
    for record in records:
        outcomes.note(record.row, projects.projects, _code(record), is_main=True)
        if code := record.values.get("credit_code"):
            outcomes.note(record.row, enterprises, code)
    if save:
        record_projects(plan=projects, change=change)
        _move_follow_ups(projects, change)
    _take_details(records, projects, setting, outcomes, change, save=save)


def _move_follow_ups(projects: ProjectPlan, change: Change) -> None:
    for project, changed in projects.projects.update.values():
        if completed_on := changed.get("actual_completion_on"):
            move_follow_ups(project=project, completed_on=completed_on, change=change)


def _take_details(
    records: list[Record],
    projects: ProjectPlan,
    setting: LedgerSetting,
    outcomes: Outcomes,
    change: Change,
    *,
    save: bool,
) -> None:
    ids = {code: (p.pk if (p := projects.project(code)) else None) for code in projects.entries}
    procedures = plan_procedures(projects)
    reporting = {r.row: _report(r, ids, setting) for r in records if _reports(r, ids, setting)}
    reports = plan_reports(list(reporting.values()), change=change)
    inclusion = plan_inclusion(
        [_inclusion(r, ids, setting) for r in records if r.values.get("inclusion")]
    )
    for record in records:
        key = ids[_code(record)] or _code(record)
        if record.row in reporting:
            outcomes.note(record.row, reports, (key, str(setting.period_of())))
        for kind in PROCEDURES.values():
            outcomes.note(record.row, procedures, (key, kind))
        if record.values.get("inclusion"):
            outcomes.note(record.row, inclusion, key)
    if save:
        record_procedures(plan=procedures, change=change)
        record_reports(plan=reports, change=change)
        record_inclusion(plan=inclusion, change=change)


def _form(code: str) -> str:
    try:
        return read_project_code(code).form
    except ProjectCodeUnreadable:
        return "other"  # kept as written; reading the ledger has warned of it


def _code(record: Record) -> str:
    return str(record.values["project_code"])


def _enterprise(record: Record, names: Names) -> EnterpriseEntry:
    values = record.values
    return EnterpriseEntry(
        credit_code=str(values["credit_code"]),
        name=str(values.get("enterprise_name") or values["credit_code"]),
        division_id=names.id_of("township", values.get("township")),
        direction_id=names.id_of("direction", values.get("direction")),
    )


def _project(
    record: Record, names: Names, enterprises: Any, setting: LedgerSetting
) -> ProjectEntry:
    values = record.values
    enterprise = enterprises.record(values.get("credit_code"))
    start, end = values.get("planned_start_on"), values.get("planned_end_on")
    given: ProjectValues = {
        "name": _text(values, "project_name"),
        "enterprise_id": enterprise.pk if enterprise else None,
        "owner_unit": _text(values, "enterprise_name"),
        "construction_kind": KINDS.get(_text(values, "nature"), ""),
        "transformation_kind": _text(values, "renewal_kind"),
        "content": _text(values, "content"),
        "division_id": names.id_of("township", values.get("township")),
        "direction_id": names.id_of("direction", values.get("direction")),
        "industry_code": _text(values, "industry_code")[:4],
        "total_investment_fen": _whole(values, "total_investment_fen"),
        "equipment_investment_fen": _whole(values, "equipment_investment_fen"),
        "planned_start_on": start.on if isinstance(start, WrittenDate) else None,
        "planned_start_precision": start.precision if isinstance(start, WrittenDate) else "",
        "planned_completion_on": end.last_day if isinstance(end, WrittenDate) else None,
        "planned_completion_precision": end.precision if isinstance(end, WrittenDate) else "",
        "actual_start_on": _day(values, "actual_start_on"),
        "actual_completion_on": _day(values, "actual_end_on"),
        "responsible_agency_id": names.id_of("responsible_unit", values.get("responsible_unit")),
        "responsible_leader": _text(values, "responsible_leader"),
        "remarks": _text(values, "remark"),
    }
    return ProjectEntry(
        code=_code(record),
        code_form=_form(_code(record)),
        values=given,
        entered_on=_entered_on(record, setting),
        procedures={kind: bool(values.get(name)) for name, kind in PROCEDURES.items()},
        stage=_stage(record),
    )


def _entered_on(record: Record, setting: LedgerSetting) -> date:
    """A project that its first ledger shows at work entered the programme no later than it began.

    Without this the whole of a county's first round would be under observation.
    """
    begun = _day(record.values, "actual_start_on")
    if begun is None and record.values.get("is_started"):
        begun = _day(record.values, "planned_start_on")
    return min(begun, setting.data_on) if begun else setting.data_on


def _stage(record: Record) -> str:
    """The stage that the row shows; only a new project takes it, a known one moves by its gate."""
    if record.values.get("is_started") is False:
        return Stage.PROCEDURES
    if record.values.get("progress_bp") == COMPLETED:
        return Stage.COMPLETED
    return Stage.UNDER_CONSTRUCTION if record.values.get("is_started") else Stage.FILED


def _reports(record: Record, ids: dict[str, int | None], setting: LedgerSetting) -> bool:
    """Whether the row reports; one of an edited export does only where something was edited."""
    said = _report(record, ids, setting).values.values()
    return not record.values.get("record_id") or any(v not in (None, "") for v in said)


def _report(record: Record, ids: dict[str, int | None], setting: LedgerSetting) -> ReportEntry:
    values = record.values
    return ReportEntry(
        project_id=ids[_code(record)],
        project_key=_code(record),
        period=str(setting.period_of()),
        data_on=setting.data_on,
        values={
            "is_started": values.get("is_started"),
            "progress_bp": values.get("progress_bp"),
            "progress_text": _text(values, "progress_text")[:200],
            "year_investment_fen": values.get("year_completed_fen"),
            "total_investment_fen": values.get("cumulative_completed_fen"),
            "problem": _text(values, "problem"),
            "measure": _text(values, "measure"),
            "problem_agency": _text(values, "handling_department")[:60],
        },
    )


def _inclusion(
    record: Record, ids: dict[str, int | None], setting: LedgerSetting
) -> InclusionEntry:
    included = _day(record.values, "included_in")
    return InclusionEntry(
        project_id=ids[_code(record)],
        project_key=_code(record),
        state=INCLUSION[str(record.values["inclusion"])],
        since_on=setting.data_on,
        declared_on=_day(record.values, "inclusion_applied_on"),
        included_month=f"{included:%Y-%m}" if included else "",
    )


def _text(values: Any, name: str) -> str:
    return str(values.get(name) or "").strip()


def _whole(values: Any, name: str) -> int | None:
    value = values.get(name)
    return value if isinstance(value, int) else None


def _day(values: Any, name: str) -> date | None:
    value = values.get(name)
    return value.on if isinstance(value, WrittenDate) else None
