"""Yearly cards of platforms, the objections to them and the rulings."""

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
from jigai.api.schemas import Made, Number, Reasoned
from jigai.api.v1.ladder import LadderLineOut, MissingOut
from jigai.apps.accounts.permissions import Deed
from jigai.apps.platforms.actions.object_to_score import object_to_score
from jigai.apps.platforms.actions.record_scores import settle_scores
from jigai.apps.platforms.actions.rule_on_score import ScoreRuling
from jigai.apps.platforms.queries.access import require_host, score_for, score_objection_for
from jigai.apps.platforms.queries.scores import objection_rows, score_rows
from jigai.flows.score_platforms import kept_card, score_platforms
from jigai.flows.settle_score_objection import settle_score_objection

router = Router()
Year = Annotated[int, Field(ge=1, le=9999)]


class ScoreOut(Schema):
    id: int
    platform_id: int
    platform: str
    year: int
    rule_set: str
    rule_hash: str
    outcome: str
    total_low: str
    total_high: str
    state: str
    objections_until_on: date
    computed_at: datetime
    computed_by: str


class PlatformCardOut(Schema):
    """A kept card, every line with value, source and points."""

    rule_set: str
    rule_title: Said
    document: Said
    valid_from: date
    review_by: date
    is_past_review: bool
    word: Said
    total_low: str
    total_high: str
    paragraph: Said
    lines: list[LadderLineOut]
    missing: list[MissingOut]


class ScoreObjectionOut(Schema):
    id: int
    score_id: int
    platform_id: int
    platform: str
    year: int
    text: str
    lodged_by: str
    lodged_at: datetime
    ruling: str
    ruling_reason: str
    ruled_by: str
    ruled_at: datetime | None


class ScoreYearIn(Reasoned):
    year: Year


class CountOut(Schema):
    count: int


class ScoreRulingIn(Reasoned):
    ruling: Literal["upheld", "rejected"]


@router.get("/scores", response={200: list[ScoreOut], **PROBLEMS})
def list_scores(request: HttpRequest, year: int | None = None) -> object:
    return score_rows(viewer_in(request), year=year)


@router.post("/scores/compute", response={200: CountOut, **PROBLEMS})
def compute(request: HttpRequest, given: ScoreYearIn) -> object:
    """Provisional cards of every platform that stood at the end of the year."""
    change = change_by(request, Deed.COMPUTE, given.reason)
    made = score_platforms(year=given.year, on=timezone.localdate(), change=change)
    return {"count": len(made)}


@router.post("/scores/settle", response={200: CountOut, **PROBLEMS})
def settle(request: HttpRequest, given: ScoreYearIn) -> object:
    """After the objection window, with every objection ruled on."""
    change = change_by(request, Deed.PUBLISH, given.reason)
    return {"count": settle_scores(year=given.year, on=timezone.localdate(), change=change)}


@router.get("/scores/{pk}", response={200: PlatformCardOut, **PROBLEMS})
def show_card(request: HttpRequest, pk: Number) -> object:
    return kept_card(score_for(viewer_in(request), pk))


@router.post("/scores/{pk}/objections", response={201: Made, **PROBLEMS})
def lodge(request: HttpRequest, pk: Number, given: Reasoned) -> Status[Made]:
    """By the host of the platform or the office; the reason is the text."""
    change = change_by(request, Deed.REPORT, given.reason)
    score = score_for(viewer_in(request), pk)
    require_host(viewer_in(request), score.platform)
    return Status(201, Made(id=object_to_score(score=score, change=change).pk))


@router.get("/objections", response={200: list[ScoreObjectionOut], **PROBLEMS})
def list_objections(request: HttpRequest, is_open: bool = False) -> object:  # noqa: FBT001, FBT002 - query parameters
    return objection_rows(viewer_in(request), is_open=is_open)


@router.post("/objections/{pk}/ruling", response={200: Made, **PROBLEMS})
def decide(request: HttpRequest, pk: Number, given: ScoreRulingIn) -> Made:
    """Upheld, the card is computed anew from the facts as they are."""
    change = change_by(request, Deed.RULE, given.reason)
    objection = score_objection_for(viewer_in(request), pk)
    settle_score_objection(objection=objection, ruling=ScoreRuling(given.ruling), change=change)
    return Made(id=objection.pk)
