"""Letters to many enterprises, and how documents reached their addressees."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema
from ninja.responses import Status
from pydantic import Field

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS
from jigai.api.schemas import Made, Number, Reasoned, Text
from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.reports.actions.record_delivery import confirm_receipt, record_delivery
from jigai.apps.reports.queries.issued_documents import document_for
from jigai.apps.reports.queries.letter_runs import (
    RunRow,
    confirming_document,
    receiving_enterprise,
    run_called,
    run_row,
    run_rows,
)
from jigai.flows.document_details import MEDIA, DocumentDetails
from jigai.flows.issue_letters import (
    AT_ONCE,
    letters_as_zip,
    merged_letters,
    order_letter_run,
    work_through,
)
from jigai.flows.letter_places import firms_of
from jigai.jobs.make_letters import make_letters

router = Router()
Short = Annotated[str, Field(min_length=1, max_length=60)]
Id = Annotated[int, Field(ge=1, le=9_223_372_036_854_775_807)]


class LettersIn(Reasoned):
    """``group`` or ``enterprise_ids``; ``text`` holds one paragraph a line, places in braces."""

    subject: Annotated[str, Field(min_length=1, max_length=100)]
    text: Annotated[str, Field(min_length=1, max_length=4_000)]
    series: Short
    issuing_body: Short
    issued_on: date
    copy_to: Text = ""
    printed_by: Text = ""
    group: Literal["", "ending", "silent", "library"] = ""
    enterprise_ids: list[Id] = []


class LetterRunOut(Schema):
    batch: str
    subject: str
    first: str
    last: str
    total: int
    made: int
    void: int
    delivered: int
    is_done: bool
    has_merged: bool
    ordered_at: datetime
    owner: str


class DeliveryIn(Reasoned):
    way: Literal["hand", "post", "oa", "email"]
    delivered_on: date
    note: Annotated[str, Field(max_length=200)] = ""


@router.get("", response={200: list[LetterRunOut], **PROBLEMS})
def list_runs(request: HttpRequest) -> list[RunRow]:
    require(viewer_in(request), Deed.PUBLISH)
    return run_rows()


@router.post("", response={201: LetterRunOut, **PROBLEMS})
def order(request: HttpRequest, given: LettersIn) -> Status[RunRow]:
    """Number one letter for each; files are made at once for a few, else in the background."""
    change, viewer = change_by(request, Deed.PUBLISH, given.reason), viewer_in(request)
    keys = list(given.enterprise_ids)
    if given.group:
        keys += firms_of(viewer, given.group, on=timezone.localdate())
    details = {"series", "issuing_body", "copy_to", "printed_by"}
    run = order_letter_run(
        viewer,
        enterprise_ids=keys,
        subject=given.subject,
        text=given.text,
        details=DocumentDetails(**given.dict(include=details)),
        issued_on=given.issued_on,
        change=change,
    )
    if len(run.places) <= AT_ONCE:
        run = work_through(batch=run.batch, at=timezone.localtime())
    else:
        make_letters.enqueue(run.batch)
    return Status(201, run_row(run))


@router.get("/{batch}", response={200: LetterRunOut, **PROBLEMS})
def show(request: HttpRequest, batch: str) -> RunRow:
    require(viewer_in(request), Deed.PUBLISH)
    return run_row(run_called(batch))


@router.get("/{batch}/zip", response={200: bytes, **PROBLEMS})
def packed(request: HttpRequest, batch: str) -> HttpResponse:
    require(viewer_in(request), Deed.PUBLISH)
    return HttpResponse(letters_as_zip(run_called(batch)), content_type="application/zip")


@router.get("/{batch}/merged", response={200: bytes, **PROBLEMS})
def merged(request: HttpRequest, batch: str) -> HttpResponse:
    require(viewer_in(request), Deed.PUBLISH)
    return HttpResponse(merged_letters(run_called(batch)), content_type=MEDIA["pdf"])


@router.post("/documents/{pk}/deliveries", response={201: Made, **PROBLEMS})
def deliver(request: HttpRequest, pk: Number, given: DeliveryIn) -> Status[Made]:
    """How and when a document reached its addressee."""
    change = change_by(request, Deed.PUBLISH, given.reason)
    kept = record_delivery(
        document=document_for(viewer_in(request), pk),
        way=given.way,
        delivered_on=given.delivered_on,
        note=given.note,
        change=change,
    )
    return Status(201, Made(id=kept.pk))


@router.post("/documents/{pk}/confirm", response={201: Made, **PROBLEMS})
def confirm(request: HttpRequest, pk: Number, said: Reasoned) -> Status[Made]:
    """The addressee says that the document arrived."""
    change = change_by(request, None, said.reason)
    viewer = viewer_in(request)
    document = confirming_document(viewer, pk)
    firm = receiving_enterprise(viewer, document)
    kept = confirm_receipt(document=document, enterprise=firm, change=change)
    return Status(201, Made(id=kept.pk))
