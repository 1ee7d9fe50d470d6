"""The enterprise's own file, corrections, form proposals, permits and delivered documents."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Any, Literal, cast

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema
from ninja.responses import Status

from jigai.api.authentication import change_by, owner_in, viewer_in
from jigai.api.errors import PROBLEMS, Said
from jigai.api.schemas import Made, Number, Reasoned, Text
from jigai.api.v1.reports import ReportFields
from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.evidence.queries.content import content_of
from jigai.apps.portal.actions.decide import withdraw
from jigai.apps.portal.actions.permit_form import end_form_permit, permit_form
from jigai.apps.portal.queries.access import correction_for, own_letter, proposal_for
from jigai.apps.portal.queries.due_forms import PermitLine, permit_lines
from jigai.apps.portal.queries.requests import (
    CorrectionRow,
    ProposalRow,
    correction_rows,
    proposal_rows,
)
from jigai.apps.projects.actions.save_draft_report import ReportValues
from jigai.apps.projects.queries.access import project_for
from jigai.apps.registry.actions.add_contact import add_contact
from jigai.apps.registry.queries.access import enterprise_for
from jigai.apps.registry.queries.own import own_enterprise
from jigai.apps.reports.actions.hand_over_document import hand_over_document
from jigai.apps.reports.actions.record_delivery import confirm_receipt
from jigai.apps.reports.queries.issued_documents import document_for, file_of
from jigai.flows.correct_file import decide_correction, propose_file_correction
from jigai.flows.own_file import OwnFile, own_file
from jigai.flows.print_own_file import print_own_file
from jigai.flows.propose_report import decide_proposal, propose_progress

router = Router()


class PortalLineOut(Schema):
    """``subject``, ``name`` and ``record_key`` are what a correction of the value names."""

    label: Said
    value: Said
    source: Said
    by: str
    at: datetime | None
    subject: str
    name: str
    record_key: int | None


class SectionOut(Schema):
    key: str
    title: Said
    lines: list[PortalLineOut]


class FormOut(Schema):
    """A due form of an own project; ``is_open``: the unit lets the enterprise fill it in."""

    project_id: int
    project: str
    agency: str
    period: str
    due_on: date
    state: str
    is_open: bool
    proposal: ProposalRow | None


class PortalBadgeOut(Schema):
    """The badge of a project and of its responsible unit, never of the enterprise."""

    project_id: int
    project: str
    period: str
    colour: str
    word: Said
    reason: Said


class FileOut(Schema):
    enterprise_id: int
    name: str
    credit_code: str
    on: date
    sections: list[SectionOut]
    contacts: list[dict[str, Any]]
    looks: list[dict[str, Any]]
    badges: list[PortalBadgeOut]
    forms: list[FormOut]
    deliveries: list[dict[str, Any]]
    corrections: list[CorrectionRow]


class CorrectionIn(Reasoned):
    """``reason`` is why the value is wrong; ``after`` is text as the file writes it."""

    subject: Literal["enterprise", "certificate", "indicators", "project"]
    name: Text
    record_key: int | None = None
    after: Text


class DecisionIn(Schema):
    """``answer`` is read by who asked."""

    is_accepted: bool
    answer: Text
    jump_reason: Text = ""


class ProposalIn(Reasoned):
    project_id: int
    period: str
    values: ReportFields


class OwnContactIn(Reasoned):
    name: Text
    telephone: Text = ""
    duty: Text = ""


class PortalDeliveryIn(Reasoned):
    enterprise_id: int


@router.get("/file", response={200: FileOut, **PROBLEMS})
def show_file(request: HttpRequest, enterprise: int | None = None) -> dict[str, Any]:
    """What the county holds about the caller's own enterprise, each value with its source."""
    file = _file(request, enterprise)
    told = {name: getattr(file, name) for name in FileOut.model_fields}
    for name in ("contacts", "looks", "deliveries"):
        told[name] = [asdict(one) for one in told[name]]
    return told


@router.get("/file/paper", response={200: None, **PROBLEMS})
def show_paper(
    request: HttpRequest, enterprise: int | None = None, language: Literal["zh", "en"] = "zh"
) -> HttpResponse:
    """The same as PDF."""
    content = print_own_file(_file(request, enterprise), language=language)
    return HttpResponse(content, content_type="application/pdf")


@router.post("/contacts", response={201: Made, **PROBLEMS})
def give_contact(request: HttpRequest, given: OwnContactIn) -> Status[Made]:
    """A contact of the own enterprise, sealed; in full for who gave it."""
    change = change_by(request, Deed.PROPOSE, given.reason)
    own = own_enterprise(viewer_in(request), on=timezone.localdate())
    named = given.model_dump(include={"name", "telephone", "duty"})
    return Status(201, Made(id=add_contact(enterprise=own, **named, change=change).pk))


@router.get("/corrections", response={200: list[CorrectionRow], **PROBLEMS})
def list_corrections(request: HttpRequest) -> object:
    """The caller's own, or for the office all in its area."""
    return correction_rows(viewer_in(request), on=timezone.localdate())


@router.post("/corrections", response={201: Made, **PROBLEMS})
def propose(request: HttpRequest, given: CorrectionIn) -> Status[Made]:
    """“This is wrong, because …”; nothing changes until the office accepts."""
    change = change_by(request, Deed.PROPOSE, given.reason)
    made = propose_file_correction(
        enterprise=own_enterprise(viewer_in(request), on=timezone.localdate()),
        subject=given.subject,
        name=given.name,
        record_key=given.record_key,
        after=given.after,
        because=given.reason,
        change=change,
    )
    return Status(201, Made(id=made.pk))


