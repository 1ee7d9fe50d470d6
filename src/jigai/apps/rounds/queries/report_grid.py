"""All due reports of a round in one sheet: values, versions, and the last figures beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.queries.versions import present_versions
from jigai.apps.projects.models import ProgressReport
from jigai.apps.rounds.models import Round
from jigai.apps.rounds.queries.coverage import EntryState, coverage
from jigai.apps.rounds.queries.review_queue import last_reports

FIELDS = (
    "progress_bp",
    "year_investment_fen",
    "data_on",
    "progress_text",
    "problem",
    "jump_reason",
)
"""What the sheet asks for, in the order of its columns."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """One due project; ``version`` 0 means that nothing was entered yet."""

    project_id: int
    project: str
    enterprise: str
    agency: str
    state: EntryState
    version: int
    values: dict[str, Any]
    last_progress_bp: int | None
    last_year_investment_fen: int | None


def report_grid(viewer: Viewer, *, round: Round) -> list[GridRow]:
    """The due projects that the viewer may see, by pinyin; five queries."""
    rows = coverage(viewer, round=round).rows
    keys = [row.project_id for row in rows]
    reports = {
        one.project_id: one
        for one in ProgressReport.objects.filter(period=round.period, project__in=keys)
    }
    versions = present_versions(
        table=ProgressReport._meta.db_table,  # noqa: SLF001 - Django's public name of a table
        keys=[one.pk for one in reports.values()],
    )
    last = last_reports(keys, period=round.period)
    found = []
    for row in rows:
        report, before = reports.get(row.project_id), last.get(row.project_id)
        is_same_year = before is not None and before.period[:4] == round.period[:4]
        found.append(
            GridRow(
                project_id=row.project_id,
                project=row.project,
                enterprise=row.enterprise,
                agency=row.agency,
                state=row.state,
                version=versions.get(report.pk, 0) if report else 0,
                values={name: getattr(report, name) for name in FIELDS} if report else {},
                last_progress_bp=before.progress_bp if before else None,
                last_year_investment_fen=(
                    before.year_investment_fen if before and is_same_year else None
                ),
            )
        )
    return found
