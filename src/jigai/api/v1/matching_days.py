"""Matching days: participants, wishes, the stable assignment and its check."""

from __future__ import annotations

from datetime import date, time
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema
from ninja.responses import Status
from pydantic import Field

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS
from jigai.api.schemas import Made, Number, Reasoned
from jigai.api.v1.platform_scores import CountOut
from jigai.apps.accounts.permissions import Deed
from jigai.apps.matches.actions.assign_day import assign_day
from jigai.apps.matches.actions.open_day import (
    DayPlan,
    add_participant,
    let_propose,
    open_day,
    remove_participant,
)
from jigai.apps.matches.queries.access import (
    NotYourWishes,
    day_for,
    participant_for,
    speaks_for,
    thing_named,
)
from jigai.apps.matches.queries.days import (
    day_check,
    day_row,
    day_rows,
    meeting_rows,
    participant_rows,
    participants_by_number,
)
from jigai.flows.rank_day import edit_wishes, rank_day

router = Router()
Proposing = Literal["demand", "offer"]
ThingKey = Annotated[
    str, Field(max_length=40, pattern=r"^(demand|achievement|expert):[0-9]{1,18}$")
]


class MatchingDayOut(Schema):
    id: int
    name: str
    held_on: date
    place: str
    begins_at: time
    turn_minutes: int
    proposing: str
    state: str
    demand_count: int
    offer_count: int
    meeting_count: int


class DayWishOut(Schema):
    participant_id: int
    place: int
    name: str


class DayParticipantOut(Schema):
    """Wishes are empty for who may not edit them."""

    id: int
    side: str
    key: str
    name: str
    who: str
    capacity: int
    table: int
    meetings: int
    wishes: list[DayWishOut]
    is_edited: bool
    may_edit: bool


class DayMeetingOut(Schema):
    turn: int
    starts_at: time
    ends_at: time
    table: int
    demand: str
    demander: str
    offer: str
    holder: str
    place_of_demander: int
    place_of_offerer: int
    demander_id: int
    offerer_id: int


class DayCheckOut(Schema):
    """Pairs that would rather meet (none in a stable assignment), and who meets nobody."""

    blocking: int
    unmet: list[str]


class MatchingDayDetailOut(Schema):
    day: MatchingDayOut
    participants: list[DayParticipantOut]
    meetings: list[DayMeetingOut]
    check: DayCheckOut | None


class MatchingDayIn(Reasoned):
    name: Annotated[str, Field(min_length=1, max_length=120)]
    held_on: date
    place: Annotated[str, Field(min_length=1, max_length=120)]
    begins_at: time
    turn_minutes: Annotated[int, Field(ge=5, le=120)] = 20
    proposing: Proposing = "demand"


class JoinIn(Reasoned):
    thing: ThingKey
    capacity: Annotated[int, Field(ge=1, le=50)] = 1


class WishesIn(Reasoned):
    """Numbers of the other side's participants, the best first."""

    order: list[int]


class ProposingIn(Reasoned):
    side: Proposing


@router.get("/", response={200: list[MatchingDayOut], **PROBLEMS})
def list_days(request: HttpRequest) -> object:
    return day_rows(viewer_in(request))


@router.post("/", response={201: Made, **PROBLEMS})
def announce(request: HttpRequest, given: MatchingDayIn) -> Status[Made]:
    change = change_by(request, Deed.RUN_MATCHING, given.reason)
    plan = DayPlan(**given.dict(exclude={"reason"}))
    return Status(201, Made(id=open_day(plan=plan, change=change).pk))


@router.get("/{pk}", response={200: MatchingDayDetailOut, **PROBLEMS})
def show_day(request: HttpRequest, pk: Number) -> dict[str, Any]:
    viewer = viewer_in(request)
    found = day_for(viewer, pk)
    return {
        "day": day_row(found),
        "participants": participant_rows(viewer, found),
        "meetings": meeting_rows(viewer, found),
        "check": day_check(viewer, found) if found.state == "assigned" else None,
    }


@router.post("/{pk}/participants", response={201: Made, **PROBLEMS})
def join(request: HttpRequest, pk: Number, given: JoinIn) -> Status[Made]:
    change, viewer = change_by(request, Deed.RUN_MATCHING, given.reason), viewer_in(request)
    day, thing = day_for(viewer, pk), thing_named(viewer, given.thing)
    made = add_participant(day=day, thing=thing, capacity=given.capacity, change=change)
    return Status(201, Made(id=made.pk))


@router.post("/{pk}/participants/{participant}/leave", response={200: Made, **PROBLEMS})
def leave(request: HttpRequest, pk: Number, participant: Number, given: Reasoned) -> Made:
    change = change_by(request, Deed.RUN_MATCHING, given.reason)
    found = participant_for(day_for(viewer_in(request), pk), participant)
    remove_participant(participant=found, change=change)
    return Made(id=participant)


@router.put("/{pk}/participants/{participant}/wishes", response={200: Made, **PROBLEMS})
def wish(request: HttpRequest, pk: Number, participant: Number, given: WishesIn) -> Made:
    """By the participant's own side or the office; a conflict of interest is refused."""
    change, viewer = change_by(request, Deed.MATCH, given.reason), viewer_in(request)
    day = day_for(viewer, pk)
    found = participant_for(day, participant)
    if not speaks_for(viewer, found):
        raise NotYourWishes
    wished = participants_by_number(day, given.order)
    edit_wishes(participant=found, wished=wished, change=change)
    return Made(id=found.pk)


@router.post("/{pk}/wishes", response={200: CountOut, **PROBLEMS})
def fill(request: HttpRequest, pk: Number, given: Reasoned) -> CountOut:
    """From the ranking, for those who have not edited theirs; how many were filled."""
    change = change_by(request, Deed.RUN_MATCHING, given.reason)
    return CountOut(count=rank_day(day=day_for(viewer_in(request), pk), change=change))


@router.put("/{pk}/proposing", response={200: Made, **PROBLEMS})
def choose_side(request: HttpRequest, pk: Number, given: ProposingIn) -> Made:
    change = change_by(request, Deed.RUN_MATCHING, given.reason)
    day = let_propose(day=day_for(viewer_in(request), pk), side=given.side, change=change)
    return Made(id=day.pk)


@router.post("/{pk}/assignment", response={200: CountOut, **PROBLEMS})
def assign(request: HttpRequest, pk: Number, given: Reasoned) -> CountOut:
    """Stable, checked before it is kept; how many meetings."""
    change = change_by(request, Deed.RUN_MATCHING, given.reason)
    return CountOut(count=len(assign_day(day=day_for(viewer_in(request), pk), change=change)))
