"""The list of one demand: who is eligible in order, who is left out, who is removed, and why."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from jigai.domain.match_reasons import reasons as hard
from jigai.domain.match_reasons.conflicts import Removal, Tie, removal
from jigai.domain.match_reasons.editions import Edition
from jigai.domain.match_reasons.facts import Aspect, DemandFacts, Nearness, OfferFacts
from jigai.domain.match_reasons.preference import (
    BEST_TEXT,
    by_field,
    by_maturity,
    by_nearness,
    by_place,
    by_words,
)
from jigai.domain.match_reasons.reasons import Fit, Reason, Terms
from jigai.domain.match_reasons.refusal_codes import Declined, Effect, RefusalCode, effect
from jigai.domain.sentence import Sentence

SOLVED = Sentence("您说过问题已经解决，不再推荐。撤回谢绝后恢复。",
                  "You said it is solved: nothing is proposed until taken back.")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """An offer with its nearness as a text (0 to 2.75) and the words of its text.

    Attributes:
        nearness: where an embedding model puts it, if it shares no word with the demand.
    """

    offer: OfferFacts
    text_score: float
    spoken: frozenset[str]
    nearness: Nearness | None = None


@dataclass(frozen=True, slots=True)
class RankedMatch:
    """One offer in its place.

    Attributes:
        points: in all, 0 to 100 before refusals; ``parts`` by aspect.
        moved: what earlier refusals did to it, in words; ``shift`` is their sum.
    """

    offer: OfferFacts
    points: float
    parts: Mapping[Aspect, float]
    reasons: tuple[Reason, ...]
    moved: tuple[Sentence, ...]
    shift: int

    @property
    def is_eligible(self) -> bool:
        return not any(one.is_hard and one.fit == Fit.FITS_NOT for one in self.reasons)

    def said(self, fit: Fit) -> list[Reason]:
        return [one for one in self.reasons if one.fit == fit]


@dataclass(frozen=True, slots=True)
class MatchList:
    """``paused`` says why nothing is proposed."""

    eligible: tuple[RankedMatch, ...]
    left_out: tuple[RankedMatch, ...]
    removed: tuple[Removal, ...]
    paused: Sentence | None = None


def match_list(
    demand: DemandFacts,
    candidates: Sequence[Candidate],
    *,
    edition: Edition,
    on: date,
    declined: Sequence[Declined] = (),
    ties: Sequence[Tie] = (),
    terms: Terms | None = None,
    without: Collection[Aspect] = (),
) -> MatchList:
    """The list of a demand on a day.

    Args:
        declined: earlier refusals of this demand; what was declined is not proposed again.
        terms: words of the codes.
        without: aspects that are left out, to see what they do.
    """
    if any(one.code == RefusalCode.SOLVED for one in declined):
        return MatchList((), (), (), SOLVED)
    gone = {one.offer.key for one in declined}
    removed, ranked = [], []
    for one in candidates:
        conflict = removal(demand, one.offer, ties)
        if conflict is not None:
            removed.append(conflict)
        elif one.offer.key not in gone:
            ranked.append(_ranked(demand, one, edition, on, declined, terms or {}, without))
    ranked.sort(key=lambda one: (-one.shift, -round(one.points, 6), one.offer.key))
    eligible = tuple(one for one in ranked if one.is_eligible)
    left_out = tuple(one for one in ranked if not one.is_eligible)
    return MatchList(eligible, left_out, tuple(removed))


def _ranked(
    demand: DemandFacts,
    one: Candidate,
    edition: Edition,
    on: date,
    declined: Sequence[Declined],
    terms: Terms,
    without: Collection[Aspect],
) -> RankedMatch:
    shares, reasons = _compared(demand, one, on, terms)
    told = tuple(
        Reason(reason.aspect, reason.fit, reason.said, reason.aspect in edition.hard)
        for reason in reasons
        if reason.aspect not in without
    )
    times = 1.0
    effects: list[Effect] = []
    for earlier in declined:
        if earlier.code == RefusalCode.TOO_EARLY:
            times = edition.maturity_times
        found = effect(earlier, demand, one.offer, edition, on)
        effects += [found] if found is not None else []
    parts = {
        aspect: edition.weights[aspect] * share * (times if aspect == Aspect.MATURITY else 1.0)
        for aspect, share in shares.items()
        if aspect not in without
    }
    unknown = sum(reason.is_hard and reason.fit == Fit.UNKNOWN for reason in told)
    points = max(sum(parts.values()) - edition.unknown_costs * unknown, 0.0)
    moved = tuple(dict.fromkeys(found.said for found in effects))
    shift = sum(found.shift for found in effects)
    return RankedMatch(one.offer, points, parts, told, moved, shift)


def _compared(
    demand: DemandFacts, one: Candidate, on: date, terms: Terms
) -> tuple[dict[Aspect, float], list[Reason]]:
    """The share of each weight, and every reason."""
    offer = one.offer
    words_share, word_reasons = by_words(demand, one.spoken)
    field_share, field_reasons = by_field(demand, offer, terms)
    told = [
        *by_nearness(one.nearness),
        *word_reasons,
        *field_reasons,
        hard.maturity(demand, offer, on),
        hard.place(demand, offer, terms),
        hard.price(demand, offer),
        hard.ownership(demand, offer, terms),
        hard.way(demand, offer, terms),
        hard.partner(demand, offer),
        hard.review(offer, on),
        hard.capacity(offer),
    ]
    shares = {
        Aspect.TEXT: min(one.text_score / BEST_TEXT, 1.0),
        Aspect.WORDS: words_share,
        Aspect.FIELD: field_share,
        Aspect.MATURITY: by_maturity(demand, offer, on),
        Aspect.PLACE: by_place(demand, offer),
    }
    return shares, [reason for reason in told if reason is not None]
