"""The register of projects."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from ninja.responses import Status

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS, Said
from jigai.api.paging import Listed, Page
from jigai.api.schemas import Fen, Made, Number, Reasoned, Text
from jigai.apps.accounts.permissions import Deed
from jigai.apps.projects.actions.add_code import add_code
from jigai.apps.projects.actions.advance_stage import hand_in_paper
from jigai.apps.projects.actions.decide_change import decide_change
from jigai.apps.projects.actions.register_project import ProjectValues, register_project
from jigai.apps.projects.actions.withdraw_project import withdraw_project
from jigai.apps.projects.queries.access import pending_change_for, project_for
from jigai.apps.projects.queries.projects import (
    ProjectProfile,
    project_profile,
)
from jigai.apps.projects.queries.register import (
    RegisterChange,
    RegisterRow,
    register_changes,
    register_count,
    register_rows,
)
from jigai.apps.projects.queries.stage_gate import GateRow, gates_of
from jigai.domain.sentence import Sentence
from jigai.flows.correct_project import correct_project
from jigai.flows.move_stage import move_stage as moved_on

router = Router()


class ProjectFields(Schema):
    name: Text | None = None
    enterprise_id: int | None = None
    owner_unit: Text | None = None
    construction_kind: str | None = None
    transformation_kind: str | None = None
    content: str | None = None
    division_id: int | None = None
    direction_id: int | None = None
    industry_code: str | None = None
    total_investment_fen: Fen | None = None
    equipment_investment_fen: Fen | None = None
    planned_start_on: date | None = None
    planned_completion_on: date | None = None
    actual_start_on: date | None = None
    actual_completion_on: date | None = None
    production_on: date | None = None
    output_reached_on: date | None = None
    responsible_agency_id: int | None = None
    responsible_leader: str | None = None
    remarks: str | None = None


class NewProject(Reasoned):
    values: ProjectFields
    codes: list[Text] = []
    entered_on: date | None = None


class ProjectEdit(Reasoned):
    """``version`` is the one read before; fields left out stay as they are."""

    version: int
    values: ProjectFields


class EditedOut(Schema):
    """``pending_id``: a change of amount that waits for a second person.

    ``follow_ups_moved``: open follow-ups of outcomes that now count from the corrected completion.
    """

    fields: list[str]
    pending_id: int | None = None
    follow_ups_moved: int = 0


class RegisteredOut(Schema):
    id: int
    warnings: list[Said]


class Decision(Reasoned):
    is_approved: bool


class CodeIn(Reasoned):
    code: Text


class WarningsOut(Schema):
    warnings: list[Said]


class StageMove(Reasoned):
    to: str
    is_bypassed: bool = False


class ProjectMissingOut(Schema):
    missing: list[str]


class Withdrawal(Reasoned):
    is_withdrawn: bool


class PaperIn(Reasoned):
    kind: str
    note: Text = ""


@router.get("", response={200: Listed[RegisterRow], **PROBLEMS})
def list_projects(
    request: HttpRequest, page: Query[Page], text: str = "", as_of: date | None = None
) -> dict[str, object]:
    """Projects by pinyin; ``text`` finds by name, code, enterprise, pinyin or initials.

    ``as_of`` reads the register as at the end of that day, deleted projects included.
    """
    viewer = viewer_in(request)
    rows = register_rows(viewer, on=as_of, text=text, page=page.page, size=page.size)
    total = register_count(viewer, on=as_of, text=text)
    return {"items": rows, "total": total, **page.model_dump()}


@router.get("/changed", response={200: list[RegisterChange], **PROBLEMS})
def list_changed_projects(
    request: HttpRequest, since: date, as_of: date | None = None
) -> list[RegisterChange]:
    """Projects that are new, changed or deleted since the end of a day, with both rows."""
    return register_changes(viewer_in(request), since=since, on=as_of)


@router.post("", response={201: RegisteredOut, **PROBLEMS})
def create_project(request: HttpRequest, new: NewProject) -> Status[RegisteredOut]:
    change = change_by(request, Deed.KEEP_REGISTERS, new.reason)
    made = register_project(
        values=_values(new.values),
        entered_on=new.entered_on or timezone.localdate(),
        codes=tuple(new.codes),
        change=change,
    )
    return Status(201, RegisteredOut(id=made.project.pk, warnings=_said(made.warnings)))


@router.get("/{pk}", response={200: ProjectProfile, **PROBLEMS})
def show_project(request: HttpRequest, pk: Number) -> ProjectProfile:
    return project_profile(project_for(viewer_in(request), pk))


@router.patch("/{pk}", response={200: EditedOut, **PROBLEMS})
def edit(request: HttpRequest, pk: Number, given: ProjectEdit) -> EditedOut:
    change = change_by(request, Deed.KEEP_REGISTERS, given.reason)
    done = correct_project(
        project=project_for(viewer_in(request), pk),
        base_version=given.version,
        values=_values(given.values),
        change=change,
    )
    return EditedOut(
        fields=list(done.edited.changed),
        pending_id=done.edited.pending.pk if done.edited.pending else None,
        follow_ups_moved=done.moved,
    )


@router.post("/pending-changes/{pk}", response={200: Made, **PROBLEMS})
def decide(request: HttpRequest, pk: Number, decision: Decision) -> Made:
    """Approve or reject a sensitive change that somebody else asked for."""
    change = change_by(request, Deed.APPROVE, decision.reason)
    pending = pending_change_for(viewer_in(request), pk)
    decide_change(pending=pending, is_approved=decision.is_approved, change=change)
    return Made(id=pending.project_id)


@router.post("/{pk}/codes", response={201: WarningsOut, **PROBLEMS})
def create_code(request: HttpRequest, pk: Number, given: CodeIn) -> Status[WarningsOut]:
    change = change_by(request, Deed.KEEP_REGISTERS, given.reason)
    project = project_for(viewer_in(request), pk)
    read = add_code(project=project, code=given.code, change=change)
    return Status(201, WarningsOut(warnings=_said(read.warnings)))


@router.get("/{pk}/gates", response={200: list[GateRow], **PROBLEMS})
def show_gates(request: HttpRequest, pk: Number) -> list[GateRow]:
    """The stages that may come next, each with what is still missing."""
    return gates_of(project_for(viewer_in(request), pk))


@router.post("/{pk}/stage", response={200: ProjectMissingOut, **PROBLEMS})
def move_stage(request: HttpRequest, pk: Number, move: StageMove) -> ProjectMissingOut:
    deed = Deed.BYPASS_GATE if move.is_bypassed else Deed.KEEP_REGISTERS
    change = change_by(request, deed, move.reason)
    project = project_for(viewer_in(request), pk)
    left = moved_on(project=project, to=move.to, is_bypassed=move.is_bypassed, change=change)
    return ProjectMissingOut(missing=[part.name for part in left])


@router.post("/{pk}/withdrawal", response={200: Made, **PROBLEMS})
def move_out(request: HttpRequest, pk: Number, given: Withdrawal) -> Made:
    """Take a project out of the work, or back in; its records stay."""
    change = change_by(request, Deed.KEEP_REGISTERS, given.reason)
    project = project_for(viewer_in(request), pk)
    withdraw_project(project=project, is_withdrawn=given.is_withdrawn, change=change)
    return Made(id=pk)


@router.post("/{pk}/papers", response={201: Made, **PROBLEMS})
def create_paper(request: HttpRequest, pk: Number, given: PaperIn) -> Status[Made]:
    change = change_by(request, Deed.KEEP_REGISTERS, given.reason)
    project = project_for(viewer_in(request), pk)
    row = hand_in_paper(project=project, kind=given.kind, note=given.note, change=change)
    return Status(201, Made(id=row.pk))


def _values(fields: ProjectFields) -> ProjectValues:
    values: ProjectValues = fields.model_dump(exclude_unset=True)  # type: ignore[assignment]
    return values


def _said(sentences: tuple[Sentence, ...]) -> list[Said]:
    return [Said(zh=sentence.zh, en=sentence.en) for sentence in sentences]