@router.post("/corrections/{pk}/withdraw", response={200: Made, **PROBLEMS})
def take_back(request: HttpRequest, pk: Number, said: Reasoned) -> Made:
    change = change_by(request, Deed.PROPOSE, said.reason)
    found = correction_for(viewer_in(request), pk, on=timezone.localdate())
    return Made(id=withdraw(asked=found, change=change).pk)


@router.post("/corrections/{pk}/decide", response={200: Made, **PROBLEMS})
def decide(request: HttpRequest, pk: Number, given: DecisionIn) -> Made:
    """Accepted, the file changes in the same act under both names."""
    change = change_by(request, Deed.ANSWER, given.answer or "答复更正")
    found = correction_for(viewer_in(request), pk, on=timezone.localdate())
    decide_correction(
        correction=found, is_accepted=given.is_accepted, answer=given.answer, change=change
    )
    return Made(id=found.pk)


@router.get("/proposals", response={200: list[ProposalRow], **PROBLEMS})
def list_proposals(request: HttpRequest) -> object:
    """Forms that enterprises filled in, of projects in the caller's reach."""
    return proposal_rows(viewer_in(request))


@router.post("/proposals", response={201: Made, **PROBLEMS})
def propose_form(request: HttpRequest, given: ProposalIn) -> Status[Made]:
    """Programme information, not a statistical return; it waits for the responsible unit."""
    change = change_by(request, Deed.PROPOSE, given.reason)
    made = propose_progress(
        project=project_for(viewer_in(request), given.project_id),
        period=given.period,
        values=cast("ReportValues", given.values.model_dump(exclude_unset=True)),
        on=timezone.localdate(),
        change=change,
    )
    return Status(201, Made(id=made.pk))


@router.post("/proposals/{pk}/decide", response={200: Made, **PROBLEMS})
def decide_form(request: HttpRequest, pk: Number, given: DecisionIn) -> Made:
    """The unit takes the form over as its report, or refuses it; nothing is written over."""
    change = change_by(request, Deed.HAND_IN, given.answer or "答复企业填写")
    found = proposal_for(viewer_in(request), pk)
    decide_proposal(
        proposal=found,
        is_accepted=given.is_accepted,
        answer=given.answer,
        jump_reason=given.jump_reason,
        change=change,
    )
    return Made(id=found.pk)


@router.get("/permits", response={200: list[PermitLine], **PROBLEMS})
def list_permits(request: HttpRequest) -> object:
    viewer = viewer_in(request)
    require(viewer, Deed.HAND_IN)
    return permit_lines(viewer, on=timezone.localdate())


@router.post("/permits/{project_id}", response={201: Made, **PROBLEMS})
def give_permit(request: HttpRequest, project_id: Number, said: Reasoned) -> Status[Made]:
    """The enterprise may fill in the form of this project."""
    change = change_by(request, Deed.HAND_IN, said.reason)
    project = project_for(viewer_in(request), project_id)
    return Status(
        201, Made(id=permit_form(project=project, on=timezone.localdate(), change=change).pk)
    )


@router.post("/permits/{project_id}/end", response={200: Made, **PROBLEMS})
def end_permit(request: HttpRequest, project_id: Number, said: Reasoned) -> Made:
    change = change_by(request, Deed.HAND_IN, said.reason)
    project = project_for(viewer_in(request), project_id)
    end_form_permit(project=project, on=timezone.localdate(), change=change)
    return Made(id=project.pk)


@router.post("/documents/{pk}/deliver", response={201: Made, **PROBLEMS})
def hand_over(request: HttpRequest, pk: Number, given: PortalDeliveryIn) -> Status[Made]:
    """An issued document to an enterprise, which confirms the receipt."""
    change = change_by(request, Deed.PUBLISH, given.reason)
    viewer = viewer_in(request)
    made = hand_over_document(
        document=document_for(viewer, pk),
        enterprise=enterprise_for(viewer, given.enterprise_id),
        change=change,
    )
    return Status(201, Made(id=made.pk))


@router.post("/letters/{pk}/receive", response={200: Made, **PROBLEMS})
def receive(request: HttpRequest, pk: Number, said: Reasoned) -> Made:
    """The caller's enterprise has the document; once a person."""
    change = change_by(request, Deed.PROPOSE, said.reason)
    found, enterprise = own_letter(viewer_in(request), pk, on=timezone.localdate())
    made = confirm_receipt(document=found, enterprise=enterprise, change=change)
    return Made(id=made.pk)


@router.get("/letters/{pk}/{form}", response={200: None, **PROBLEMS})
def show_letter(
    request: HttpRequest, pk: Number, form: Literal["pdf", "docx", "xlsx"]
) -> HttpResponse:
    found, _enterprise = own_letter(viewer_in(request), pk, on=timezone.localdate())
    file = file_of(found, form)
    return HttpResponse(content_of(file), content_type=file.media_type)


def _file(request: HttpRequest, pk: int | None) -> OwnFile:
    viewer, today = owner_in(request), timezone.localdate()
    return own_file(viewer, enterprise=own_enterprise(viewer, on=today, pk=pk), on=today)
