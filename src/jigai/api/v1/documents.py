"""Documents: issue notices and letters, void a number, keep layouts, export a period's ledger."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import File, Form, Router, Schema, UploadedFile
from ninja.responses import Status
from pydantic import Field

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS
from jigai.api.schemas import Made, Number, Reasoned, Text
from jigai.apps.accounts.permissions import Deed
from jigai.apps.reports.actions.void_number import void_number
from jigai.apps.reports.queries.board_lines import board_by_id
from jigai.apps.reports.queries.issued_documents import (
    DocumentRow,
    document_for,
    document_list,
    number_of,
)
from jigai.apps.reports.queries.letters_due import final_badge
from jigai.domain.periods import parse_period
from jigai.flows.adopt_layout import adopt_layout
from jigai.flows.document_details import MEDIA, DocumentDetails
from jigai.flows.export_ledger import export_editable_ledger, export_ledger
from jigai.flows.issue_notice import issue_notice
from jigai.flows.issue_supervision_letter import issue_supervision_letter

router = Router()
Short = Annotated[str, Field(min_length=1, max_length=60)]


class NoticeIn(Reasoned):
    """The office's words on a notice; ``addressees`` and ``copy_to`` hold one name a line."""

    board: Annotated[int, Field(ge=1, le=9_223_372_036_854_775_807)]
    series: Short
    issuing_body: Short
    issued_on: date
    addressees: Text
    copy_to: Text = ""
    printed_by: Text = ""


class LetterIn(Reasoned):
    """The office's words on a letter for one final red or yellow badge."""

    badge: Annotated[int, Field(ge=1, le=9_223_372_036_854_775_807)]
    series: Short
    issuing_body: Short
    issued_on: date
    contact: Text
    copy_to: Text = ""
    reply_work_days: Annotated[int, Field(ge=1, le=60)] = 5


class LayoutIn(Reasoned):
    kind: Short
    valid_from: date
    note: Annotated[str, Field(max_length=200)] = ""


class DocumentOut(Schema):
    id: int
    kind: str
    title: str
    number: str
    is_void: bool
    period: str
    issued_at: datetime


@router.get("", response={200: list[DocumentOut], **PROBLEMS})
def list_documents(request: HttpRequest) -> list[DocumentRow]:
    """The newest documents that the caller may see."""
    return document_list(viewer_in(request))


@router.post("/notices", response={201: Made, **PROBLEMS})
def make_notice(request: HttpRequest, given: NoticeIn) -> Status[Made]:
    """Issue the notice of a published board; a refusal takes no number."""
    change = change_by(request, Deed.PUBLISH, given.reason)
    details = DocumentDetails(**given.dict(exclude={"board", "reason", "issued_on"}))
    issued = issue_notice(
        board=board_by_id(given.board), details=details, issued_on=given.issued_on, change=change
    )
    return Status(201, Made(id=issued.pk))


@router.post("/letters", response={201: Made, **PROBLEMS})
def make_letter(request: HttpRequest, given: LetterIn) -> Status[Made]:
    """Issue one supervision letter to the responsible unit."""
    change = change_by(request, Deed.PUBLISH, given.reason)
    details = DocumentDetails(**given.dict(exclude={"badge", "reason", "issued_on"}))
    badge = final_badge(viewer_in(request), given.badge)
    issued = issue_supervision_letter(
        badge=badge, details=details, issued_on=given.issued_on, change=change
    )
    return Status(201, Made(id=issued.pk))


@router.post("/{pk}/void", response={200: Made, **PROBLEMS})
def void(request: HttpRequest, pk: Number, said: Reasoned) -> Made:
    """Cancel the number; it stays in the register with its reason."""
    change = change_by(request, Deed.PUBLISH, said.reason)
    document = document_for(viewer_in(request), pk)
    void_number(number=number_of(document), reason=said.reason, change=change)
    return Made(id=pk)


@router.post("/layouts", response={201: Made, **PROBLEMS})
def add_layout(
    request: HttpRequest, given: Form[LayoutIn], file: File[UploadedFile]
) -> Status[Made]:
    """Keep a changed layout; wrong places are refused with their cells."""
    change = change_by(request, Deed.PUBLISH, given.reason)
    layout = adopt_layout(
        kind=given.kind,
        name=file.name or given.kind,
        content=file.read(),
        valid_from=given.valid_from,
        note=given.note,
        change=change,
    )
    return Status(201, Made(id=layout.pk))


@router.get("/ledger/{period}", response={200: bytes, **PROBLEMS})
def ledger(request: HttpRequest, period: str, editable: bool = False) -> HttpResponse:  # noqa: FBT001, FBT002 - a query parameter
    """The ledger of a period as .xlsx: official, or to edit and import again."""
    viewer, chosen = viewer_in(request), parse_period(period)
    if editable:
        found = export_editable_ledger(viewer, period=chosen)
    else:
        found = export_ledger(viewer, period=chosen, written_on=timezone.localdate())
    return HttpResponse(found.content, content_type=MEDIA["xlsx"])
