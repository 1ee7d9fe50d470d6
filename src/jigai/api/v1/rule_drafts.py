"""The rule workshop: drafts written, proved, previewed, tested, reviewed and released."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from ninja.responses import Status
from pydantic import Field

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS, Said
from jigai.api.schemas import Made, Number, Reasoned, Text
from jigai.api.v1.rule_moves import PreviewOut, TestedOut, preview_out, tested_out
from jigai.apps.accounts.permissions import Deed
from jigai.apps.audit.queries.versions import version_of
from jigai.apps.scoring.actions.discard_rule_draft import discard_rule_draft
from jigai.apps.scoring.actions.edit_rule_draft import LONGEST, edit_rule_draft
from jigai.apps.scoring.actions.release_rule_draft import release_rule_draft
from jigai.apps.scoring.actions.return_rule_draft import return_rule_draft
from jigai.apps.scoring.actions.submit_rule_draft import submit_rule_draft
from jigai.apps.scoring.queries.access import draft_for, require_workshop
from jigai.apps.scoring.queries.drafts import draft_row, draft_rows, readable_draft, reading_of
from jigai.domain.rules.draft import DraftReading
from jigai.flows.back_test_rule import back_test_rule
from jigai.flows.draft_rule import draft_from_edition, draft_from_text
from jigai.flows.edit_rule_part import (
    confirm_rule_cases,
    edit_rule_part,
    shape_rule_part,
)
from jigai.flows.preview_rule import preview_rule

router = Router()
Toml = Annotated[str, Field(max_length=LONGEST)]


class DraftOut(Schema):
    id: int
    rule_set: str
    subject: str
    title: str
    title_en: str
    reason: str
    state: str
    authors: str
    base_digest: str
    edited_at: datetime
    returned_by: str
    returned_because: str


class ProblemOut(Schema):
    """A fault of the text; ``file`` is ``rule.toml`` or ``cases.toml``."""

    file: str
    line: int
    code: str
    said: Said
    remedy: Said


class ProposalOut(Schema):
    """A case that is missing, as it may be confirmed by its number."""

    number: int
    boundary: Said
    side: Said
    outcome: str


class FailingOut(Schema):
    """A case that gives something else than it says."""

    place: int
    name: str
    expected: str
    found: str


class WholeDraft(DraftOut):
    """``version`` is sent back with an edit of the texts."""

    text: str
    cases: str
    version: int
    is_sound: bool
    problem: ProblemOut | None
    failing: list[FailingOut]
    missing: int
    proposals: list[ProposalOut]


class CopyIn(Reasoned):
    """A copy of an edition; ``as_id`` makes it a rule of its own."""

    rule_set: Text
    digest: Text
    as_id: Text = ""


class TextsIn(Reasoned):
    text: Toml
    cases: Toml
    subject: Literal["", "project", "enterprise", "platform"] = ""


class EditIn(Reasoned):
    text: Toml
    cases: Toml
    version: int


class PartIn(Reasoned):
    """Name of a value (its path joined by dots) → the new value; others stay."""

    values: dict[str, Text]


class ShapeIn(Reasoned):
    shaping: Literal["copy", "up", "remove"]


class ConfirmIn(Reasoned):
    failing: list[int] = []
    proposals: list[int] = []


class ReleaseIn(Reasoned):
    """``decision`` is the document by which the county decided."""

    valid_from: date
    decision: Text


@router.get("", response={200: list[DraftOut], **PROBLEMS})
def list_drafts(request: HttpRequest) -> object:
    require_workshop(viewer_in(request))
    return [draft_row(one) for one in draft_rows().order_by("-edited_at", "-id")]


@router.post("", response={201: Made, **PROBLEMS})
def begin(request: HttpRequest, new: CopyIn) -> Status[Made]:
    change = change_by(request, Deed.DRAFT_RULES, new.reason)
    made = draft_from_edition(
        rule_set_id=new.rule_set, digest=new.digest, as_id=new.as_id, change=change
    )
    return Status(201, Made(id=made.pk))


@router.post("/texts", response={201: Made, **PROBLEMS})
def begin_from_texts(request: HttpRequest, new: TextsIn) -> Status[Made]:
    change = change_by(request, Deed.DRAFT_RULES, new.reason)
    made = draft_from_text(text=new.text, cases=new.cases, subject=new.subject, change=change)
    return Status(201, Made(id=made.pk))


@router.get("/{pk}", response={200: WholeDraft, **PROBLEMS})
def show_draft(request: HttpRequest, pk: Number) -> WholeDraft:
    draft = draft_for(viewer_in(request), pk)
    reading = reading_of(draft)
    row = draft_row(draft)
    head = DraftOut.model_validate(row, from_attributes=True).model_dump()
    problem = reading.problem
    return WholeDraft(
        **head,
        text=row.text,
        cases=row.cases,
        version=version_of(draft),
        is_sound=reading.is_sound,
        problem=ProblemOut.model_validate(problem, from_attributes=True) if problem else None,
        failing=_failing(reading),
        missing=len(reading.review.missing) if reading.review else 0,
        proposals=_proposals(reading),
    )


def _failing(reading: DraftReading) -> list[FailingOut]:
    found = reading.review.failing if reading.review else ()
    return [
        FailingOut(
            place=one.place, name=one.case.name, expected=one.expected.name, found=one.found.name
        )
        for one in found
    ]


def _proposals(reading: DraftReading) -> list[ProposalOut]:
    return [
        ProposalOut.model_validate(
            {
                "number": number,
                "boundary": one.missing.boundary_words,
                "side": one.missing.side_words,
                "outcome": one.outcome.name,
            },
            from_attributes=True,
        )
        for number, one in enumerate(reading.proposals())
    ]


@router.put("/{pk}", response={200: Made, **PROBLEMS})
def edit_texts(request: HttpRequest, pk: Number, given: EditIn) -> Made:
    change = change_by(request, Deed.DRAFT_RULES, given.reason)
    draft = draft_for(viewer_in(request), pk)
    edit_rule_draft(
        draft=draft, text=given.text, cases=given.cases, base=given.version, change=change
    )
    return Made(id=pk)


@router.patch("/{pk}/parts/{address}", response={200: Made, **PROBLEMS})
def edit_part(request: HttpRequest, pk: Number, address: str, given: PartIn) -> Made:
    """One part, such as ``threshold.1`` or ``criterion.0.step.0``."""
    change = change_by(request, Deed.DRAFT_RULES, given.reason)
    draft = draft_for(viewer_in(request), pk)
    edit_rule_part(draft=draft, address=address, typed=given.values, seen="", change=change)
    return Made(id=pk)


@router.post("/{pk}/parts/{address}/shape", response={200: Made, **PROBLEMS})
def shape_part(request: HttpRequest, pk: Number, address: str, given: ShapeIn) -> Made:
    change = change_by(request, Deed.DRAFT_RULES, given.reason)
    draft = draft_for(viewer_in(request), pk)
    shape_rule_part(draft=draft, address=address, shaping=given.shaping, change=change)
    return Made(id=pk)


@router.post("/{pk}/cases", response={200: Made, **PROBLEMS})
def confirm_cases(request: HttpRequest, pk: Number, given: ConfirmIn) -> Made:
    change = change_by(request, Deed.DRAFT_RULES, given.reason)
    confirm_rule_cases(
        draft=draft_for(viewer_in(request), pk),
        failing=set(given.failing),
        proposals=set(given.proposals),
        change=change,
    )
    return Made(id=pk)


@router.get("/{pk}/preview", response={200: PreviewOut, **PROBLEMS})
def preview(request: HttpRequest, pk: Number, period: str = "") -> PreviewOut:
    """Who would move; nothing is written."""
    viewer = viewer_in(request)
    rules = readable_draft(draft_for(viewer, pk))
    return preview_out(preview_rule(viewer, draft=rules, on=timezone.localdate(), period=period))


@router.get("/{pk}/back-test", response={200: list[TestedOut], **PROBLEMS})
def back_test(request: HttpRequest, pk: Number) -> list[TestedOut]:
    """Past rounds as the draft would have coloured them; nothing is written."""
    viewer = viewer_in(request)
    rules = readable_draft(draft_for(viewer, pk))
    return [tested_out(one) for one in back_test_rule(viewer, draft=rules)]


@router.post("/{pk}/submission", response={200: Made, **PROBLEMS})
def submit(request: HttpRequest, pk: Number, given: Reasoned) -> Made:
    change = change_by(request, Deed.DRAFT_RULES, given.reason)
    submit_rule_draft(draft=draft_for(viewer_in(request), pk), change=change)
    return Made(id=pk)


@router.post("/{pk}/return", response={200: Made, **PROBLEMS})
def give_back(request: HttpRequest, pk: Number, given: Reasoned) -> Made:
    change = change_by(request, Deed.RELEASE_RULES, given.reason)
    return_rule_draft(draft=draft_for(viewer_in(request), pk), change=change)
    return Made(id=pk)


@router.post("/{pk}/discard", response={200: Made, **PROBLEMS})
def discard(request: HttpRequest, pk: Number, given: Reasoned) -> Made:
    change = change_by(request, Deed.DRAFT_RULES, given.reason)
    discard_rule_draft(draft=draft_for(viewer_in(request), pk), change=change)
    return Made(id=pk)


@router.post("/{pk}/release", response={201: Made, **PROBLEMS})
def release(request: HttpRequest, pk: Number, given: ReleaseIn) -> Status[Made]:
    """By a second person; the number is that of the edition."""
    change = change_by(request, Deed.RELEASE_RULES, given.reason)
    made = release_rule_draft(
        draft=draft_for(viewer_in(request), pk),
        valid_from=given.valid_from,
        decision=given.decision,
        change=change,
    )
    return Status(201, Made(id=made.pk))
