"""Matches: proposals with reasons, refusals, the pipeline, totals, ties, the back-test."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from ninja.responses import Status
from pydantic import Field

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS, Said
from jigai.api.schemas import Made, Number, Reasoned, Text
from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.matches.actions.declare_tie import declare_tie, end_tie
from jigai.apps.matches.actions.decline_match import decline_match
from jigai.apps.matches.actions.set_terms import (
    OfferLimits,
    set_demand_terms,
    set_offer_terms,
)
from jigai.apps.matches.actions.start_match import start_match
from jigai.apps.matches.actions.take_back_refusal import take_back_refusal
from jigai.apps.matches.queries.access import (
    demand_for,
    offer_named,
    open_demand_for,
    refusal_for,
    side_of,
    tie_for,
)
from jigai.apps.matches.queries.demands import demand_rows, own_achievement
from jigai.apps.matches.queries.digest import digests
from jigai.apps.matches.queries.names import institutions_named
from jigai.apps.matches.queries.pipeline import offer_of
from jigai.apps.matches.queries.proposals import SHOWN, proposals
from jigai.apps.matches.queries.ties import other_named, tie_rows
from jigai.apps.registry.queries.access import enterprise_for
from jigai.domain.match_reasons.facts import Aspect
from jigai.domain.match_reasons.match_list import RankedMatch
from jigai.domain.matching.space import SpaceUsed

router = Router()
Left = Literal["words", "field", "maturity", "place", "price", "ownership", "way"]
Code = Literal[
    "too_early", "too_costly", "other_field", "no_capacity", "ownership", "already_solved", "other"
]
OfferKey = Annotated[str, Field(max_length=40, pattern=r"^(achievement|expert):[0-9]{1,18}$")]
MatchDate = Annotated[date | None, Field(description="Default: today.")]


class DemandToMatchOut(Schema):
    """``left_out`` says why a demand takes no part now."""

    id: int
    name: str
    enterprise: Said
    review_on: date
    least_maturity: int | None
    running: int
    refused: int
    left_out: Said | None


class MatchReasonOut(Schema):
    aspect: str
    fit: Literal["fits", "fits_not", "unknown"]
    said: Said
    is_hard: bool


class RankedMatchOut(Schema):
    """Points in all and by aspect; ``moved`` is what earlier refusals did."""

    offer: str
    name: str
    points: float
    parts: dict[str, float]
    reasons: list[MatchReasonOut]
    moved: list[Said]
    shift: int


class RemovalOut(Schema):
    offer: str
    name: str
    conflict: str
    said: Said


class TextSpaceOut(Schema):
    """By what whole texts were compared.

    ``model`` is the embedding model that is set, ``is_model_used`` whether its vectors made the
    order; if not, ``failure`` says why and ``failing_since`` since when.
    """

    said: Said
    model: str | None
    is_model_used: bool
    failure: Said | None
    failing_since: datetime | None


class ProposalsOut(Schema):
    """The first ten that are eligible; how many there are, who is left out, who is removed."""

    demand_id: int
    weights_from: date
    weights_source: Said
    eligible_count: int
    matches: list[RankedMatchOut]
    left_out: list[RankedMatchOut]
    removed: list[RemovalOut]
    paused: Said | None
    text_space: TextSpaceOut


class StartMatchIn(Reasoned):
    offer: OfferKey
    on: MatchDate = None
    note: Annotated[str, Field(max_length=300)] = ""


class DeclineIn(Reasoned):
    """``reason`` goes into the history; ``note`` is one line for the other side."""

    offer: OfferKey
    code: Code
    on: MatchDate = None
    note: Annotated[str, Field(max_length=120)] = ""


class DemandTermsIn(Reasoned):
    """Division codes for the partner; whole names of institutions that are excluded."""

    places: list[Annotated[str, Field(max_length=12)]] = []
    excluded: list[Text] = []


class OfferTermsIn(Reasoned):
    ownerships: list[Literal["demander", "solver", "shared"]] = []
    ways: list[Literal["own_investment", "transfer", "licence", "joint", "shares"]] = []
    division_code: Annotated[str, Field(max_length=12)] = ""
    planned_level: Annotated[int, Field(ge=1, le=9)] | None = None
    planned_on: date | None = None
    joint_applicant: int | None = None


class MatchRefusalOut(Schema):
    id: int
    demand_id: int
    demand: str
    demander: Said
    offer_key: str
    offer: str
    holder: str
    side: str
    code: str
    note: str
    declined_on: date
    taken_back_on: date | None


class OwnerDigestOut(Schema):
    """One owner's month: code, its word, how often."""

    owner: Said
    month: str
    counts: list[tuple[str, Said, int]]
    total: int
    refusals: list[MatchRefusalOut]


class DeclaredTieOut(Schema):
    id: int
    enterprise: str
    other: str
    words: str
    declared_on: date
    declared_by: str
    ended_on: date | None


class DeclaredTieIn(Reasoned):
    """``other`` is an institution or expert by its whole name."""

    enterprise: int
    other: Text
    words: Annotated[str, Field(min_length=1, max_length=200)]


@router.get("/demands", response={200: list[DemandToMatchOut], **PROBLEMS})
def list_demands_to_match(request: HttpRequest) -> object:
    return demand_rows(viewer_in(request), on=timezone.localdate())


