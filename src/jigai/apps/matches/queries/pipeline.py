"""Matches on their way, what is stalled, and what the county counts: each contract once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, Sum

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.cooperation.models import Achievement, Expert
from jigai.apps.matches.models import (
    ContractParty,
    ContractPayment,
    Match,
    MatchRefusal,
    MatchStep,
    TechnicalContract,
)
from jigai.apps.matches.models.pipeline import WHOLE
from jigai.apps.matches.queries.names import Names, holder_of, names_for
from jigai.domain.match_reasons.editions import edition_in_force
from jigai.domain.sentence import Sentence

RUNNING = ("contact", "talk", "trial", "signed", "registered")
"""Stages at which a match may stand still; a product may take years."""


@dataclass(frozen=True, slots=True)
class MatchRow:
    """One match. Money in fen; ``holder`` is who offers; names as the viewer may read them."""

    id: int
    demand_id: int
    demand: str
    demander: Sentence
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


@dataclass(frozen=True, slots=True)
class StepRow:
    stage: str
    done_on: date
    note: str
    recorded_by: str


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party; ``part_fen`` is its share of the contract's amount, the parts of a side add up."""

    side: str
    name: str
    share_bp: int
    part_fen: int


@dataclass(frozen=True, slots=True)
class PaymentRow:
    paid_on: date
    amount_fen: int
    document: str


@dataclass(frozen=True, slots=True)
class ContractRow:
    """The contract of a match. Money in fen."""

    name: str
    kind: str
    signed_on: date
    valid_to: date | None
    amount_fen: int
    number: str
    registered_on: date | None
    technology_fen: int | None
    parties: tuple[PartyRow, ...]
    payments: tuple[PaymentRow, ...]
    paid_fen: int


@dataclass(frozen=True, slots=True)
class ContractTotals:
    """Registered contracts of a year, each once, however many partners it has. Money in fen."""

    year: int | None
    count: int
    amount_fen: int
    technology_fen: int
    paid_fen: int
    by_kind: tuple[tuple[str, int, int, int], ...]
    by_party: tuple[tuple[str, int, int], ...]


def stalled(*, on: date) -> Q:
    """Without a step for longer than the edition allows, and not at its end."""
    since = on - timedelta(days=edition_in_force(on=on).stalled_days)
    return Q(stage__in=RUNNING, last_step_on__lt=since)


def match_rows(viewer: Viewer, *, on: date, only: Q | None = None) -> list[MatchRow]:
    """Matches that the viewer sees, the latest step first; a fixed number of statements."""
    found: Any = Match.objects.visible_to(viewer).select_related(
        "demand__enterprise",
        "achievement__institution",
        "achievement__enterprise",
        "expert__institution",
        "contract",
    )
    if only is not None:
        found = found.filter(only)
    names, limit = names_for(viewer), edition_in_force(on=on).stalled_days
    listed = list(found.order_by("-last_step_on", "-pk"))
    paid = dict(
        ContractPayment.objects.filter(contract__match__in=listed)
        .values_list("contract__match")
        .annotate(sum=Sum("amount_fen"))
    )
    return [match_row(one, names, on, limit, paid.get(one.pk, 0)) for one in listed]


def match_row(one: Any, names: Names, on: date, limit: int, paid_fen: int) -> MatchRow:
    offer, contract = one.achievement or one.expert, getattr(one, "contract", None)
    days = (on - one.last_step_on).days
    return MatchRow(
        id=one.pk,
        demand_id=one.demand_id,
        demand=names.demand(one.demand),
        demander=names.demander(one.demand),
        offer_key=f"achievement:{one.achievement_id}"
        if one.achievement_id
        else f"expert:{one.expert_id}",
        offer=offer.name,
        holder=holder_of(offer),
        stage=one.stage,
        last_step_on=one.last_step_on,
        days_since=days,
        is_stalled=one.stage in RUNNING and days > limit,
        withdrawn_code=one.withdrawn_code,
        contract_kind=contract.kind if contract else "",
        number=contract.number if contract else "",
        amount_fen=contract.amount_fen if contract else None,
        technology_fen=contract.technology_fen if contract else None,
        paid_fen=paid_fen,
    )


def match_rows_of(viewer: Viewer, match: Match, *, on: date) -> MatchRow:
    """The row of one match that was obtained through the gate."""
    [row] = match_rows(viewer, on=on, only=Q(pk=match.pk))
    return row


def offer_of(one: Match | MatchRefusal) -> Achievement | Expert | None:
    """The achievement or expert of a match or refusal."""
    return one.achievement or one.expert


