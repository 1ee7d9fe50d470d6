"""The list of projects and one project's page, in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.queries.versions import version_of
from jigai.apps.projects.models import (
    Baseline,
    PendingChange,
    Project,
    ProjectCode,
    ProjectQuerySet,
)


@dataclass(frozen=True, slots=True)
class ProjectRow:
    id: int
    name: str
    code: str
    enterprise_id: int | None
    enterprise: str
    division: str
    direction: str
    agency: str
    leader: str
    stage: str
    total_investment_fen: int | None
    equipment_investment_fen: int | None
    planned_start_on: date | None
    planned_completion_on: date | None
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class CodeRow:
    code: str
    form: str
    is_primary: bool


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    id: int
    title: str
    due_on: date
    weight_bp: int
    achieved_on: date | None


@dataclass(frozen=True, slots=True)
class BaselineRow:
    """One approved plan with its curve: (period, cumulative fen)."""

    number: int
    approved_on: date
    approved_by: str
    reason: str
    total_fen: int
    is_current: bool
    points: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class ProcedureRow:
    kind: str
    state: str
    document_number: str
    done_on: date | None


@dataclass(frozen=True, slots=True)
class PendingRow:
    id: int
    values: dict[str, int]
    reason: str
    asked_by_key: str
    asked_by: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class ProjectProfile:
    """All that one page shows of a project; ``version`` is the base of an edit."""

    row: ProjectRow
    version: int
    owner_unit: str
    construction_kind: str
    transformation_kind: str
    content: str
    industry_code: str
    actual_start_on: date | None
    actual_completion_on: date | None
    entered_on: date
    remarks: str
    division_id: int | None
    direction_id: int | None
    responsible_agency_id: int | None
    codes: tuple[CodeRow, ...]
    milestones: tuple[MilestoneRow, ...]
    baselines: tuple[BaselineRow, ...]
    procedures: tuple[ProcedureRow, ...]
    pending: tuple[PendingRow, ...]


def matching(projects: ProjectQuerySet, text: str) -> ProjectQuerySet:
    """Projects whose name, code, owner, pinyin or initials fit what was typed."""
    typed = text.strip()
    if not typed:
        return projects
    spelled = typed.lower()
    fits = Q(name__icontains=typed) | Q(enterprise__name__icontains=typed)
    fits |= Q(pk__in=ProjectCode.objects.filter(code__startswith=typed).values("project"))
    if spelled.isascii():
        initials = spelled.replace(" ", "")
        fits |= Q(name_initials__startswith=initials) | Q(name_initials__contains=f" {initials}")
        fits |= Q(name_sort__startswith=spelled)
    return projects.filter(fits)


def project_count(viewer: Viewer, *, text: str = "") -> int:
    return matching(Project.objects.visible_to(viewer), text).count()


def project_profile(project: Project) -> ProjectProfile:
    """One project with everything of the register that hangs on it."""
    return ProjectProfile(
        row=_row(project),
        version=version_of(project),
        owner_unit=project.owner_unit,
        construction_kind=project.construction_kind,
        transformation_kind=project.transformation_kind,
        content=project.content,
        industry_code=project.industry_code,
        actual_start_on=project.actual_start_on,
        actual_completion_on=project.actual_completion_on,
        entered_on=project.entered_on,
        remarks=project.remarks,
        division_id=project.division_id,
        direction_id=project.direction_id,
        responsible_agency_id=project.responsible_agency_id,
        codes=tuple(
            CodeRow(**values)
            for values in project.codes.order_by("-is_primary", "id").values(
                *CodeRow.__dataclass_fields__
            )
        ),
        milestones=tuple(
            MilestoneRow(**values)
            for values in project.milestones.order_by("position", "id").values(
                *MilestoneRow.__dataclass_fields__
            )
        ),
        baselines=tuple(
            _baseline(one)
            for one in project.baselines.prefetch_related("points").order_by("number")
        ),
        procedures=tuple(
            ProcedureRow(**values)
            for values in project.procedures.order_by("id").values(
                *ProcedureRow.__dataclass_fields__
            )
        ),
        pending=pending_rows([project.pk]),
    )


def pending_rows(project_ids: list[int]) -> tuple[PendingRow, ...]:
    """Changes that wait for a second person."""
    waiting = PendingChange.objects.filter(project_id__in=project_ids, decision="").order_by("id")
    return tuple(
        PendingRow(**values) for values in waiting.values(*PendingRow.__dataclass_fields__)
    )


def _row(project: Project) -> ProjectRow:
    codes = list(project.codes.filter(is_primary=True))
    return ProjectRow(
        id=project.pk,
        name=project.name,
        code=codes[0].code if codes else "",
        enterprise_id=project.enterprise_id,
        enterprise=project.enterprise.name if project.enterprise else "",
        division=project.division.name if project.division else "",
        direction=project.direction.name if project.direction else "",
        agency=project.responsible_agency.name if project.responsible_agency else "",
        leader=project.responsible_leader,
        stage=project.stage,
        total_investment_fen=project.total_investment_fen,
        equipment_investment_fen=project.equipment_investment_fen,
        planned_start_on=project.planned_start_on,
        planned_completion_on=project.planned_completion_on,
        is_withdrawn=project.is_withdrawn,
    )


def _baseline(baseline: Baseline) -> BaselineRow:
    points = sorted((point.period, point.planned_value_fen) for point in baseline.points.all())
    return BaselineRow(
        number=baseline.number,
        approved_on=baseline.approved_on,
        approved_by=baseline.approved_by,
        reason=baseline.reason,
        total_fen=baseline.total_fen,
        is_current=baseline.is_current,
        points=tuple(points),
    )
