"""Whether the ranking would have found what really became a contract."""

from __future__ import annotations

from collections.abc import Sequence

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.matches.catalogue import SEPARATOR, catalogue, near
from jigai.apps.matches.models import Match, TechnicalContract
from jigai.apps.matches.queries.facts import (
    achievement_facts,
    code_terms,
    demand_facts,
    expert_facts,
)
from jigai.apps.matches.queries.proposals import CANDIDATES, same_field
from jigai.domain.match_reasons.back_test import BackTest, Tried, back_test
from jigai.domain.match_reasons.editions import edition_in_force, shipped_editions
from jigai.domain.match_reasons.facts import Aspect
from jigai.domain.match_reasons.match_list import Candidate, match_list
from jigai.domain.match_reasons.preference import words_of

LOOKED_BACK_WITHOUT = (Aspect.REVIEW, Aspect.CAPACITY)
"""Facts of today that say nothing of the day on which the two met."""


def back_tested(viewer: Viewer) -> BackTest:
    """Every signed contract whose match the viewer sees, ranked as on the day of first contact.

    The texts are those of today's catalogue; review dates, loads and later refusals are left out.
    """
    seen = Match.objects.visible_to(viewer).order_by().values("pk")
    held = TechnicalContract.objects.filter(match__in=seen).select_related(
        "match__demand__enterprise__division", "match__achievement", "match__expert"
    )
    return back_test([tried(one) for one in held.order_by("signed_on", "pk")])


def tried(contract: TechnicalContract) -> Tried:
    """The places of the contract's offer by our ranking and by plain BM25."""
    match = contract.match
    facts = demand_facts(match.demand)
    key = (
        f"achievement:{match.achievement_id}"
        if match.achievement_id
        else f"expert:{match.expert_id}"
    )
    first = match.steps.order_by("done_on", "pk").values_list("done_on", flat=True).first()
    on = first or contract.signed_on
    texts = near(facts.text, most=CANDIDATES)
    scores = texts.scores
    for one in same_field(match.demand):
        scores.setdefault(one, 0.0)
    ids = [int(one.split(":")[1]) for one in scores if one.startswith("achievement:")]
    offers = achievement_facts(ids, also_closed=True)
    ids = [int(one.split(":")[1]) for one in scores if one.startswith("expert:")]
    offers |= expert_facts(ids, on=on, also_closed=True)
    found = match_list(
        facts,
        [
            Candidate(offer, scores[one], frozenset(words_of((offer.text,))), texts.alone.get(one))
            for one, offer in offers.items()
        ],
        edition=edition_in_force(on=max(on, shipped_editions()[0].valid_from)),
        on=on,
        terms=code_terms(facts, offers.values()),
        without=LOOKED_BACK_WITHOUT,
    )
    ours = [one.offer.key for one in (*found.eligible, *found.left_out)]
    plain = catalogue().near_by_words(facts.text, most=CANDIDATES)
    offer = match.achievement or match.expert
    return Tried(
        facts.text.split(SEPARATOR)[0],
        offer.name if offer else "",
        match.demand.technical_field,
        contract.signed_on.year,
        place_of(key, ours),
        place_of(key, plain),
    )


def place_of(key: str, ranked: Sequence[str]) -> int | None:
    """From 1; ``None`` where it was not found."""
    return ranked.index(key) + 1 if key in ranked else None
