"""Progress reports: the form, drafts, handing in, review one by one and in bulk."""

from __future__ import annotations

from datetime import date
from typing import Annotated, cast

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS, Said
from jigai.api.schemas import Fen, Made, Number, Reasoned, Text
from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.projects.actions.save_draft_report import ReportValues
from jigai.apps.projects.queries.access import project_for
from jigai.apps.projects.queries.reports import report_for
from jigai.apps.rounds.queries.access import round_of
from jigai.apps.rounds.queries.report_form import FieldContext, report_form
from jigai.apps.rounds.queries.review_queue import QueuedReport, review_queue
from jigai.flows.report_block import BlockRow, report_block, undo_block
from jigai.flows.report_progress import (
    accept_progress,
    draft_report,
    report_progress,
    return_progress,
)
from jigai.flows.review_in_bulk import review_in_bulk
from jigai.flows.undo_review import undo_review

router = Router()
BasisPoints = Annotated[int, Field(ge=0, le=10_000)]


class ReportFields(Schema):
    data_on: date | None = None
    is_started: bool | None = None
    progress_bp: BasisPoints | None = None
    progress_text: Annotated[str, Field(max_length=200)] = ""
    year_investment_fen: Fen | None = None
    total_investment_fen: Fen | None = None
    forecast_completion_on: date | None = None
    forecast_total_fen: Fen | None = None
    problem: Text = ""
    measure: Text = ""
    problem_agency: Annotated[str, Field(max_length=60)] = ""
    problem_due_on: date | None = None
    jump_reason: Text = ""


class ReportIn(Reasoned):
    """Fields left out stay as they are; ``version`` is the one read with the form."""

    values: ReportFields
    version: int | None = None


class BlockRowIn(Schema):
    """``version`` 0: nothing was there when the sheet was read; left out: whatever there is."""

    project_id: Annotated[int, Field(ge=1, le=9_223_372_036_854_775_807)]
    version: int | None = None
    values: ReportFields


class BlockIn(Reasoned):
    """Many reports at once. ``is_trial`` tells what would become of each and saves nothing."""

    rows: Annotated[list[BlockRowIn], Field(max_length=5_000)]
    is_handed_in: bool = False
    is_trial: bool = False


class BlockRowOut(Schema):
    """``refused`` is the rule that left the row as it was; ``fields`` says which cells it is of."""

    project_id: int
    state: str
    version: int
    code: str
    refused: Said | None
    fields: dict[str, Said]


class BlockOut(Schema):
    """``change_set`` is the number whose undo takes all of it back; 0: nothing was kept."""

    change_set: int
    saved_count: int
    results: list[BlockRowOut]


class ReportFormOut(Schema):
    period: str
    period_name: Said
    project_id: int
    project: str
    due_on: date
    state: str
    version: int | None
    values: ReportFields
    review_comment: str
    last_period: str
    progress: FieldContext
    year_investment: FieldContext
    total_investment: FieldContext
    notice: Said


class BulkDecision(Reasoned):
    report_ids: Annotated[list[int], Field(max_length=5_000)]
    is_accepted: bool


class ReviewedOut(Schema):
    report_id: int
    project_id: int
    project: str
    state: str
    code: str
    refused: Said | None


class ReportUndoneOut(Schema):
    restored_count: int
    kept: list[str]


class BulkOut(Schema):
    """``change_set`` is the number whose undo takes all of it back."""

    change_set: int
    changed_count: int
    results: list[ReviewedOut]


@router.get("/{period}/queue", response={200: list[QueuedReport], **PROBLEMS})
def list_queue(request: HttpRequest, period: str, state: str = "submitted") -> list[QueuedReport]:
    """Reports of a round in a state, each beside the last one of the project."""
    return review_queue(viewer_in(request), round=round_of(period), state=state)


@router.get("/{period}/{project_id}", response={200: ReportFormOut, **PROBLEMS})
def show_form(request: HttpRequest, period: str, project_id: Number) -> object:
    """The form: values, the last ones, the plan with its basis; not for an enterprise.

    An enterprise that fills in a form sees no figure beside it: POST /portal/proposals.
    """
    require(viewer_in(request), Deed.READ_CHECKS)
    return report_form(viewer_in(request), period=period, project_id=project_id)


