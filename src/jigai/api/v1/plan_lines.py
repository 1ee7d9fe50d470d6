"""Lines of plans: added, edited, removed, with their paper and the project that does them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import File, Form, Router
from ninja.files import UploadedFile
from ninja.responses import Status

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS
from jigai.api.schemas import Changed, Made, Number, Reasoned
from jigai.api.v1.plan_shapes import MeasureProjectIn, PlanLineIn, PlanNewLineIn
from jigai.apps.accounts.permissions import Deed
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.queries.versions import version_of
from jigai.apps.evidence.queries.content import content_of
from jigai.apps.planning.actions.add_line import add_line
from jigai.apps.planning.actions.attach_line_file import attach_line_file
from jigai.apps.planning.actions.edit_line import edit_line
from jigai.apps.planning.actions.link_measure import link_measure
from jigai.apps.planning.actions.remove_line import remove_line
from jigai.apps.planning.actions.unlink_measure import unlink_measure
from jigai.apps.planning.queries.access import (
    NoSuchLine,
    gap_for,
    line_for,
    link_for,
    version_for,
)
from jigai.apps.projects.queries.access import project_for

router = Router()
APART = {"reason", "version", "kind"}


@router.post("/versions/{pk}/lines", response={201: Made, **PROBLEMS})
def add(request: HttpRequest, pk: Number, given: PlanNewLineIn) -> Status[Made]:
    """Add a line of a kind; its key is the next free one of the theme."""
    change = change_by(request, Deed.PLAN, given.reason)
    viewer = viewer_in(request)
    version = version_for(viewer, pk)
    made = add_line(version=version, kind=given.kind, values=_values(viewer, given), change=change)
    return Status(201, Made(id=made.pk))


@router.put("/lines/{pk}", response={200: Changed, **PROBLEMS})
def edit(request: HttpRequest, pk: Number, given: PlanLineIn) -> Changed:
    change = change_by(request, Deed.PLAN, given.reason)
    viewer = viewer_in(request)
    line = line_for(viewer, pk)
    base = version_of(line) if given.version is None else given.version
    changed = edit_line(line=line, base=base, values=_values(viewer, given), change=change)
    return Changed(fields=list(changed))


@router.post("/lines/{pk}/remove", response={200: Made, **PROBLEMS})
def remove(request: HttpRequest, pk: Number, given: Reasoned) -> Made:
    change = change_by(request, Deed.PLAN, given.reason)
    remove_line(line=line_for(viewer_in(request), pk), change=change)
    return Made(id=pk)


@router.post("/lines/{pk}/file", response={200: Made, **PROBLEMS})
def attach(request: HttpRequest, pk: Number, file: File[UploadedFile], reason: Form[str]) -> Made:
    """The paper behind a line: picture or PDF, judged by its content."""
    change = change_by(request, Deed.PLAN, reason)
    line = line_for(viewer_in(request), pk)
    attach_line_file(line=line, name=file.name or "", content=file.read(), change=change)
    return Made(id=pk)


@router.get("/lines/{pk}/file", response={200: bytes, **PROBLEMS})
def show_file(request: HttpRequest, pk: Number) -> HttpResponse:
    file = line_for(viewer_in(request), pk).file
    if file is None:
        raise NoSuchLine(pk=pk)
    return HttpResponse(content_of(file), content_type=file.media_type)


@router.post("/lines/{pk}/projects", response={201: Made, **PROBLEMS})
def link(request: HttpRequest, pk: Number, given: MeasureProjectIn) -> Status[Made]:
    """Say which project carries the line out; it holds through later versions."""
    change = change_by(request, Deed.PLAN, given.reason)
    viewer = viewer_in(request)
    line, project = line_for(viewer, pk), project_for(viewer, given.project_id)
    return Status(201, Made(id=link_measure(line=line, project=project, change=change).pk))


@router.post("/links/{pk}/remove", response={200: Made, **PROBLEMS})
def unlink(request: HttpRequest, pk: Number, given: Reasoned) -> Made:
    change = change_by(request, Deed.PLAN, given.reason)
    unlink_measure(link=link_for(viewer_in(request), pk), change=change)
    return Made(id=pk)


def _values(viewer: Viewer, given: PlanLineIn) -> dict[str, Any]:
    values: dict[str, Any] = given.model_dump(exclude_unset=True, exclude=APART)
    if "gap_id" in values:
        number = values.pop("gap_id")
        values["gap"] = gap_for(viewer, number) if number else None
    return values
