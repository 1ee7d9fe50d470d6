"""Diagnosis: banks, lists and rates, figures, answers of both sides, gaps, peers."""

from __future__ import annotations

from datetime import date
from typing import Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import File, Form, Router
from ninja.files import UploadedFile
from ninja.responses import Status

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS
from jigai.api.schemas import Made, Number, Reasoned, Text
from jigai.api.v1 import diagnosis_shapes as shapes
from jigai.apps.accounts.permissions import Deed
from jigai.apps.diagnosis.actions.finish_side import (
    agree_with_own,
    assess,
    hand_in,
    reopen_diagnosis,
)
from jigai.apps.diagnosis.actions.save_answers import (
    AnswerEntry,
    attach_to_answer,
    save_answers,
)
from jigai.apps.diagnosis.actions.set_peer_minimum import set_peer_minimum
from jigai.apps.diagnosis.actions.settle_gap import add_gap, reopen_gap, settle_gap
from jigai.apps.diagnosis.actions.start_diagnosis import start_diagnosis
from jigai.apps.diagnosis.queries.access import diagnosis_for, evidence_for, gap_for
from jigai.apps.diagnosis.queries.cards import bank_view, diagnosis_card
from jigai.apps.diagnosis.queries.diagnosis_list import diagnoses
from jigai.apps.diagnosis.queries.figures import rate_rows
from jigai.apps.diagnosis.queries.gaps import gaps
from jigai.apps.diagnosis.queries.peers import benchmark
from jigai.apps.evidence.queries.content import content_of
from jigai.apps.registry.queries.access import enterprise_for
from jigai.domain.maturity.banks import bank_named, banks_in_force
from jigai.domain.maturity.states import GapState, Side
from jigai.flows.print_diagnosis import print_diagnosis

router = Router()
DEEDS = {Side.OWN: Deed.REPORT, Side.ASSESSOR: Deed.REVIEW}


@router.get("/banks", response={200: list[shapes.BankOut], **PROBLEMS})
def list_banks(request: HttpRequest, on: date | None = None) -> object:
    """The editions that may be answered, official ones first."""
    viewer_in(request)
    return [bank_view(bank) for bank in banks_in_force(on=on or timezone.localdate())]


@router.get(
    "/banks/{bank_id}/{valid_from}/questions",
    response={200: list[shapes.QuestionOut], **PROBLEMS},
)
def list_questions(request: HttpRequest, bank_id: str, valid_from: date) -> object:
    """The questions of an edition with their options."""
    viewer_in(request)
    return list(bank_named(f"{bank_id}/{valid_from}")[0].questions)


@router.get("/benchmark", response={200: shapes.BenchmarkOut, **PROBLEMS})
def show_benchmark(
    request: HttpRequest,
    bank: str,
    metric: str = "score",
    industry: str = "",
    size: str = "",
    enterprise: int | None = None,
) -> object:
    """Quartiles by industry and size; groups below the minimum are merged or left out."""
    viewer = viewer_in(request)
    found = benchmark(
        bank_named(bank)[0],
        metric=metric,
        on=timezone.localdate(),
        enterprise=enterprise_for(viewer, enterprise) if enterprise else None,
        industry=industry,
        size=size,
    )
    return shapes.benchmark_out(found)


@router.put("/benchmark/minimum", response={200: Made, **PROBLEMS})
def put_minimum(request: HttpRequest, given: shapes.MinimumIn) -> Made:
    """How many enterprises a shown group has at least, from a day on."""
    change = change_by(request, Deed.PUBLISH, given.reason)
    row = set_peer_minimum(
        least=given.least, valid_from=given.valid_from, decision=given.decision, change=change
    )
    return Made(id=row.pk)


@router.get("/gaps", response={200: list[shapes.DiagnosisGapOut], **PROBLEMS})
def list_gaps(request: HttpRequest, state: Literal["", "open", "closed", "dropped"] = "") -> object:
    """The gaps of every enterprise that the caller may see."""
    return gaps(viewer_in(request), state=state)


@router.post("/gaps/{pk}/settle", response={200: Made, **PROBLEMS})
def settle(request: HttpRequest, pk: Number, given: shapes.SettleIn) -> Made:
    """Close or drop a gap with the reason, or put it back on the list (``open``)."""
    change = change_by(request, Deed.REVIEW, given.reason)
    gap = gap_for(viewer_in(request), pk)
    state = GapState(given.state)
    if state is GapState.OPEN:
        reopen_gap(gap=gap, change=change)
    else:
        today = timezone.localdate()
        settle_gap(gap=gap, as_state=state, because=given.reason, on=today, change=change)
    return Made(id=gap.pk)


@router.get("/evidence/{pk}", response={200: bytes, **PROBLEMS})
def show_evidence(request: HttpRequest, pk: Number) -> HttpResponse:
    """The file behind an answer; ``pk`` is the answer's ``file_of``."""
    kept = evidence_for(viewer_in(request), pk).attachment
    if kept is None:
        raise AssertionError(pk)
    return HttpResponse(content_of(kept), content_type=kept.media_type)


