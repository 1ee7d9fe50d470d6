"""The yearly card of platforms: computed by the rule in force, kept, and explained line by line."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from jigai.apps.platforms.actions.record_scores import ScoreEntry, record_scores
from jigai.apps.platforms.facts import Facts
from jigai.apps.platforms.models import Platform, PlatformScore, Standing
from jigai.apps.platforms.queries.platform_list import held_on
from jigai.apps.reference.queries.settings import programme, work_calendar
from jigai.apps.scoring.queries.rulebook import edition, rule_set
from jigai.domain.change import Change
from jigai.domain.quantities import number_text
from jigai.domain.rules.evaluate import evaluate
from jigai.domain.rules.facts import Fact
from jigai.domain.rules.rule_set import RuleSet
from jigai.domain.scorecards.platform_kinds import kinds_on
from jigai.domain.scorecards.rungs import Rung
from jigai.domain.sentence import Sentence
from jigai.flows.collect_platform_facts import collect_platform_facts
from jigai.flows.explain_ladder import RungCard, rung_card
from jigai.flows.score_enterprise import RungScore

YEARLY = "platform.county_yearly"
PLACES = 6


@dataclass(frozen=True, slots=True)
class ClimbCard:
    """The card of a level above, as of today: a self-check, not a recognition."""

    level: str
    card: RungCard


def score_platforms(
    *, year: int, on: date, change: Change, platform_ids: Collection[int] | None = None
) -> list[PlatformScore]:
    """Compute and keep the card of every platform that stood at a year's end, or of named ones.

    Args:
        on: day of the computation; the objection window runs from it in work-days.

    Raises:
        ScoresFinal, NoRuleInForce, NotSetUp: as named.
    """
    rules = rule_set(YEARLY, on=on)
    keys = standing_in(year, on=on) if platform_ids is None else set(platform_ids)
    facts = collect_platform_facts(platform_ids=keys, year=year, on=on)
    until = work_calendar().add(on, programme().objection_work_days)
    return record_scores(
        year=year,
        rule_set=rules.id,
        rule_hash=rules.digest,
        entries=[_entry(rules, key, found) for key, found in facts.items()],
        objections_until_on=until,
        change=change,
    )


def standing_in(year: int, *, on: date) -> set[int]:
    """Platforms that stood at the end of a year, or on a day of it before that; one query."""
    day = min(on, date(year, 12, 31))
    return set(Standing.objects.filter(held_on(day)).values_list("platform_id", flat=True))


def kept_card(score: PlatformScore) -> RungCard:
    """A kept card in words, from the facts and by the edition with which it was computed.

    Raises:
        NoSuchRuleSet: the edition is known no more.
    """
    rules = edition(score.rule_set, digest=score.rule_hash)
    return _card(rules, facts_from(score.facts), on=score.computed_at.date())


def climb_cards(platform: Platform, *, on: date) -> list[ClimbCard]:
    """What the conditions of the next levels say today, where a card for them is in force."""
    kind = kinds_on(on).kind(platform.kind)
    present = Standing.objects.filter(platform=platform, valid_to=None).first()
    if not kind.card or present is None:
        return []
    edition_ = kinds_on(on)
    if edition_.height(present.level) >= edition_.height(kind.card_level):
        return []
    facts = collect_platform_facts(platform_ids=[platform.pk], year=on.year - 1, on=on)
    known = facts[platform.pk] | _standing_now(platform, on)
    return [ClimbCard(kind.card_level, _card(rule_set(kind.card, on=on), known, on=on))]


def _standing_now(platform: Platform, on: date) -> Facts:
    """Months at city level count to the day of the application, not to the end of the year."""
    found = collect_platform_facts(platform_ids=[platform.pk], year=on.year, on=on)[platform.pk]
    return {
        name: found[name] for name in ("months_at_city_level", "host_high_tech") if name in found
    }


def _card(rules: RuleSet, facts: Mapping[str, Fact], *, on: date) -> RungCard:
    rung = Rung(rules.id, "", rules.title, None)
    verdict = evaluate(rules, facts)
    return rung_card(RungScore(rung, rules, verdict, rules.is_past_review(on=on), ()))


def _entry(rules: RuleSet, key: int, facts: Facts) -> ScoreEntry:
    verdict = evaluate(rules, facts)
    low, high = verdict.total or (None, None)
    return ScoreEntry(
        key,
        facts_as_json({name: facts[name] for name in rules.fact_names() if name in facts}),
        verdict.outcome,
        "" if low is None else number_text(low, places=PLACES),
        "" if high is None else number_text(high, places=PLACES),
    )


def facts_as_json(facts: Mapping[str, Fact]) -> dict[str, Any]:
    """Facts as they are kept with a card: numbers as exact fractions in text."""
    return {
        name: {
            "value": fact.value if isinstance(fact.value, bool | str) else str(fact.known),
            "is_number": not isinstance(fact.value, bool | str),
            "unit": fact.unit,
            "source": [fact.source.zh, fact.source.en],
            "as_of": fact.as_of.isoformat() if fact.as_of else "",
        }
        for name, fact in facts.items()
        if fact.known is not None
    }


def facts_from(kept: Mapping[str, Any]) -> dict[str, Fact]:
    """The facts of a kept card.

    >>> facts_from({"x": {"value": "5/2", "is_number": True, "unit": "count",
    ...     "source": ["甲", "a"], "as_of": "2026-01-31"}})["x"].known
    Fraction(5, 2)
    """
    return {
        name: Fact(
            Fraction(one["value"]) if one["is_number"] else one["value"],
            one["unit"],
            Sentence(*one["source"]),
            date.fromisoformat(one["as_of"]) if one["as_of"] else None,
        )
        for name, one in kept.items()
    }
