"""Photos and vouchers of reports, and the check that every stored file is still itself."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile
from ninja.responses import Status

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS, Said
from jigai.api.schemas import Made, Number, Reasoned
from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.evidence.purposes import Purpose
from jigai.apps.evidence.queries.checks import CheckRow, check_rows
from jigai.apps.evidence.queries.content import content_of
from jigai.apps.projects.queries.access import project_for
from jigai.apps.projects.queries.evidence import evidence_for, evidence_row
from jigai.apps.rounds.queries.report_form import report_form
from jigai.flows.check_evidence import check_evidence
from jigai.flows.give_evidence import give_evidence, take_evidence_away

router = Router()


class EvidenceOut(Schema):
    id: int
    name: str
    purpose: Said
    media_type: str
    size_bytes: int
    sha256: str


class CheckedOut(Schema):
    id: int
    checked_at: datetime
    file_count: int
    damaged_count: int


@router.get("/checks", response={200: list[CheckRow], **PROBLEMS})
def list_checks(request: HttpRequest) -> list[CheckRow]:
    """The checks of stored files, the newest first; damaged files by name, project and period."""
    require(viewer_in(request), Deed.AUDIT)
    return check_rows()


@router.post("/checks", response={200: CheckedOut, **PROBLEMS})
def check_now(request: HttpRequest, said: Reasoned) -> CheckedOut:
    change = change_by(request, Deed.AUDIT, said.reason)
    made = check_evidence(change=change)
    return CheckedOut(
        id=made.pk,
        checked_at=made.checked_at,
        file_count=made.file_count,
        damaged_count=len(made.damaged),
    )


@router.get("/reports/{period}/{project_id}", response={200: list[EvidenceOut], **PROBLEMS})
def list_evidence(request: HttpRequest, period: str, project_id: Number) -> object:
    return list(report_form(viewer_in(request), period=period, project_id=project_id).files)


@router.post("/reports/{period}/{project_id}", response={201: EvidenceOut, **PROBLEMS})
def give(
    request: HttpRequest,
    period: str,
    project_id: Number,
    file: File[UploadedFile],
    purpose: Form[Purpose],
    reason: Form[str],
    device_sha256: Form[str] = "",
) -> Status[object]:
    """Attach a picture or PDF; it is judged by its content, pictures lose place and device."""
    change = change_by(request, Deed.HAND_IN, reason)
    photo = give_evidence(
        project=project_for(viewer_in(request), project_id),
        period=period,
        name=file.name or "",
        content=file.read(),
        purpose=purpose,
        device_sha256=device_sha256,
        change=change,
    )
    return Status(201, evidence_row(photo))


@router.get("/{pk}/content", response={200: None, **PROBLEMS})
def show_content(request: HttpRequest, pk: Number) -> HttpResponse:
    """The stored bytes, checked against their hash."""
    kept = evidence_for(viewer_in(request), pk).attachment
    return HttpResponse(content_of(kept), content_type=kept.media_type)


@router.post("/{pk}/remove", response={200: Made, **PROBLEMS})
def remove(request: HttpRequest, pk: Number, said: Reasoned) -> Made:
    change = change_by(request, Deed.HAND_IN, said.reason)
    take_evidence_away(photo=evidence_for(viewer_in(request), pk), change=change)
    return Made(id=pk)
