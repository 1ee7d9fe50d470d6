"""Why a match was declined, in a short list of codes, and what each changes in the next list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from jigai.domain.match_reasons.editions import Edition
from jigai.domain.match_reasons.facts import DemandFacts, OfferFacts
from jigai.domain.match_reasons.preference import nearness
from jigai.domain.sentence import Sentence


class RefusalCode(StrEnum):
    TOO_EARLY = "too_early"
    TOO_COSTLY = "too_costly"
    OTHER_FIELD = "other_field"
    NO_CAPACITY = "no_capacity"
    OWNERSHIP = "ownership"
    SOLVED = "already_solved"
    OTHER = "other"


CODES: dict[RefusalCode, Sentence] = {
    RefusalCode.TOO_EARLY: Sentence("成果太早期", "too early"),
    RefusalCode.TOO_COSTLY: Sentence("费用太高", "too costly"),
    RefusalCode.OTHER_FIELD: Sentence("领域不对", "other field"),
    RefusalCode.NO_CAPACITY: Sentence("没有承接能力", "no capacity"),
    RefusalCode.OWNERSHIP: Sentence("权属条件不合", "conditions of ownership"),
    RefusalCode.SOLVED: Sentence("问题已解决", "already solved"),
    RefusalCode.OTHER: Sentence("其他", "other"),
}
UP, SAME, DOWN = 1, 0, -1


@dataclass(frozen=True, slots=True)
class Declined:
    """A match that was declined before, with what was known of its offer."""

    offer: OfferFacts
    code: RefusalCode
    declined_on: date


@dataclass(frozen=True, slots=True)
class Effect:
    """What one refusal does to one other offer: ahead, the same or behind, and why."""

    shift: int
    said: Sentence


def effect(
    declined: Declined, demand: DemandFacts, offer: OfferFacts, edition: Edition, on: date
) -> Effect | None:
    """What an earlier refusal of this demand changes for another offer."""
    match declined.code:
        case RefusalCode.TOO_EARLY:
            shift, why = _more_mature(declined, offer, on)
        case RefusalCode.TOO_COSTLY:
            shift, why = _cheaper(declined, offer)
        case RefusalCode.OTHER_FIELD:
            shift, why = _same_wrong_field(declined, demand, offer)
        case RefusalCode.NO_CAPACITY:
            until = declined.declined_on + timedelta(days=edition.no_capacity_days)
            is_same = bool(declined.offer.owners & offer.owners) and on < until
            shift, why = DOWN if is_same else SAME, Sentence("同一单位", "same owner")
        case RefusalCode.OWNERSHIP:
            terms = declined.offer.ownership
            is_same = bool(terms) and terms == offer.ownership
            shift, why = (
                DOWN if is_same else SAME,
                Sentence("权属条件相同", "same terms of ownership"),
            )
        case _:
            return None
    return Effect(shift, _because(declined, shift, why)) if shift else None


def _more_mature(declined: Declined, offer: OfferFacts, on: date) -> tuple[int, Sentence]:
    before, level = declined.offer.level_on(on) or 0, offer.level_on(on)
    if level is None:
        return SAME, Sentence("", "")
    if level > before:
        return UP, Sentence(f"成熟度{level}级，更高", f"level {level} is higher")
    return DOWN, Sentence(f"成熟度{level}级，不更高", f"level {level} is no higher")


def _cheaper(declined: Declined, offer: OfferFacts) -> tuple[int, Sentence]:
    before = declined.offer.price_fen
    if before is None or offer.price_fen is None:
        return SAME, Sentence("", "")
    if offer.price_fen < before:
        return UP, Sentence("报价更低", "its price is lower")
    return DOWN, Sentence("报价不更低", "its price is no lower")


def _same_wrong_field(
    declined: Declined, demand: DemandFacts, offer: OfferFacts
) -> tuple[int, Sentence]:
    """Fields of what was declined that the demand itself does not name."""
    wrong = set(declined.offer.field_codes) - set(demand.field_codes)
    asked = any(
        nearness(one, other) == 1 for one in demand.field_codes for other in offer.field_codes
    )
    is_same = not asked and bool(wrong & set(offer.field_codes))
    return DOWN if is_same else SAME, Sentence("领域与之相同", "it is of the same field")


def _because(declined: Declined, shift: int, why: Sentence) -> Sentence:
    said = (
        Sentence("排前：您以“{code}”谢绝了“{name}”，{why}",
                 "put ahead because you declined “{name}” as {code}: {why}")
        if shift == UP
        else Sentence("排后：您以“{code}”谢绝了“{name}”，{why}",
                      "put behind because you declined “{name}” as {code}: {why}")
    )  # fmt: skip
    return said.format(code=CODES[declined.code], name=declined.offer.name, why=why)
