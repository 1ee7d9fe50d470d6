"""What is proposed for a demand: ten matches with their reasons, and who else there was."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from jigai.apps.cooperation.models import Achievement, Demand, Expert
from jigai.apps.matches.catalogue import near
from jigai.apps.matches.models import MatchRefusal
from jigai.apps.matches.queries.facts import (
    achievement_facts,
    code_terms,
    demand_facts,
    expert_facts,
    offer_facts,
    ties,
)
from jigai.domain.match_reasons.editions import Edition, edition_in_force
from jigai.domain.match_reasons.facts import Aspect, DemandFacts
from jigai.domain.match_reasons.match_list import Candidate, MatchList, match_list
from jigai.domain.match_reasons.preference import words_of
from jigai.domain.match_reasons.refusal_codes import Declined, RefusalCode
from jigai.domain.matching.space import SpaceUsed

CANDIDATES, SAME_FIELD, SHOWN = 200, 50, 10
MOST = 5_000


@dataclass(frozen=True, slots=True)
class Proposals:
    """The list of a demand on a day, by which weights, and in which space texts were compared."""

    demand: DemandFacts
    found: MatchList
    edition: Edition
    declined_count: int
    by: SpaceUsed


def proposals(
    demand: Demand,
    *,
    on: date,
    without: Collection[Aspect] = (),
    only: Collection[str] | None = None,
) -> Proposals:
    """The list of a demand; what was declined before is heeded.

    Args:
        without: aspects that are left out, to see what they do.
        only: keys of the offers that are compared, instead of those that are found.
    """
    facts, edition = demand_facts(demand), edition_in_force(on=on)
    texts = near(facts.text, most=CANDIDATES if only is None else MOST)
    scores = texts.scores
    for key in same_field(demand) if only is None else only:
        scores.setdefault(key, 0.0)
    if only is not None:
        scores = {key: scores[key] for key in only}
    offers = offer_facts(scores, on=on)
    declined = declined_before(demand, on=on)
    found = match_list(
        facts,
        [
            Candidate(offer, scores[key], frozenset(words_of((offer.text,))), texts.alone.get(key))
            for key, offer in offers.items()
        ],
        edition=edition,
        on=on,
        declined=declined,
        ties=ties(on=on),
        terms=code_terms(facts, offers.values()),
        without=without,
    )
    return Proposals(facts, found, edition, len(declined), texts.by)


def declined_before(demand: Demand, *, on: date) -> list[Declined]:
    """Refusals of a demand that stand, each with what is known of its offer."""
    held = list(
        MatchRefusal.objects.filter(
            demand=demand, taken_back_on=None, declined_on__lte=on
        ).order_by("declined_on", "pk")
    )
    facts = achievement_facts([one.achievement_id for one in held if one.achievement_id],
                              also_closed=True)  # fmt: skip
    facts |= expert_facts([one.expert_id for one in held if one.expert_id], on=on, also_closed=True)
    return [
        Declined(facts[key], RefusalCode(one.code), one.declined_on)
        for one in held
        if (key := offer_key(one)) in facts
    ]


def offer_key(one: MatchRefusal) -> str:
    if one.achievement_id:
        return f"achievement:{one.achievement_id}"
    return f"expert:{one.expert_id}"


def same_field(demand: Demand) -> list[str]:
    """Offers of the same technical field, found even where they share no word."""
    field = demand.technical_field
    return [
        *(
            f"achievement:{pk}"
            for pk in Achievement.objects.filter(technical_field=field, state="approved")
            .order_by("-pk")
            .values_list("pk", flat=True)[:SAME_FIELD]
        ),
        *(
            f"expert:{pk}"
            for pk in Expert.objects.filter(technical_field=field)
            .order_by("-pk")
            .values_list("pk", flat=True)[:SAME_FIELD]
        ),
    ]
