"""Technical demands: catalogue, posting, review, and the names behind secret ones."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from ninja.responses import Status
from pydantic import Field

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS, Said
from jigai.api.schemas import Changed, Fen, Made, Number, Reasoned, Text
from jigai.apps.accounts.permissions import Deed
from jigai.apps.cooperation.actions.disclose import (
    agree_to_disclosure,
    ask_for_names,
    end_disclosure,
    offer_names,
)
from jigai.apps.cooperation.actions.enter_demand import correct_demand, enter_demand
from jigai.apps.cooperation.actions.keep_demand import close_demand, keep_demand
from jigai.apps.cooperation.actions.look_at_demand import NamesClosed, look_at_demand
from jigai.apps.cooperation.actions.review_demand import approve_demand, return_demand
from jigai.apps.cooperation.entries import DemandEntry
from jigai.apps.cooperation.queries.access import (
    NotTheOwner,
    changeable_demand,
    demand_for,
    disclosure_for,
    institution_for,
    is_owner,
    own_institution,
)
from jigai.apps.cooperation.queries.demand_profile import (
    demand_text,
    demand_texts,
    disclosure_rows,
    entry_of,
    look_rows,
    looker,
    may_look,
    text_of,
)
from jigai.apps.registry.queries.access import enterprise_for
from jigai.flows.post_need import need_for, post_need

router = Router()
Year = Annotated[int, Field(ge=2000, le=2100)]
Level = Annotated[int, Field(ge=1, le=9)]


class DemandOut(Schema):
    """``is_clear`` false: the masked text; firm, area and owner are then blank."""

    id: int
    name: str
    problem: str
    key_technology: str
    expected_goal: str
    keywords: str
    wanted_partners: str
    bidder_conditions: str
    starts_year: int
    ends_year: int
    budget_fen: int | None
    solving_way: str
    activity_kind: str
    discipline: str
    technical_field: str
    industry_code: str
    result_ownership: str
    least_maturity: int | None
    needed_by: date | None
    is_confidential: bool
    is_clear: bool
    enterprise_id: int | None
    enterprise: str
    area: str
    owner: str
    review_on: date
    state: str
    opinion: str
    closed_on: date | None
    close_reason: str
    left_out: Said | None


class DisclosureOut(Schema):
    """``state``: asked, offered, open or ended."""

    id: int
    institution_id: int
    institution: str
    purpose: str
    asked_at: datetime | None
    asked_by: str
    agreed_at: datetime | None
    agreed_by: str
    ended_at: datetime | None
    end_reason: str
    state: str


class LookOut(Schema):
    looked_at: datetime
    looked_by: str
    institution: str
    purpose: str


class DemandFullOut(DemandOut):
    """``disclosures`` and ``looks`` are for the two sides alone."""

    disclosures: list[DisclosureOut]
    looks: list[LookOut]


class DemandIn(Reasoned):
    """By the official form; codes as in the reference of cooperation."""

    name: Text
    starts_year: Year
    ends_year: Year
    problem: Text
    key_technology: Text
    expected_goal: Text
    keywords: Text
    solving_way: Text
    activity_kind: Text
    discipline: Text
    technical_field: Text
    industry_code: Text
    result_ownership: Text
    review_on: date
    budget_fen: Fen | None = None
    wanted_partners: Text = ""
    bidder_conditions: Text = ""
    least_maturity: Level | None = None
    needed_by: date | None = None
    is_confidential: bool = False
    hidden_words: Text = ""


class NewDemandIn(DemandIn):
    """``need``: the line of a plan from which it comes."""

    enterprise: int
    need: int | None = None


class MaskedIn(Reasoned):
    """The text that others read; a blank field is masked anew."""

    name: Text = ""
    problem: Text = ""
    key_technology: Text = ""
    expected_goal: Text = ""
    keywords: Text = ""
    wanted_partners: Text = ""
    bidder_conditions: Text = ""


class VerdictIn(Reasoned):
    verdict: Literal["approve", "return"]
    opinion: Text = ""


class ReviewDayIn(Reasoned):
    review_on: date


class InstitutionIdIn(Reasoned):
    institution: int


@router.get("", response={200: list[DemandOut], **PROBLEMS})
def list_demands(request: HttpRequest) -> Any:
    """Every demand that the caller sees, as the caller may read it."""
    return demand_texts(viewer_in(request), on=timezone.localdate())


@router.post("", response={201: Made, **PROBLEMS})
def post_demand(request: HttpRequest, given: NewDemandIn) -> Status[Made]:
    """Enter a demand of an enterprise; it waits for review."""
    change = change_by(request, Deed.DEMAND, given.reason)
    enterprise = enterprise_for(viewer_in(request), given.enterprise)
    entry = DemandEntry(**given.dict(exclude={"reason", "enterprise", "need"}))
    if given.need is not None:
        line = need_for(viewer_in(request), given.need)
        made = post_need(line=line, enterprise=enterprise, entry=entry, change=change)
    else:
        made = enter_demand(enterprise=enterprise, entry=entry, change=change)
    return Status(201, Made(id=made.pk))


@router.get("/{pk}", response={200: DemandFullOut, **PROBLEMS})
def show_demand(request: HttpRequest, pk: Number) -> Any:
    """One demand with who asked for its names and who looked."""
    viewer = viewer_in(request)
    found = demand_for(viewer, pk)
    return {
        **_plain(demand_text(viewer, found, on=timezone.localdate())),
        "disclosures": [asdict(one) for one in disclosure_rows(viewer, found)],
        "looks": [asdict(one) for one in look_rows(viewer, found)],
    }


@router.put("/{pk}", response={200: Changed, **PROBLEMS})
def change_demand(request: HttpRequest, pk: Number, given: DemandIn) -> Changed:
    """Say anew what a demand says; what changes it must be reviewed again."""
    change = change_by(request, Deed.DEMAND, given.reason)
    found = changeable_demand(viewer_in(request), pk)
    entry = DemandEntry(**given.dict(exclude={"reason"}), direction_id=found.direction_id)
    return Changed(fields=list(correct_demand(demand=found, entry=entry, change=change)))


@router.put("/{pk}/masked", response={200: Changed, **PROBLEMS})
def word_masked(request: HttpRequest, pk: Number, given: MaskedIn) -> Changed:
    """Word anew what others read of a secret demand."""
    change = change_by(request, Deed.DEMAND, given.reason)
    found = changeable_demand(viewer_in(request), pk)
    masked = given.dict(exclude={"reason"})
    entry = DemandEntry(**{**asdict(entry_of(found)), "masked": masked})
    return Changed(fields=list(correct_demand(demand=found, entry=entry, change=change)))


@router.post("/{pk}/review", response={200: Made, **PROBLEMS})
def review_demand(request: HttpRequest, pk: Number, given: VerdictIn) -> Made:
    """Approve and publish, or return with an opinion."""
    change = change_by(request, Deed.REVIEW_COOPERATION, given.reason)
    found = demand_for(viewer_in(request), pk)
    if given.verdict == "approve":
        return Made(id=approve_demand(demand=found, change=change).pk)
    return Made(id=return_demand(demand=found, opinion=given.opinion, change=change).pk)


@router.post("/{pk}/keep", response={200: Made, **PROBLEMS})
def vouch_for_demand(request: HttpRequest, pk: Number, given: ReviewDayIn) -> Made:
    """Its owner says that it still holds."""
    change = change_by(request, Deed.DEMAND, given.reason)
    found = changeable_demand(viewer_in(request), pk)
    return Made(id=keep_demand(demand=found, review_on=given.review_on, change=change).pk)


@router.post("/{pk}/close", response={200: Made, **PROBLEMS})
def end_demand(request: HttpRequest, pk: Number, said: Reasoned) -> Made:
    """Take a demand out, for good."""
    change = change_by(request, Deed.DEMAND, said.reason)
    return Made(id=close_demand(demand=changeable_demand(viewer_in(request), pk), change=change).pk)


@router.post("/{pk}/look", response={200: DemandOut, **PROBLEMS})
def look(request: HttpRequest, pk: Number, said: Reasoned) -> Any:
    """Read the clear text of a secret demand; the look is kept and shown to its owner."""
    change, viewer = change_by(request, None, said.reason), viewer_in(request)
    found = demand_for(viewer, pk)
    if not may_look(viewer, found):
        raise NamesClosed
    look_at_demand(demand=found, institution=looker(viewer, found), change=change)
    return text_of(found, is_clear=True, on=timezone.localdate())


@router.post("/{pk}/disclosures", response={201: Made, **PROBLEMS})
def ask(request: HttpRequest, pk: Number, given: InstitutionIdIn) -> Status[Made]:
    """An institution asks for the names; the reason is the purpose."""
    change = change_by(request, Deed.ASK_NAMES, given.reason)
    viewer = viewer_in(request)
    institution = own_institution(viewer, given.institution)
    row = ask_for_names(demand=demand_for(viewer, pk), institution=institution, change=change)
    return Status(201, Made(id=row.pk))


@router.post("/{pk}/offers", response={201: Made, **PROBLEMS})
def offer(request: HttpRequest, pk: Number, given: InstitutionIdIn) -> Status[Made]:
    """The owner offers the names to one institution."""
    change = change_by(request, Deed.DEMAND, given.reason)
    viewer = viewer_in(request)
    found = demand_for(viewer, pk)
    if not is_owner(viewer, found):
        raise NotTheOwner
    institution = institution_for(viewer, given.institution)
    return Status(
        201, Made(id=offer_names(demand=found, institution=institution, change=change).pk)
    )


@router.post("/disclosures/{pk}/agree", response={200: Made, **PROBLEMS})
def agree(request: HttpRequest, pk: Number, said: Reasoned) -> Made:
    """The owner agrees to what an institution asked for."""
    change = change_by(request, Deed.DEMAND, said.reason)
    viewer = viewer_in(request)
    found = disclosure_for(viewer, pk)
    if not is_owner(viewer, found.demand):
        raise NotTheOwner
    return Made(id=agree_to_disclosure(disclosure=found, change=change).pk)


@router.post("/disclosures/{pk}/end", response={200: Made, **PROBLEMS})
def close_names(request: HttpRequest, pk: Number, said: Reasoned) -> Made:
    """Either side declines or takes it back."""
    change = change_by(request, None, said.reason)
    found = disclosure_for(viewer_in(request), pk)
    return Made(id=end_disclosure(disclosure=found, change=change).pk)


def _plain(text: Any) -> dict[str, Any]:
    return asdict(text)
