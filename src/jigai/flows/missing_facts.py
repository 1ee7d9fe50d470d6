"""Which facts an enterprise still lacks for the rung above those that it holds."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from jigai.domain.rules.rule_set import RuleSet
from jigai.domain.scorecards.rungs import Rung
from jigai.flows.collect_enterprise_facts import (
    EnterpriseFacts,
    collect_enterprise_facts,
)
from jigai.flows.score_enterprise import ladder_rules


@dataclass(frozen=True, slots=True)
class MissingFacts:
    """Names of facts that the rule of the next rung asks for and nobody gave."""

    rung: str
    names: tuple[str, ...]


def missing_facts(enterprise_ids: Collection[int], *, on: date) -> Mapping[int, MissingFacts]:
    """Enterprise → what is missing; who holds every rung is left out. Seven queries."""
    rules = ladder_rules(on=on)
    found = {}
    for key, collected in collect_enterprise_facts(enterprise_ids=enterprise_ids, on=on).items():
        climb = _next(rules, collected)
        if climb is not None:
            rung, rule = climb
            found[key] = MissingFacts(rung.id, _absent(rule, collected))
    return found


def _next(
    rules: tuple[tuple[Rung, RuleSet], ...], collected: EnterpriseFacts
) -> tuple[Rung, RuleSet] | None:
    """The first rung above the highest one held."""
    current = {one.proof for one in collected.held if one.state == "current"}
    places = [place for place, (rung, _rule) in enumerate(rules) if rung.proof in current]
    above = max(places) + 1 if places else 0
    return rules[above] if above < len(rules) else None


def _absent(rule: RuleSet, collected: EnterpriseFacts) -> tuple[str, ...]:
    known = {
        name
        for name, fact in collected.facts.items()
        if fact.value is not None and not fact.is_stale
    }
    return tuple(sorted(set(rule.fact_names()) - known))