def contract_row(match: Match, names: Names) -> ContractRow | None:
    """The contract of a match with parties and payments; ``None`` before it is signed."""
    one = (
        TechnicalContract.objects.filter(match=match)
        .select_related("match__demand__enterprise")
        .first()
    )
    if one is None:
        return None
    payments = tuple(payment_rows(one))
    return ContractRow(
        one.name,
        one.kind,
        one.signed_on,
        one.valid_to,
        one.amount_fen,
        one.number,
        one.registered_on,
        one.technology_fen,
        tuple(party_rows(one, names)),
        payments,
        sum(paid.amount_fen for paid in payments),
    )


def step_rows(match: Match) -> list[StepRow]:
    """The steps of a match, the first first."""
    found = MatchStep.objects.filter(match=match).order_by("done_on", "pk")
    return [StepRow(one.stage, one.done_on, one.note, one.recorded_by) for one in found]


def party_rows(contract: TechnicalContract, names: Names) -> list[PartyRow]:
    """Buyers, then sellers; a confidential demander stays hidden from who may not know."""
    held = list(
        ContractParty.objects.filter(contract=contract)
        .select_related("enterprise", "institution")
        .order_by("side", "-share_bp", "pk")
    )
    demand = contract.match.demand
    rows = []
    for side in ("buyer", "seller"):
        own = [one for one in held if one.side == side]
        parts = split_fen(contract.amount_fen, [one.share_bp for one in own])
        for one, part in zip(own, parts, strict=True):
            is_hidden = one.enterprise_id == demand.enterprise_id and not names.is_open(demand)
            name = str(names.demander(demand)) if is_hidden else party_name(one)
            rows.append(PartyRow(side, name, one.share_bp, part))
    return rows


def party_name(one: ContractParty) -> str:
    found = one.enterprise or one.institution
    return found.name if found else ""


def split_fen(amount_fen: int, shares_bp: Sequence[int]) -> list[int]:
    """An amount by shares of one whole, to the fen; what rounding leaves goes to the largest.

    >>> split_fen(100, [3333, 3333, 3334])
    [33, 33, 34]
    >>> sum(split_fen(101, [5000, 5000]))
    101
    """
    parts = [amount_fen * share // WHOLE for share in shares_bp]
    if parts:
        parts[shares_bp.index(max(shares_bp))] += amount_fen - sum(parts)
    return parts


def payment_rows(contract: TechnicalContract) -> list[PaymentRow]:
    """The payments of a contract, the first first."""
    found = ContractPayment.objects.filter(contract=contract).order_by("paid_on", "pk")
    return [PaymentRow(one.paid_on, one.amount_fen, one.document) for one in found]


def contract_totals(viewer: Viewer, *, year: int | None = None) -> ContractTotals:
    """What was registered in a year, by kind and by seller's share; every contract once."""
    seen = Match.objects.visible_to(viewer).order_by().values("pk")
    found = TechnicalContract.objects.filter(match__in=seen).exclude(number="")
    if year is not None:
        found = found.filter(registered_on__year=year)
    contracts = list(found.select_related("match").order_by("pk"))
    parties = ContractParty.objects.filter(contract__in=contracts, side="seller")
    paid = ContractPayment.objects.filter(contract__in=contracts)
    return ContractTotals(
        year,
        len(contracts),
        sum(one.amount_fen for one in contracts),
        sum(one.technology_fen or 0 for one in contracts),
        paid.aggregate(sum=Sum("amount_fen"))["sum"] or 0,
        _by_kind(contracts),
        _by_party(contracts, list(parties.select_related("enterprise", "institution"))),
    )


def _by_kind(contracts: Sequence[TechnicalContract]) -> tuple[tuple[str, int, int, int], ...]:
    """Kind, how many, amount, technology-trade amount."""
    kinds = sorted({one.kind for one in contracts})
    return tuple(
        (
            kind,
            sum(one.kind == kind for one in contracts),
            sum(one.amount_fen for one in contracts if one.kind == kind),
            sum(one.technology_fen or 0 for one in contracts if one.kind == kind),
        )
        for kind in kinds
    )


def _by_party(
    contracts: Sequence[TechnicalContract], parties: Sequence[ContractParty]
) -> tuple[tuple[str, int, int], ...]:
    """Seller, contracts it has a part in, its part; the parts add up to the amounts."""
    sums: dict[str, list[int]] = {}
    for contract in contracts:
        own = sorted((one for one in parties if one.contract_id == contract.pk), key=lambda p: p.pk)
        parts = split_fen(contract.amount_fen, [one.share_bp for one in own])
        for one, part in zip(own, parts, strict=True):
            held = sums.setdefault(party_name(one), [0, 0])
            held[0] += 1
            held[1] += part
    ordered = sorted(sums.items(), key=lambda pair: (-pair[1][1], pair[0]))
    return tuple((name, count, part) for name, (count, part) in ordered)
