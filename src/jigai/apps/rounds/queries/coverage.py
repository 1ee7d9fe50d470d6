"""Who has been seen in a round, who was excused, and who is missing, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.projects.models import ProgressReport, Project
from jigai.apps.rounds.models import Round, RoundEntry
from jigai.domain.sentence import Sentence


class EntryState(StrEnum):
    """How far one due project has come."""

    MISSING = "missing"
    DRAFT = "draft"
    RETURNED = "returned"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    EXCUSED = "excused"

    @property
    def is_seen(self) -> bool:
        return self in {EntryState.SUBMITTED, EntryState.ACCEPTED}


WHY = {
    EntryState.MISSING: Sentence("没有填报", "nothing was handed in"),
    EntryState.DRAFT: Sentence("只有草稿，没有提交", "only a draft, not handed in"),
    EntryState.RETURNED: Sentence("已退回，没有再报", "returned and not handed in again"),
}


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One due project of a round; ``why`` says why it is missing or excused."""

    project_id: int
    project: str
    enterprise_id: int | None
    enterprise: str
    division: str
    agency_id: int | None
    agency: str
    state: EntryState
    why: Sentence
    reminded_on: date | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """The coverage ledger of a round, as far as the viewer may see it."""

    period: str
    rows: tuple[CoverageRow, ...]

    @property
    def seen(self) -> tuple[CoverageRow, ...]:
        return tuple(row for row in self.rows if row.state.is_seen)

    @property
    def excused(self) -> tuple[CoverageRow, ...]:
        return tuple(row for row in self.rows if row.state is EntryState.EXCUSED)

    @property
    def missing(self) -> tuple[CoverageRow, ...]:
        out = {EntryState.EXCUSED}
        return tuple(r for r in self.rows if not r.state.is_seen and r.state not in out)

    @property
    def seen_enterprise_count(self) -> int:
        """Distinct enterprises of which at least one project was seen."""
        return len({row.enterprise_id for row in self.seen if row.enterprise_id})


def coverage(viewer: Viewer, *, round: Round) -> Coverage:
    """Each due project that the viewer may see, by pinyin; two queries."""
    seen = Project.objects.visible_to(viewer)
    entries = (
        RoundEntry.objects.filter(round=round, project__in=seen)
        .select_related("project__enterprise", "project__division", "project__responsible_agency")
        .order_by("project__name_sort", "project_id")
    )
    reports = {
        project: (state, is_late)
        for project, state, is_late in ProgressReport.objects.filter(
            period=round.period, project__round_entries__round=round
        ).values_list("project_id", "state", "is_late")
    }
    return Coverage(round.period, tuple(_row(e, reports.get(e.project_id)) for e in entries))


def entry_state(entry: RoundEntry, report_state: str | None) -> EntryState:
    """A report handed in counts as seen also where the project was excused."""
    state = EntryState(report_state) if report_state else EntryState.MISSING
    if entry.is_excused and not state.is_seen:
        return EntryState.EXCUSED
    return state


def _row(entry: RoundEntry, report: tuple[str, bool] | None) -> CoverageRow:
    project = entry.project
    state = entry_state(entry, report[0] if report else None)
    excuse = Sentence(entry.excuse, entry.excuse)
    return CoverageRow(
        project_id=project.pk,
        project=project.name,
        enterprise_id=project.enterprise_id,
        enterprise=project.enterprise.name if project.enterprise else "",
        division=project.division.name if project.division else "",
        agency_id=project.responsible_agency_id,
        agency=project.responsible_agency.name if project.responsible_agency else "",
        state=state,
        why=excuse if state is EntryState.EXCUSED else WHY.get(state, Sentence("", "")),
        reminded_on=entry.reminded_on,
        is_late=bool(report and report[1]),
    )
