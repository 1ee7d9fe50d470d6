"""The streams of investment: verified and paid amounts, and the gaps between streams."""

from __future__ import annotations

from datetime import date
from typing import Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema
from ninja.responses import Status

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS, Said
from jigai.api.schemas import Fen, Made, Number, Reasoned, Text
from jigai.apps.accounts.permissions import Deed
from jigai.apps.audit.as_of import as_of as reading_as_of
from jigai.apps.audit.as_of import change_set_on
from jigai.apps.projects.actions.explain_gap import explain_gap
from jigai.apps.projects.actions.set_gap_tolerance import set_gap_tolerance
from jigai.apps.projects.queries.access import project_for
from jigai.apps.projects.queries.gaps import StreamGap, reconciliation
from jigai.apps.projects.queries.streams import streams_of
from jigai.apps.projects.queries.tolerances import tolerance_rows
from jigai.domain.periods import parse_period
from jigai.flows.enter_amount import enter_amount

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


class GapOut(Schema):
    """A gap; ``difference_fen`` is the first stream less the second, shares in basis points."""

    project_id: int
    project: str
    area_id: int | None
    area: str | None
    unit_id: int | None
    unit: str | None
    pair: str
    period: str
    first_fen: int
    second_fen: int
    difference_fen: int
    share_bp: int
    tolerance_bp: int
    reason_code: str
    note: str


class ToleranceIn(Reasoned):
    """From ``valid_from`` on; shares in basis points."""

    valid_from: date
    planned_bp: int
    verified_bp: int
    paid_bp: int
    source: Text


class ToleranceOut(Schema):
    """One edition; without ``valid_from`` it is what the programme was opened with."""

    valid_from: date | None
    planned_bp: int
    verified_bp: int
    paid_bp: int
    source: Said


class GapsAsked(Schema):
    """Blank conditions ask nothing; ``through`` is a period, ``as_of`` a past day."""

    through: str = ""
    as_of: date | None = None
    pair: str = ""
    area_id: int | None = None
    unit_id: int | None = None
    explained: bool | None = None

    def fits(self, gap: StreamGap) -> bool:
        return (
            self.pair in ("", gap.pair)
            and self.area_id in (None, gap.area_id)
            and self.unit_id in (None, gap.unit_id)
            and self.explained in (None, gap.is_explained)
        )


@router.get("/gaps/all", response={200: list[GapOut], **PROBLEMS})
def list_gaps(request: HttpRequest, asked: Query[GapsAsked]) -> list[StreamGap]:
    """Streams that differ by more than the tolerance in force, up to a period, as of a day.

    For the office and responsible units; each gap names the unit that must explain it.
    """
    period = str(parse_period(asked.through)) if asked.through else None
    with reading_as_of(change_set_on(asked.as_of)):
        gaps = reconciliation(viewer_in(request), through=period)
    return [gap for gap in gaps if asked.fits(gap)]


@router.get("/gaps/tolerances", response={200: list[ToleranceOut], **PROBLEMS})
def list_tolerances(request: HttpRequest) -> list[ToleranceOut]:
    """Every edition of the tolerance with its source, newest first."""
    viewer_in(request)
    return [
        ToleranceOut(
            valid_from=row.valid_from,
            planned_bp=row.planned_bp,
            verified_bp=row.verified_bp,
            paid_bp=row.paid_bp,
            source=Said(zh=row.source.zh, en=row.source.en),
        )
        for row in tolerance_rows()
    ]


@router.post("/gaps/tolerances", response={201: Made, **PROBLEMS})
def create_tolerance(request: HttpRequest, given: ToleranceIn) -> Status[Made]:
    change = change_by(request, Deed.ADMINISTER, given.reason)
    row = set_gap_tolerance(**given.model_dump(exclude={"reason"}), change=change)
    return Status(201, Made(id=row.pk))


@router.get("/{pk}/amounts", response={200: StreamsOut, **PROBLEMS})
def show_amounts(request: HttpRequest, pk: Number) -> object:
    project = project_for(viewer_in(request), pk)
    return streams_of([project.pk])[project.pk]


@router.put("/{pk}/amounts/{stream}/{period}", response={200: Made, **PROBLEMS})
def put_amount(
    request: HttpRequest,
    pk: Number,
    stream: Literal["verified", "paid"],
    period: str,
    given: AmountIn,
) -> Made:
    change = change_by(request, Deed.REVIEW, given.reason)
    row = enter_amount(
        project=project_for(viewer_in(request), pk),
        stream=stream,
        period=period,
        **given.model_dump(exclude={"reason"}),
        change=change,
    )
    return Made(id=row.pk)


@router.put("/{pk}/gaps", response={200: Made, **PROBLEMS})
def put_gap_reason(request: HttpRequest, pk: Number, given: GapIn) -> Made:
    change = change_by(request, Deed.EXPLAIN, given.reason)
    project = project_for(viewer_in(request), pk)
    row = explain_gap(project=project, **given.model_dump(exclude={"reason"}), change=change)
    return Made(id=row.pk)
