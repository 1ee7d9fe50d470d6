"""The pipeline of matches: steps, contracts, payments, totals, the back-test."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS, Said
from jigai.api.schemas import Fen, Made, Number, Reasoned, Text
from jigai.api.v1.matches import Code
from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.matches.actions.advance_match import advance_match
from jigai.apps.matches.actions.record_payment import record_payment
from jigai.apps.matches.actions.register_contract import register_contract
from jigai.apps.matches.actions.sign_contract import ContractTerms, Party, sign_contract
from jigai.apps.matches.actions.withdraw_match import withdraw_match
from jigai.apps.matches.queries.access import contract_of, match_for, side_of
from jigai.apps.matches.queries.back_test import back_tested
from jigai.apps.matches.queries.names import names_for
from jigai.apps.matches.queries.parties import who_is
from jigai.apps.matches.queries.pipeline import (
    contract_row,
    contract_totals,
    match_rows,
    match_rows_of,
    offer_of,
    stalled,
    step_rows,
)
from jigai.domain.change import Change

router = Router()
Side = Literal["buyer", "seller"]


class MatchOut(Schema):
    """One match; names as the viewer may read them. Money in fen."""

    id: int
    demand_id: int
    demand: str
    demander: Said
    offer_key: str
    offer: str
    holder: str
    stage: str
    last_step_on: date
    days_since: int
    is_stalled: bool
    withdrawn_code: str
    contract_kind: str
    number: str
    amount_fen: int | None
    technology_fen: int | None
    paid_fen: int


class MatchStepOut(Schema):
    stage: str
    done_on: date
    note: str
    recorded_by: str


class ContractPartyOut(Schema):
    side: str
    name: str
    share_bp: int
    part_fen: int


class ContractPaymentOut(Schema):
    paid_on: date
    amount_fen: int
    document: str


class TechnicalContractOut(Schema):
    name: str
    kind: str
    signed_on: date
    valid_to: date | None
    amount_fen: int
    number: str
    registered_on: date | None
    technology_fen: int | None
    parties: list[ContractPartyOut]
    payments: list[ContractPaymentOut]
    paid_fen: int


class MatchDetailOut(Schema):
    match: MatchOut
    steps: list[MatchStepOut]
    contract: TechnicalContractOut | None


class ContractTotalsOut(Schema):
    """Registered contracts, each once; kind, count, amounts; seller, contracts, part; in fen."""

    year: int | None
    count: int
    amount_fen: int
    technology_fen: int
    paid_fen: int
    by_kind: list[tuple[str, int, int, int]]
    by_party: list[tuple[str, int, int]]


class MatchStepIn(Reasoned):
    to: Literal["talk", "trial", "product"]
    on: date
    note: Annotated[str, Field(max_length=300)] = ""


class MatchWithdrawalIn(Reasoned):
    code: Code
    on: date
    note: Annotated[str, Field(max_length=120)] = ""


class ContractPartyIn(Schema):
    """An enterprise or institution by its whole name or credit code; share in basis points."""

    side: Side
    name: Text
    share_bp: Annotated[int, Field(ge=1, le=10_000)]


class ContractIn(Reasoned):
    name: Annotated[str, Field(min_length=1, max_length=120)]
    kind: Literal["development", "transfer", "licence", "consulting", "service"]
    amount_fen: Fen
    on: date
    valid_to: date | None = None
    parties: list[ContractPartyIn]


class RegistrationIn(Reasoned):
    number: Annotated[str, Field(max_length=24)]
    technology_fen: Fen
    on: date


class PaymentIn(Reasoned):
    amount_fen: Fen
    document: Annotated[str, Field(min_length=1, max_length=200)]
    on: date


class HitRateOut(Schema):
    name: str
    count: int
    ours: int
    plain: int


class TriedOut(Schema):
    """Places from 1; ``null``: not found."""

    demand: str
    offer: str
    field: str
    year: int
    ours: int | None
    plain: int | None


class MatchBackTestOut(Schema):
    """Hits in the first ten by our ranking and by plain BM25, on contracts that were signed."""

    total: HitRateOut
    by_field: list[HitRateOut]
    by_year: list[HitRateOut]
    misses: list[TriedOut]
    is_too_few: bool


@router.get("/", response={200: list[MatchOut], **PROBLEMS})
def list_matches(request: HttpRequest, is_stalled: bool = False) -> object:  # noqa: FBT001, FBT002 - query parameters
    today = timezone.localdate()
    only = stalled(on=today) if is_stalled else None
    return match_rows(viewer_in(request), on=today, only=only)


@router.get("/totals", response={200: ContractTotalsOut, **PROBLEMS})
def show_totals(
    request: HttpRequest, year: Annotated[int, Field(ge=1, le=9999)] | None = None
) -> object:
    return contract_totals(viewer_in(request), year=year)


@router.get("/backtest", response={200: MatchBackTestOut, **PROBLEMS})
def show_back_test(request: HttpRequest) -> object:
    viewer = viewer_in(request)
    require(viewer, Deed.RUN_MATCHING)
    return back_tested(viewer)


@router.get("/{pk}", response={200: MatchDetailOut, **PROBLEMS})
def show_match(request: HttpRequest, pk: Number) -> dict[str, Any]:
    viewer = viewer_in(request)
    match = match_for(viewer, pk)
    return {
        "match": match_rows_of(viewer, match, on=timezone.localdate()),
        "steps": step_rows(match),
        "contract": contract_row(match, names_for(viewer)),
    }


@router.post("/{pk}/steps", response={200: Made, **PROBLEMS})
def advance(request: HttpRequest, pk: Number, given: MatchStepIn) -> Made:
    match, _side, change = _opened(request, pk, given.reason)
    advance_match(match=match, to=given.to, on=given.on, note=given.note, change=change)
    return Made(id=match.pk)


@router.post("/{pk}/withdrawal", response={200: Made, **PROBLEMS})
def withdraw(request: HttpRequest, pk: Number, given: MatchWithdrawalIn) -> Made:
    match, side, change = _opened(request, pk, given.reason)
    withdraw_match(
        match=match, side=side, code=given.code, note=given.note, on=given.on, change=change
    )
    return Made(id=match.pk)


@router.post("/{pk}/contract", response={200: Made, **PROBLEMS})
def sign(request: HttpRequest, pk: Number, given: ContractIn) -> Made:
    """The shares of each side make a whole; the amount is kept once."""
    match, _side, change = _opened(request, pk, given.reason)
    parties = [Party(one.side, who_is(one.name), one.share_bp) for one in given.parties]
    terms = ContractTerms(given.name, given.kind, given.amount_fen, parties, given.valid_to)
    return Made(id=sign_contract(match=match, terms=terms, on=given.on, change=change).pk)


@router.post("/{pk}/registration", response={200: Made, **PROBLEMS})
def register(request: HttpRequest, pk: Number, given: RegistrationIn) -> Made:
    """The 16 digits of the certificate; from now on the county counts the contract, once."""
    match, _side, change = _opened(request, pk, given.reason)
    contract = register_contract(
        contract=contract_of(match),
        number=given.number,
        technology_fen=given.technology_fen,
        on=given.on,
        change=change,
    )
    return Made(id=contract.pk)


@router.post("/{pk}/payments", response={200: Made, **PROBLEMS})
def pay(request: HttpRequest, pk: Number, given: PaymentIn) -> Made:
    match, _side, change = _opened(request, pk, given.reason)
    payment = record_payment(
        contract=contract_of(match),
        amount_fen=given.amount_fen,
        document=given.document,
        on=given.on,
        change=change,
    )
    return Made(id=payment.pk)


def _opened(request: HttpRequest, pk: int, reason: str) -> tuple[Any, str, Change]:
    """The match, the side for which the viewer speaks, and the authorship."""
    change, viewer = change_by(request, Deed.MATCH, reason), viewer_in(request)
    match = match_for(viewer, pk)
    return match, side_of(viewer, match.demand, offer_of(match)), change