@router.get("/demands/{demand}", response={200: ProposalsOut, **PROBLEMS})
def show_proposals(
    request: HttpRequest, demand: Number, without: Annotated[tuple[Left, ...], Query()] = ()
) -> dict[str, Any]:
    """The list of a demand today; ``without`` leaves aspects out to see what they do."""
    viewer = viewer_in(request)
    found = proposals(
        demand_for(viewer, demand),
        on=timezone.localdate(),
        without=[Aspect(one) for one in without],
    )
    may_know = may(viewer, Deed.KEEP_REGISTERS) or viewer.has_role("enterprise")
    removed = found.found.removed if may_know else ()
    return {
        "demand_id": demand,
        "weights_from": found.edition.valid_from,
        "weights_source": found.edition.source,
        "eligible_count": len(found.found.eligible),
        "matches": [_ranked(one) for one in found.found.eligible[:SHOWN]],
        "left_out": [_ranked(one) for one in found.found.left_out],
        "removed": [
            {"offer": one.key, "name": one.name, "conflict": one.conflict, "said": one.said}
            for one in removed
        ],
        "paused": found.found.paused,
        "text_space": _space(found.by),
    }


@router.put("/demands/{demand}/terms", response={200: Made, **PROBLEMS})
def set_terms_of_demand(request: HttpRequest, demand: Number, given: DemandTermsIn) -> Made:
    change = change_by(request, Deed.MATCH, given.reason)
    found = demand_for(viewer_in(request), demand)
    excluded = institutions_named("、".join(given.excluded))
    set_demand_terms(demand=found, places=given.places, excluded=excluded, change=change)
    return Made(id=found.pk)


@router.put("/achievements/{achievement}/terms", response={200: Made, **PROBLEMS})
def set_terms_of_offer(request: HttpRequest, achievement: Number, given: OfferTermsIn) -> Made:
    """By the holder of the achievement, or the office."""
    change, viewer = change_by(request, Deed.MATCH, given.reason), viewer_in(request)
    found = own_achievement(viewer, achievement, keeps=may(viewer, Deed.KEEP_REGISTERS))
    said = given.dict(exclude={"reason"})
    firm = said.pop("joint_applicant")
    said["joint_applicant"] = enterprise_for(viewer, firm) if firm else None
    set_offer_terms(achievement=found, limits=OfferLimits(**said), change=change)
    return Made(id=found.pk)


@router.post("/demands/{demand}/matches", response={201: Made, **PROBLEMS})
def start(request: HttpRequest, demand: Number, given: StartMatchIn) -> Status[Made]:
    """First contact; by a side or the office."""
    change, viewer = change_by(request, Deed.MATCH, given.reason), viewer_in(request)
    found, offer = open_demand_for(viewer, demand), offer_named(viewer, given.offer)
    side_of(viewer, found, offer)
    on = given.on or timezone.localdate()
    made = start_match(demand=found, offer=offer, on=on, note=given.note, change=change)
    return Status(201, Made(id=made.pk))


@router.post("/demands/{demand}/refusals", response={201: Made, **PROBLEMS})
def decline(request: HttpRequest, demand: Number, given: DeclineIn) -> Status[Made]:
    """By a side or the office; the next list heeds the code."""
    change, viewer = change_by(request, Deed.MATCH, given.reason), viewer_in(request)
    found, offer = open_demand_for(viewer, demand), offer_named(viewer, given.offer)
    made = decline_match(
        demand=found,
        offer=offer,
        side=side_of(viewer, found, offer),
        code=given.code,
        note=given.note,
        on=given.on or timezone.localdate(),
        change=change,
    )
    return Status(201, Made(id=made.pk))


@router.post("/refusals/{pk}/withdrawal", response={200: Made, **PROBLEMS})
def take_back(request: HttpRequest, pk: Number, given: Reasoned) -> Made:
    change, viewer = change_by(request, Deed.MATCH, given.reason), viewer_in(request)
    found = refusal_for(viewer, pk)
    side_of(viewer, found.demand, offer_of(found))
    take_back_refusal(refusal=found, change=change)
    return Made(id=found.pk)


@router.get("/digest", response={200: list[OwnerDigestOut], **PROBLEMS})
def show_digest(request: HttpRequest, month: date | None = None) -> object:
    """Refusals by owner and code of the month of a day, by default this month's."""
    return digests(viewer_in(request), month=month or timezone.localdate())


@router.get("/ties", response={200: list[DeclaredTieOut], **PROBLEMS})
def list_ties(request: HttpRequest) -> object:
    return tie_rows(viewer_in(request))


@router.post("/ties", response={201: Made, **PROBLEMS})
def declare(request: HttpRequest, given: DeclaredTieIn) -> Status[Made]:
    change, viewer = change_by(request, Deed.MATCH, given.reason), viewer_in(request)
    made = declare_tie(
        enterprise=enterprise_for(viewer, given.enterprise),
        other=other_named(given.other),
        words=given.words,
        change=change,
    )
    return Status(201, Made(id=made.pk))


@router.post("/ties/{pk}/end", response={200: Made, **PROBLEMS})
def end(request: HttpRequest, pk: Number, given: Reasoned) -> Made:
    change = change_by(request, Deed.MATCH, given.reason)
    return Made(id=end_tie(tie=tie_for(viewer_in(request), pk), change=change).pk)


def _space(by: SpaceUsed) -> dict[str, Any]:
    since = timezone.now() - timedelta(seconds=by.failing_s)
    return {
        "said": by.said,
        "model": by.model or None,
        "is_model_used": by.is_given,
        "failure": by.failure,
        "failing_since": since if by.failure else None,
    }


def _ranked(one: RankedMatch) -> dict[str, Any]:
    return {
        "offer": one.offer.key,
        "name": one.offer.name,
        "points": round(one.points, 3),
        "parts": {aspect.value: round(points, 3) for aspect, points in one.parts.items()},
        "reasons": one.reasons,
        "moved": one.moved,
        "shift": one.shift,
    }
