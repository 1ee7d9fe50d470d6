"""Evaluates every rung of the ladder for an enterprise: a self-assessment, never a recognition."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from jigai.apps.registry.models import Enterprise
from jigai.apps.registry.queries.recognitions import Recognition
from jigai.apps.scoring.queries.rulebook import rule_sets_in_force
from jigai.domain.rules.evaluate import evaluate
from jigai.domain.rules.facts import Fact
from jigai.domain.rules.rule_set import RuleSet
from jigai.domain.rules.verdict import Verdict
from jigai.domain.scorecards.rungs import RENEWAL, RUNGS, Rung, is_of_rung
from jigai.flows.collect_enterprise_facts import SUBJECT, collect_enterprise_facts


@dataclass(frozen=True, slots=True)
class RungScore:
    """One rung by one rule set.

    Attributes:
        is_past_review: the rule should have been confirmed again by the day.
        held: what the enterprise holds of this rung, the latest first.
    """

    rung: Rung
    rule_set: RuleSet
    verdict: Verdict
    is_past_review: bool
    held: tuple[Recognition, ...]

    @property
    def current(self) -> Recognition | None:
        return next((one for one in self.held if one.state == "current"), None)


@dataclass(frozen=True, slots=True)
class LadderScore:
    """All rungs of one enterprise on a day, in the order of the climb.

    ``facts`` are those that the rules were given; ``held`` every recognition.
    """

    enterprise: Enterprise
    on: date
    year: int
    rungs: tuple[RungScore, ...]
    facts: Mapping[str, Fact]
    held: tuple[Recognition, ...]


def score_enterprise(*, enterprise: Enterprise, on: date, year: int | None = None) -> LadderScore:
    """Every rung of one enterprise; queries as `collect_enterprise_facts`."""
    return next(score_enterprises(enterprise_ids=[enterprise.pk], on=on, year=year))


def score_enterprises(
    *, enterprise_ids: Collection[int], on: date, year: int | None = None
) -> Iterator[LadderScore]:
    """Every rung of many enterprises, in the order of their ids."""
    collected = collect_enterprise_facts(enterprise_ids=enterprise_ids, on=on, year=year)
    rules = ladder_rules(on=on)
    for found in collected.values():
        yield LadderScore(
            found.enterprise,
            on,
            found.year,
            tuple(
                _scored(rung, rule, found.facts, found.held, on)
                for rung, rule in rules_that_apply(rules, found.held)
            ),
            found.facts,
            found.held,
        )


def ladder_rules(*, on: date) -> tuple[tuple[Rung, RuleSet], ...]:
    """The rule sets in force on a day, rung by rung; a rung without one is left out."""
    in_force = rule_sets_in_force(subject=SUBJECT, on=on)
    return tuple(
        (rung, rule) for rung in RUNGS for key, rule in in_force.items() if is_of_rung(key, rung)
    )


def rules_that_apply(
    rules: tuple[tuple[Rung, RuleSet], ...], held: tuple[Recognition, ...]
) -> Iterator[tuple[Rung, RuleSet]]:
    """Who holds a rung is judged by its rules for renewals, where there are such; others not."""
    holding = {one.proof for one in held if one.state == "current"}
    renewed = {rung.id for rung, rule in rules if rule.id == rung.id + RENEWAL}
    for rung, rule in rules:
        is_renewal = rule.id.endswith(RENEWAL)
        renews = rung.proof in holding and rung.id in renewed
        if is_renewal == renews:
            yield rung, rule


def _scored(
    rung: Rung,
    rule_set: RuleSet,
    facts: Mapping[str, Fact],
    held: tuple[Recognition, ...],
    on: date,
) -> RungScore:
    return RungScore(
        rung,
        rule_set,
        evaluate(rule_set, facts),
        rule_set.is_past_review(on=on),
        tuple(one for one in held if one.proof == rung.proof),
    )
