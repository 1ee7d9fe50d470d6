"""The streams of investment: verified and paid amounts, and the gaps between streams."""

from __future__ import annotations

from typing import Literal

from django.http import HttpRequest
from ninja import Router, Schema

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS
from jigai.api.schemas import Fen, Made, Number, Reasoned, Text
from jigai.apps.accounts.permissions import Deed, may, require
from jigai.apps.projects.actions.explain_gap import explain_gap
from jigai.apps.projects.actions.record_amount import record_amount
from jigai.apps.projects.queries.access import project_for
from jigai.apps.projects.queries.streams import StreamGap, reconciliation, streams_of

router = Router()


class StreamsOut(Schema):
    """Cumulative fen by period; each stream is kept apart."""

    planned: dict[str, int]
    reported: dict[str, int]
    verified: dict[str, int]
    paid: dict[str, int]


class AmountIn(Reasoned):
    amount_fen: Fen
    grade: str = ""
    note: Text = ""


class GapIn(Reasoned):
    period: str
    pair: str
    reason_code: str
    note: Text = ""


@router.get("/gaps/all", response={200: list[StreamGap], **PROBLEMS})
def list_gaps(request: HttpRequest, through: str | None = None) -> list[StreamGap]:
    """Streams that differ by more than the programme tolerates, up to a period."""
    viewer = viewer_in(request)
    require(viewer, Deed.READ_CHECKS)
    return reconciliation(viewer, through=through)


@router.get("/{pk}/amounts", response={200: StreamsOut, **PROBLEMS})
def show_amounts(request: HttpRequest, pk: Number) -> object:
    """Each stream apart; an enterprise reads what was planned and what it reported."""
    viewer = viewer_in(request)
    project = project_for(viewer, pk)
    streams = streams_of([project.pk])[project.pk]
    return streams if may(viewer, Deed.READ_CHECKS) else streams.without_checks()


@router.put("/{pk}/amounts/{stream}/{period}", response={200: Made, **PROBLEMS})
def put_amount(
    request: HttpRequest,
    pk: Number,
    stream: Literal["verified", "paid"],
    period: str,
    given: AmountIn,
) -> Made:
    change = change_by(request, Deed.REVIEW, given.reason)
    row = record_amount(
        project=project_for(viewer_in(request), pk),
        stream=stream,
        period=period,
        **given.model_dump(exclude={"reason"}),
        change=change,
    )
    return Made(id=row.pk)


@router.put("/{pk}/gaps", response={200: Made, **PROBLEMS})
def put_gap_reason(request: HttpRequest, pk: Number, given: GapIn) -> Made:
    change = change_by(request, Deed.REVIEW, given.reason)
    project = project_for(viewer_in(request), pk)
    row = explain_gap(project=project, **given.model_dump(exclude={"reason"}), change=change)
    return Made(id=row.pk)
