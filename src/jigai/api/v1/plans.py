"""Plans of enterprises: begun, written, approved by a second person, amended, exchanged."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import File, Form, Router
from ninja.files import UploadedFile
from ninja.responses import Status

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS
from jigai.api.schemas import Changed, Made, Number, Reasoned
from jigai.api.v1.plan_shapes import (
    EnterprisePlanIn,
    EnterprisePlanOut,
    PlanApprovalIn,
    PlanDifferenceOut,
    PlanHeadIn,
    PlanKindOut,
    PlanMissingOut,
    PlanRouteIn,
    PlanRouteOut,
    PlanSheetOut,
    PlanVersionOut,
)
from jigai.apps.accounts.permissions import Deed
from jigai.apps.accounts.queries.people import agency_by
from jigai.apps.audit.queries.versions import version_of
from jigai.apps.planning.actions.amend_plan import amend_plan
from jigai.apps.planning.actions.approve_plan import approve_plan
from jigai.apps.planning.actions.begin_plan import begin_plan
from jigai.apps.planning.actions.discard_plan_version import discard_plan_version
from jigai.apps.planning.actions.edit_plan_head import edit_plan_head
from jigai.apps.planning.actions.return_plan import return_plan
from jigai.apps.planning.actions.submit_plan import submit_plan
from jigai.apps.planning.catalogue import KINDS, fields_of
from jigai.apps.planning.queries.access import NoSuchVersion, plan_for, version_for
from jigai.apps.planning.queries.plans import plans_seen, standing_version, version_card
from jigai.apps.planning.queries.readiness import missing_of
from jigai.apps.planning.queries.versions import difference
from jigai.apps.registry.queries.access import enterprise_for
from jigai.flows.document_details import MEDIA
from jigai.flows.exchange_plan import export_plan, import_plan
from jigai.flows.plan_route import plan_route
from jigai.flows.print_plan import print_plan

router = Router()
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@router.get("", response={200: list[EnterprisePlanOut], **PROBLEMS})
def list_plans(request: HttpRequest, enterprise_id: int | None = None) -> object:
    return plans_seen(viewer_in(request), enterprise_id=enterprise_id)


@router.post("", response={201: Made, **PROBLEMS})
def begin(request: HttpRequest, given: EnterprisePlanIn) -> Status[Made]:
    """Open a plan from the template, with a measure for each gap; returns its first version."""
    change = change_by(request, Deed.PLAN, given.reason)
    made = begin_plan(
        enterprise=enterprise_for(viewer_in(request), given.enterprise_id),
        title=given.title,
        first_year=given.first_year,
        last_year=given.last_year,
        owner=agency_by(given.owner_id) if given.owner_id else None,
        is_empty=given.is_empty,
        change=change,
    )
    return Status(201, Made(id=made.pk))


@router.get("/kinds", response={200: list[PlanKindOut], **PROBLEMS})
def list_kinds(request: HttpRequest) -> object:
    """Which lines there are on each theme, and what they hold."""
    viewer_in(request)
    return [
        PlanKindOut(
            kind=kind,
            label=spec.label,  # type: ignore[arg-type]
            theme=spec.theme,
            columns=list(fields_of(kind)),
            needed=["title", *spec.needed, "evidence"],
        )
        for kind, spec in KINDS.items()
    ]


@router.get("/{pk}", response={200: PlanVersionOut, **PROBLEMS})
def show_plan(request: HttpRequest, pk: Number) -> object:
    """The version that holds: the approved one, or the draft while none is approved."""
    viewer = viewer_in(request)
    version = standing_version(plan_for(viewer, pk))
    if version is None:
        raise NoSuchVersion(pk=pk)
    return version_card(version, viewer)


@router.post("/{pk}/amend", response={201: Made, **PROBLEMS})
def amend(request: HttpRequest, pk: Number, given: Reasoned) -> Status[Made]:
    change = change_by(request, Deed.PLAN, given.reason)
    return Status(201, Made(id=amend_plan(plan=plan_for(viewer_in(request), pk), change=change).pk))


@router.get("/versions/{pk}", response={200: PlanVersionOut, **PROBLEMS})
def show_version(request: HttpRequest, pk: Number) -> object:
    viewer = viewer_in(request)
    return version_card(version_for(viewer, pk), viewer)


@router.put("/versions/{pk}", response={200: Changed, **PROBLEMS})
def put_head(request: HttpRequest, pk: Number, given: PlanHeadIn) -> Changed:
    change = change_by(request, Deed.PLAN, given.reason)
    version = version_for(viewer_in(request), pk)
    values: dict[str, Any] = given.model_dump(exclude_unset=True, exclude={"reason", "version"})
    if values.get("owner_id"):
        values["owner_id"] = agency_by(values["owner_id"]).pk
    base = version_of(version) if given.version is None else given.version
    changed = edit_plan_head(version=version, base=base, values=values, change=change)
    return Changed(fields=list(changed))


@router.get("/versions/{pk}/missing", response={200: list[PlanMissingOut], **PROBLEMS})
def show_missing(request: HttpRequest, pk: Number) -> object:
    """What stands against submitting."""
    return missing_of(version_for(viewer_in(request), pk))


@router.get("/versions/{pk}/difference", response={200: PlanDifferenceOut, **PROBLEMS})
def show_difference(request: HttpRequest, pk: Number, against: int | None = None) -> object:
    """Against the approved version before it, or against the number given."""
    return difference(version_for(viewer_in(request), pk), against=against)


@router.get("/versions/{pk}/sheet", response={200: bytes, **PROBLEMS})
def download_sheet(request: HttpRequest, pk: Number) -> HttpResponse:
    """Every line as a workbook, to edit and send back."""
    content = export_plan(version_for(viewer_in(request), pk))
    answer = HttpResponse(content, content_type=WORKBOOK)
    answer["Content-Disposition"] = f'attachment; filename="plan-{pk}.xlsx"'
    return answer


@router.post("/versions/{pk}/sheet", response={200: PlanSheetOut, **PROBLEMS})
def upload_sheet(
    request: HttpRequest, pk: Number, file: File[UploadedFile], reason: Form[str]
) -> object:
    """The edited workbook: only edited cells change; with one problem nothing is saved."""
    change = change_by(request, Deed.PLAN, reason)
    version = version_for(viewer_in(request), pk)
    return import_plan(version=version, content=file.read(), name=file.name or "", change=change)


@router.get("/versions/{pk}/paper", response={200: bytes, **PROBLEMS})
def show_paper(
    request: HttpRequest,
    pk: Number,
    language: Literal["zh", "en"] = "zh",
    form: Literal["pdf", "docx"] = "pdf",
) -> HttpResponse:
    viewer, today = viewer_in(request), timezone.localdate()
    version = version_for(viewer, pk)
    content = print_plan(version, viewer, on=today, language=language, form=form)
    return HttpResponse(content, content_type=MEDIA[form])


@router.post("/versions/{pk}/route", response={201: PlanRouteOut, **PROBLEMS})
def add_route(request: HttpRequest, pk: Number, given: PlanRouteIn) -> Status[object]:
    """Write a proved way up into a draft: the rung as a target, its steps as tasks."""
    change = change_by(request, Deed.PLAN, given.reason)
    today: date = timezone.localdate()
    made = plan_route(
        version=version_for(viewer_in(request), pk),
        rung=given.rung,
        by=given.by,
        number=given.number,
        on=today,
        change=change,
    )
    return Status(201, made)


@router.post("/versions/{pk}/submit", response={200: Made, **PROBLEMS})
def submit(request: HttpRequest, pk: Number, given: Reasoned) -> Made:
    change = change_by(request, Deed.PLAN, given.reason)
    return Made(id=submit_plan(version=version_for(viewer_in(request), pk), change=change).pk)


@router.post("/versions/{pk}/return", response={200: Made, **PROBLEMS})
def give_back(request: HttpRequest, pk: Number, given: Reasoned) -> Made:
    change = change_by(request, Deed.APPROVE_PLANS, given.reason)
    return Made(id=return_plan(version=version_for(viewer_in(request), pk), change=change).pk)


@router.post("/versions/{pk}/approve", response={200: Made, **PROBLEMS})
def approve(request: HttpRequest, pk: Number, given: PlanApprovalIn) -> Made:
    """As a person who did not write in it."""
    change = change_by(request, Deed.APPROVE_PLANS, given.reason)
    version = version_for(viewer_in(request), pk)
    return Made(id=approve_plan(version=version, decision=given.decision, change=change).pk)


@router.post("/versions/{pk}/discard", response={200: Made, **PROBLEMS})
def discard(request: HttpRequest, pk: Number, given: Reasoned) -> Made:
    change = change_by(request, Deed.PLAN, given.reason)
    version = version_for(viewer_in(request), pk)
    return Made(id=discard_plan_version(version=version, change=change).pk)
