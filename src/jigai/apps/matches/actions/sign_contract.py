from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.cooperation.models import Institution
from jigai.apps.matches.actions.advance_match import move
from jigai.apps.matches.models import ContractParty, Match, TechnicalContract
from jigai.apps.matches.models.pipeline import WHOLE
from jigai.apps.matches.words import CONTRACT_KINDS, PARTY_SIDES
from jigai.apps.registry.models import Enterprise
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class SharesNotWhole(Refusal):
    code = "matches.shares_not_whole"
    message = Sentence(
        "{side}的份额合计{sum}%，应为100%。",
        "The shares of the {side} add up to {sum} %, not 100 %.",
    )
    remedy = Sentence("请写明每一方的份额。", "Give every party its share.")


class PartyTwice(Refusal):
    code = "matches.party_twice"
    message = Sentence("“{name}”写了两次。", "“{name}” is a party twice.")


class ContractKindUnknown(Refusal):
    code = "matches.contract_kind_unknown"
    message = Sentence("没有合同类别“{kind}”。", "There is no kind of contract “{kind}”.")


class AmountNotPositive(Refusal):
    code = "matches.amount_not_positive"
    message = Sentence("金额要大于0。", "The amount must be above 0.")


@dataclass(frozen=True, slots=True)
class Party:
    """A legal person of the contract with its share of its side, in basis points."""

    side: str
    who: Enterprise | Institution
    share_bp: int


@dataclass(frozen=True, slots=True)
class ContractTerms:
    """What the paper says. Money in fen."""

    name: str
    kind: str
    amount_fen: int
    parties: Sequence[Party]
    valid_to: date | None = None


def sign_contract(
    *, match: Match, terms: ContractTerms, on: date, change: Change
) -> TechnicalContract:
    """The two sides signed; the contract's amount is kept once, its parties with their shares.

    Raises:
        StageNotNext, StepBeforeLast, StepAhead, SharesNotWhole, PartyTwice, ContractKindUnknown,
        AmountNotPositive, RecordInvalid: as named.
    """
    _check(terms)
    with writing("contract.signed", change):
        match.refresh_from_db()
        move(match, "signed", on, "", change)
        contract = TechnicalContract(
            match=match,
            name=terms.name.strip(),
            kind=terms.kind,
            signed_on=on,
            valid_to=terms.valid_to,
            amount_fen=terms.amount_fen,
        )
        save_valid(contract)
        ContractParty.objects.bulk_create(
            ContractParty(contract=contract, side=one.side, share_bp=one.share_bp, **_keys(one))
            for one in terms.parties
        )
    return contract


def _check(terms: ContractTerms) -> None:
    if terms.kind not in CONTRACT_KINDS:
        raise ContractKindUnknown(kind=terms.kind)
    if terms.amount_fen <= 0:
        raise AmountNotPositive
    for side, said in PARTY_SIDES.items():
        shares = [one.share_bp for one in terms.parties if one.side == side]
        if sum(shares) != WHOLE or min(shares) <= 0:
            raise SharesNotWhole(side=said, sum=f"{sum(shares) / 100:g}")
    seen = set()
    for one in terms.parties:
        key = type(one.who), one.who.pk
        if key in seen:
            raise PartyTwice(name=one.who.name)
        seen.add(key)


def _keys(one: Party) -> dict[str, Enterprise | Institution]:
    return {"enterprise" if isinstance(one.who, Enterprise) else "institution": one.who}