@router.get("", response={200: list[shapes.DiagnosisRowOut], **PROBLEMS})
def list_diagnoses(request: HttpRequest) -> object:
    return diagnoses(viewer_in(request))


@router.post("", response={201: Made, **PROBLEMS})
def start(request: HttpRequest, given: shapes.StartIn) -> Status[Made]:
    """Begin a diagnosis of an enterprise with one edition of a bank."""
    change = change_by(request, Deed.REPORT, given.reason)
    made = start_diagnosis(
        enterprise=enterprise_for(viewer_in(request), given.enterprise_id),
        bank=given.bank,
        on=timezone.localdate(),
        note=given.note,
        change=change,
    )
    return Status(201, Made(id=made.pk))


@router.get("/{pk}", response={200: shapes.DiagnosisCardOut, **PROBLEMS})
def show(request: HttpRequest, pk: Number) -> object:
    """Both sides, level with reasons, disagreements and gaps, by the edition of the time."""
    return diagnosis_card(diagnosis_for(viewer_in(request), pk))


@router.get("/{pk}/paper", response={200: bytes, **PROBLEMS})
def show_paper(
    request: HttpRequest, pk: Number, language: Literal["zh", "en"] = "zh"
) -> HttpResponse:
    """The same as PDF, on one page."""
    card, today = diagnosis_card(diagnosis_for(viewer_in(request), pk)), timezone.localdate()
    rates = rate_rows(enterprise_id=card.enterprise_id, on=today)
    content = print_diagnosis(card, rates=rates, on=today, language=language)
    return HttpResponse(content, content_type="application/pdf")


@router.put("/{pk}/answers/{side}", response={200: shapes.AnsweredOut, **PROBLEMS})
def put_answers(
    request: HttpRequest, pk: Number, side: Side, given: shapes.AnswersIn
) -> shapes.AnsweredOut:
    """Answers by question in kept form; questions left out stay as they are, blank is unknown."""
    change = change_by(request, DEEDS[side], given.reason)
    changed = save_answers(
        diagnosis=diagnosis_for(viewer_in(request), pk),
        side=side,
        entries={n: AnswerEntry(a.value, a.evidence) for n, a in given.answers.items()},
        change=change,
    )
    return shapes.AnsweredOut(changed=list(changed))


@router.post("/{pk}/answers/{side}/{question}/file", response={201: Made, **PROBLEMS})
def attach(
    request: HttpRequest,
    pk: Number,
    side: Side,
    question: str,
    file: File[UploadedFile],
    reason: Form[Text],
) -> Status[Made]:
    """A picture or PDF as the evidence of one answer."""
    change = change_by(request, DEEDS[side], reason)
    made = attach_to_answer(
        diagnosis=diagnosis_for(viewer_in(request), pk),
        side=side,
        question=question,
        name=file.name or "",
        content=file.read(),
        change=change,
    )
    return Status(201, Made(id=made.pk))


@router.post("/{pk}/answers/{side}/finish", response={200: Made, **PROBLEMS})
def finish(request: HttpRequest, pk: Number, side: Side, given: Reasoned) -> Made:
    """Hand in (own) or complete the assessment (assessor); the gap list follows."""
    change = change_by(request, DEEDS[side], given.reason)
    diagnosis = diagnosis_for(viewer_in(request), pk)
    deed = hand_in if side is Side.OWN else assess
    deed(diagnosis=diagnosis, on=timezone.localdate(), change=change)
    return Made(id=diagnosis.pk)


@router.post("/{pk}/agree", response={200: shapes.TakenOut, **PROBLEMS})
def agree(request: HttpRequest, pk: Number, given: Reasoned) -> shapes.TakenOut:
    """Take over the enterprise's answers where the assessor has none yet."""
    change = change_by(request, Deed.REVIEW, given.reason)
    taken = agree_with_own(diagnosis=diagnosis_for(viewer_in(request), pk), change=change)
    return shapes.TakenOut(taken=taken)


@router.post("/{pk}/reopen", response={200: Made, **PROBLEMS})
def reopen(request: HttpRequest, pk: Number, given: Reasoned) -> Made:
    """One step back: from assessed to the assessor, from handed in to the enterprise."""
    change = change_by(request, Deed.KEEP_REGISTERS, given.reason)
    diagnosis = reopen_diagnosis(diagnosis=diagnosis_for(viewer_in(request), pk), change=change)
    return Made(id=diagnosis.pk)


@router.post("/{pk}/gaps", response={201: Made, **PROBLEMS})
def write_gap(request: HttpRequest, pk: Number, given: shapes.DiagnosisGapIn) -> Status[Made]:
    """A gap that no question shows, such as a rate to be raised."""
    change = change_by(request, Deed.REVIEW, given.reason)
    gap = add_gap(
        diagnosis=diagnosis_for(viewer_in(request), pk),
        what=given.what,
        target=given.target,
        on=timezone.localdate(),
        change=change,
    )
    return Status(201, Made(id=gap.pk))
