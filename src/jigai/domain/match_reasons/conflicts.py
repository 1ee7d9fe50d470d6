"""Conflicts of interest: who is removed from a ranking, and why, in words for whom may know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from jigai.domain.match_reasons.facts import DemandFacts, OfferFacts
from jigai.domain.sentence import Sentence


class Conflict(StrEnum):
    SAME_PERSON = "same_legal_person"
    EMPLOYER = "current_employer"
    JOINT = "joint_applicant"
    TIE = "declared_tie"


CONFLICTS: dict[Conflict, Sentence] = {
    Conflict.SAME_PERSON: Sentence("供需双方是同一法人", "both sides are the same legal person"),
    Conflict.EMPLOYER: Sentence(
        "专家现在就在需求单位任职", "the expert works for the demander now"
    ),
    Conflict.JOINT: Sentence("对方与需求单位共同申报", "the partner is a joint applicant"),
    Conflict.TIE: Sentence("双方申报过利益关系", "a tie between the two was declared"),
}


@dataclass(frozen=True, slots=True)
class Tie:
    """A declared tie between two parties by their keys, whichever way round."""

    one: str
    other: str
    words: str


@dataclass(frozen=True, slots=True)
class Removal:
    """An offer that does not take part; ``said`` is for whom may know of it."""

    key: str
    name: str
    conflict: Conflict
    said: Sentence


def removal(demand: DemandFacts, offer: OfferFacts, ties: Sequence[Tie]) -> Removal | None:
    """The first conflict of an offer with a demand, or none."""
    if demand.owners & offer.owners:
        return _removed(offer, Conflict.SAME_PERSON)
    if demand.owners & offer.employers:
        return _removed(offer, Conflict.EMPLOYER)
    if demand.owners & offer.joint_applicants:
        return _removed(offer, Conflict.JOINT)
    theirs = {offer.key, *offer.owners, *offer.employers}
    for tie in ties:
        ends = {tie.one, tie.other}
        if ends & demand.owners and ends & theirs:
            words = Sentence(f"：{tie.words}", f": {tie.words}")
            return _removed(offer, Conflict.TIE, words)
    return None


def _removed(offer: OfferFacts, conflict: Conflict, more: Sentence | None = None) -> Removal:
    said = CONFLICTS[conflict]
    if more is not None:
        said = Sentence(said.zh + more.zh, said.en + more.en)
    return Removal(offer.key, offer.name, conflict, said)
