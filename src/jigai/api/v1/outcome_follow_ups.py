"""Follow-ups after completion: what is due, the answer, and silence recorded as missing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from ninja.responses import Status
from pydantic import Field

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS, Said
from jigai.api.schemas import Made, Number, Reasoned
from jigai.apps.accounts.permissions import Deed
from jigai.apps.outcomes.actions.answer_follow_up import answer_follow_up, close_unanswered
from jigai.apps.outcomes.actions.record_outcome import OutcomeEntry
from jigai.apps.outcomes.queries.access import follow_up_for
from jigai.apps.outcomes.queries.dictionary import version_for_span, version_numbered
from jigai.apps.outcomes.queries.follow_ups import asked_of, follow_up_list
from jigai.domain.results.spans import parse_span
from jigai.domain.results.states import FigureKind

router = Router()
Exact = Annotated[Decimal, Field(max_digits=18, decimal_places=6)]


class OutcomeFollowUpOut(Schema):
    """``no_answer`` is missing, never 0."""

    id: int
    project_id: int
    project: str
    enterprise_id: int | None
    enterprise: str
    months: int
    completed_on: date
    due_on: date
    state: str
    is_overdue: bool
    closed_on: date | None
    closed_by: str
    note: str
    figure_count: int


class OutcomeAskedOut(Schema):
    indicator: str
    version: int
    title: Said
    unit: Said
    baseline: str
    target: str


class OutcomeAnswerIn(Reasoned):
    """``values``: indicator → value in the kept unit; what is left out is missing."""

    period: Annotated[str, Field(max_length=12)]
    values: dict[str, Exact]
    source: Annotated[str, Field(max_length=200)]
    note: Annotated[str, Field(max_length=300)] = ""


class OutcomeSilenceIn(Reasoned):
    note: Annotated[str, Field(min_length=1, max_length=300)]


@router.get("", response={200: list[OutcomeFollowUpOut], **PROBLEMS})
def list_outcome_follow_ups(
    request: HttpRequest, state: str = "", project_id: int | None = None
) -> object:
    """By their days; ``state``: open, answered, no_answer or overdue."""
    return follow_up_list(
        viewer_in(request), on=timezone.localdate(), state=state, project_id=project_id
    )


@router.get("/{pk}", response={200: list[OutcomeAskedOut], **PROBLEMS})
def outcome_form(request: HttpRequest, pk: Number) -> object:
    """What the form of a follow-up asks."""
    return [
        {
            "indicator": one.definition.id,
            "version": one.definition.version,
            "title": one.definition.title,
            "unit": one.definition.unit,
            "baseline": one.baseline,
            "target": one.target,
        }
        for one in asked_of(follow_up_for(viewer_in(request), pk))
    ]


@router.post("/{pk}/answer", response={201: Made, **PROBLEMS})
def answer_outcomes(request: HttpRequest, pk: Number, given: OutcomeAnswerIn) -> Status[Made]:
    change = change_by(request, Deed.REPORT, given.reason)
    found, span = follow_up_for(viewer_in(request), pk), parse_span(given.period)
    asked = {one.definition.id: one.definition.version for one in asked_of(found)}
    answers = [
        (
            version_numbered(name, asked[name])
            if name in asked
            else version_for_span(name, last_on=span.last_on),
            OutcomeEntry(kind=FigureKind.ACTUAL, span=span, value=value, source=given.source),
        )
        for name, value in given.values.items()
    ]
    answer_follow_up(follow_up=found, answers=answers, note=given.note, change=change)
    return Status(201, Made(id=found.pk))


@router.post("/{pk}/silence", response={200: Made, **PROBLEMS})
def record_silence(request: HttpRequest, pk: Number, given: OutcomeSilenceIn) -> Made:
    change = change_by(request, Deed.KEEP_REGISTERS, given.reason)
    found = follow_up_for(viewer_in(request), pk)
    close_unanswered(follow_up=found, note=given.note, on=timezone.localdate(), change=change)
    return Made(id=found.pk)