@router.put("/{period}/{project_id}", response={200: Made, **PROBLEMS})
def save_draft(request: HttpRequest, period: str, project_id: Number, given: ReportIn) -> Made:
    change = change_by(request, Deed.HAND_IN, given.reason)
    saved = draft_report(
        project=project_for(viewer_in(request), project_id),
        period=period,
        values=_values(given),
        base_version=given.version,
        change=change,
    )
    return Made(id=saved.pk)


@router.post("/{period}/{project_id}/submit", response={200: Made, **PROBLEMS})
def submit(request: HttpRequest, period: str, project_id: Number, given: ReportIn) -> Made:
    change = change_by(request, Deed.HAND_IN, given.reason)
    saved = report_progress(
        project=project_for(viewer_in(request), project_id),
        period=period,
        values=_values(given),
        base_version=given.version,
        change=change,
    )
    return Made(id=saved.pk)


@router.post("/{period}/block/save", response={200: BlockOut, **PROBLEMS})
def save_block(request: HttpRequest, period: str, given: BlockIn) -> dict[str, object]:
    """Keep or hand in the rows of a sheet, each by the rules of the single report."""
    done = report_block(
        viewer=viewer_in(request),
        period=period,
        rows=[
            BlockRow(
                row.project_id,
                cast("ReportValues", row.values.model_dump(exclude_unset=True)),
                row.version,
            )
            for row in given.rows
        ],
        is_handed_in=given.is_handed_in,
        is_trial=given.is_trial,
        change=change_by(request, Deed.HAND_IN, given.reason),
    )
    return {
        "change_set": done.change_set,
        "saved_count": done.saved_count,
        "results": done.results,
    }


@router.post("/block/{number}/undo", response={200: ReportUndoneOut, **PROBLEMS})
def take_block_back(request: HttpRequest, number: Number, said: Reasoned) -> dict[str, object]:
    """Undo one's own block as a whole; reports that changed since are left and named."""
    undone = undo_block(number=number, change=change_by(request, Deed.HAND_IN, said.reason))
    return {"restored_count": undone.restored_count, "kept": [one.label for one in undone.kept]}


@router.post("/by-number/{pk}/accept", response={200: Made, **PROBLEMS})
def accept(request: HttpRequest, pk: Number, said: Reasoned) -> Made:
    change = change_by(request, Deed.REVIEW, said.reason)
    return Made(id=accept_progress(report=report_for(viewer_in(request), pk), change=change).pk)


@router.post("/by-number/{pk}/return", response={200: Made, **PROBLEMS})
def give_back(request: HttpRequest, pk: Number, said: Reasoned) -> Made:
    """The reason is the comment that the unit reads."""
    change = change_by(request, Deed.REVIEW, said.reason)
    return Made(id=return_progress(report=report_for(viewer_in(request), pk), change=change).pk)


@router.post("/review", response={200: BulkOut, **PROBLEMS})
def review(request: HttpRequest, given: BulkDecision) -> dict[str, object]:
    """Accept or return many with one reason; what could not be changed is listed with the why."""
    change = change_by(request, Deed.REVIEW, given.reason)
    viewer = viewer_in(request)
    reports = [report_for(viewer, pk) for pk in given.report_ids]
    done = review_in_bulk(reports=reports, is_accepted=given.is_accepted, change=change)
    return {
        "change_set": done.change_set,
        "changed_count": len(done.changed),
        "results": done.results,
    }


@router.post("/review/{number}/undo", response={200: ReportUndoneOut, **PROBLEMS})
def take_back(request: HttpRequest, number: Number, said: Reasoned) -> dict[str, object]:
    """Undo one's own bulk decision as a whole; reports that changed since are left and named."""
    undone = undo_review(number=number, change=change_by(request, Deed.REVIEW, said.reason))
    return {"restored_count": undone.restored_count, "kept": [one.label for one in undone.kept]}


def _values(given: ReportIn) -> ReportValues:
    return cast("ReportValues", given.values.model_dump(exclude_unset=True))
