"""A register row in the fields of the dispatch mapping: what an export writes and reads back."""

from __future__ import annotations

from datetime import date
from typing import Literal, cast

from jigai.apps.reports.queries.ledger_rows import LedgerRow
from jigai.exchange.cells import Value
from jigai.exchange.dates import WrittenDate
from jigai.flows.ledger_rows.project_rows import INCLUSION, PROCEDURES

INCLUSION_WORDS: dict[str, str] = {
    **{str(state): word for word, state in INCLUSION.items()},
    "in_library": "included",
    "higher_review": "applied",
    "awaiting_start": "not_included",
    "removed": "not_included",
}
"""State of the process → the choice that a ledger has for it."""
FIELDS = (
    "project_name",
    "project_code",
    "enterprise_name",
    "credit_code",
    "township",
    "direction",
    "total_investment_fen",
    "equipment_investment_fen",
    "planned_start_on",
    "planned_end_on",
    "is_started",
    "year_completed_fen",
    "cumulative_completed_fen",
    "progress_bp",
    "progress_text",
    "inclusion",
    *PROCEDURES,
    "problem",
    "measure",
    "handling_department",
    "responsible_unit",
    "responsible_leader",
    "remark",
)


def row_values(row: LedgerRow) -> dict[str, Value]:
    """Values by field name, typed as a reader of the ledger returns them; blank is ``None``."""
    project = row.project
    values: dict[str, Value] = {
        "project_name": project.name,
        "project_code": row.code,
        "enterprise_name": project.enterprise.name if project.enterprise else project.owner_unit,
        "credit_code": project.enterprise.credit_code if project.enterprise else None,
        "township": project.division.name if project.division else None,
        "direction": project.direction.name if project.direction else None,
        "total_investment_fen": project.total_investment_fen,
        "equipment_investment_fen": project.equipment_investment_fen,
        "planned_start_on": _written(project.planned_start_on, project.planned_start_precision),
        "planned_end_on": _written(
            project.planned_completion_on, project.planned_completion_precision
        ),
        "responsible_unit": project.responsible_agency.name if project.responsible_agency else None,
        "responsible_leader": project.responsible_leader,
        "remark": project.remarks,
        **{field: True if kind in row.done else None for field, kind in PROCEDURES.items()},
        **_said(row),
    }
    return {name: value if value != "" else None for name, value in values.items()}


def _said(row: LedgerRow) -> dict[str, Value]:
    report, case = row.report, row.inclusion
    said: dict[str, Value] = {"inclusion": INCLUSION_WORDS.get(case.state) if case else None}
    if report is None:
        return said
    return said | {
        "is_started": report.is_started,
        "year_completed_fen": report.year_investment_fen,
        "cumulative_completed_fen": report.total_investment_fen,
        "progress_bp": report.progress_bp,
        "progress_text": report.progress_text,
        "problem": report.problem,
        "measure": report.measure,
        "handling_department": report.problem_agency,
    }


def _written(day: date | None, precision: str) -> WrittenDate | None:
    """A day, or the first of a month of which only the month is known."""
    if day is None:
        return None
    if precision != "month":
        return WrittenDate(day)
    return WrittenDate(day.replace(day=1), cast("Literal['month']", precision))
