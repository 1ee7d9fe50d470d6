"""What a project has of what its next stages ask for."""

from __future__ import annotations

from dataclasses import dataclass

from jigai.apps.projects.models import Procedure, ProcedureKind, Project
from jigai.domain.sentence import Sentence
from jigai.domain.stages import MOVES, REQUIREMENTS, Stage, missing_for

PROCEDURES = {
    ProcedureKind.FILING: "filing",
    ProcedureKind.ENVIRONMENT: "eia",
    ProcedureKind.ENERGY: "energy",
}
FIELDS = {
    "total_fen": "total_investment_fen",
    "planned_start_on": "planned_start_on",
    "planned_completion_on": "planned_completion_on",
    "responsible_unit": "responsible_agency_id",
    "actual_start_on": "actual_start_on",
    "actual_completion_on": "actual_completion_on",
    "production_on": "production_on",
    "output_reached_on": "output_reached_on",
}
STAGE_PAPERS = frozenset(
    part.name
    for stage in Stage
    for part in REQUIREMENTS[stage]
    if part.is_paper and part.name not in PROCEDURES.values()
)
SETTLED = ("done", "not_needed")


@dataclass(frozen=True, slots=True)
class MissingItem:
    """One thing still missing: the field to link to, its name, and who can supply it."""

    name: str
    label: Sentence
    owner: str
    is_paper: bool


@dataclass(frozen=True, slots=True)
class GateRow:
    """One stage that the table allows next, and what it still lacks."""

    stage: str
    label: Sentence
    missing: tuple[MissingItem, ...]


def held_of(project: Project) -> frozenset[str]:
    """Names of the requirements that the project meets; five queries.

    The reason of a halt counts as held, since no change is saved without its reason.
    """
    held = {name for name, field in FIELDS.items() if getattr(project, field) is not None}
    held.add("halt_reason")
    settled = Procedure.objects.filter(project=project, state__in=SETTLED)
    held |= {
        PROCEDURES[k]
        for k in map(ProcedureKind, settled.values_list("kind", flat=True))
        if k in PROCEDURES
    }
    held |= set(project.papers.values_list("kind", flat=True))
    for name, exists in (
        ("project_code", project.codes.exists()),
        ("baseline", project.baselines.filter(is_current=True).exists()),
        ("milestones", project.milestones.exists()),
    ):
        if exists:
            held.add(name)
    return frozenset(held)


def gates_of(project: Project) -> list[GateRow]:
    """The stages that may come next, in the order of the lifecycle, with what each lacks."""
    held = held_of(project)
    now = Stage(project.stage)
    return [
        GateRow(
            stage.value,
            stage.label,
            tuple(
                MissingItem(part.name, part.label, part.owner.value, part.is_paper)
                for part in missing_for(stage, held=held)
            ),
        )
        for stage in Stage
        if stage in MOVES[now]
    ]
