"""Analyses of effects: order, list, one with its findings or the conditions that failed."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import File, Form, Router, Schema, UploadedFile
from ninja.responses import Status
from pydantic import Field

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS, Said
from jigai.api.schemas import Made, Number, Reasoned
from jigai.apps.accounts.permissions import Deed
from jigai.apps.impact.actions.order_analysis import AnalysisOrder
from jigai.apps.impact.queries.analyses import analysis_card, analysis_for, analysis_rows
from jigai.domain.impact.panel import PanelColumns
from jigai.flows.estimate_impact import SEED, ImpactOptions
from jigai.flows.impact_panel import order_from_file, order_from_register
from jigai.flows.print_impact import print_impact
from jigai.flows.run_impact import rebuild
from jigai.jobs.run_impact import run_impact

router = Router()
Name = Annotated[str, Field(min_length=1, max_length=80)]
Maybe = Annotated[str, Field(max_length=300)]


class AnalysisIn(Reasoned):
    title: Annotated[str, Field(min_length=1, max_length=120)]
    outcome: Name
    note: Maybe = ""
    control: Literal["never", "notyet"] = "never"
    seed: Annotated[int, Field(ge=0, le=2_000_000_000)] = SEED


class FilePanelIn(AnalysisIn):
    """Names of columns; ``covariates`` separated by commas."""

    unit: Name
    time: Name
    cohort: Name
    column: Name
    covariates: Maybe = ""
    weights: Maybe = ""
    cluster: Maybe = ""
    measure: Maybe = ""
    leave_out: bool = False


class RegisterPanelIn(AnalysisIn):
    fact: Name
    by_township: bool = False


class AnalysisLineOut(Schema):
    id: int
    title: str
    outcome: str
    source: str
    state: str
    is_invented: bool
    ordered_at: datetime
    ordered_by: str


class EffectConditionOut(Schema):
    """``is_met`` null: it cannot be tested, and so does not pass."""

    name: str
    title: Said
    is_met: bool | None
    figures: Said
    helps: Said
    source: Said


class AnalysisOut(AnalysisLineOut):
    """``findings`` (``att_gt``, ``aggregate`` and more) only of a printed analysis."""

    note: str
    conditions: list[EffectConditionOut]
    findings: dict[str, Any] | None
    sentences: list[Said]
    caveats: list[Said]
    receipt: dict[str, Any]
    fault: str
    finished_at: datetime | None


class AnalysisRebuiltOut(Schema):
    is_same: bool
    data_digest: str
    versions_then: dict[str, str]
    versions_now: dict[str, str]


@router.get("", response={200: list[AnalysisLineOut], **PROBLEMS})
def list_analyses(request: HttpRequest) -> object:
    return analysis_rows(viewer_in(request))


@router.post("", response={201: Made, **PROBLEMS})
def order_upload(
    request: HttpRequest, given: Form[FilePanelIn], file: File[UploadedFile]
) -> Status[Made]:
    """A panel in a file; it runs in the background."""
    change = change_by(request, Deed.EVALUATE, given.reason)
    made = order_from_file(
        order=_order(given, file_name=file.name or ""),
        content=file.read(),
        columns=PanelColumns(
            unit=given.unit,
            time=given.time,
            cohort=given.cohort,
            outcome=given.column,
            covariates=tuple(n.strip() for n in given.covariates.split(",") if n.strip()),
            weights=given.weights,
            cluster=given.cluster,
            measure=given.measure,
        ),
        options=ImpactOptions(control=given.control, seed=given.seed),
        leave_out=given.leave_out,
        change=change,
    )
    run_impact.enqueue(made.pk)
    return Status(201, Made(id=made.pk))


@router.post("/register", response={201: Made, **PROBLEMS})
def order_register(request: HttpRequest, given: RegisterPanelIn) -> Status[Made]:
    """A yearly fact of the register; a firm starts with its first completed project."""
    change = change_by(request, Deed.EVALUATE, given.reason)
    made = order_from_register(
        order=_order(given),
        fact=given.fact,
        by_township=given.by_township,
        options=ImpactOptions(control=given.control, seed=given.seed),
        change=change,
    )
    run_impact.enqueue(made.pk)
    return Status(201, Made(id=made.pk))


@router.get("/{pk}", response={200: AnalysisOut, **PROBLEMS})
def show_analysis(request: HttpRequest, pk: Number) -> dict[str, Any]:
    card = analysis_card(analysis_for(viewer_in(request), pk))
    row = card.row
    return {
        **{name: getattr(row, name) for name in AnalysisLineOut.model_fields},
        "note": card.note,
        "conditions": card.conditions,
        "findings": card.findings.as_json() if card.findings else None,
        "sentences": card.sentences,
        "caveats": card.caveats,
        "receipt": dict(card.receipt),
        "fault": card.fault,
        "finished_at": card.finished_at,
    }


@router.get("/{pk}/paper", response={200: bytes, **PROBLEMS})
def analysis_paper(request: HttpRequest, pk: Number) -> HttpResponse:
    card = analysis_card(analysis_for(viewer_in(request), pk))
    return HttpResponse(print_impact(card, on=timezone.localdate()), content_type="application/pdf")


@router.get("/{pk}/rebuild", response={200: AnalysisRebuiltOut, **PROBLEMS})
def rebuild_analysis(request: HttpRequest, pk: Number) -> object:
    """Run it again from the frozen panel and compare; it takes some seconds."""
    return rebuild(analysis_for(viewer_in(request), pk))


def _order(given: AnalysisIn, *, file_name: str = "") -> AnalysisOrder:
    return AnalysisOrder(given.title, given.outcome, note=given.note, file_name=file_name)
