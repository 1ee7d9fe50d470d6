"""Which support an enterprise qualifies for, and what it is short of; same rules as the ladder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from jigai.apps.registry.models import Enterprise
from jigai.apps.scoring.queries.rulebook import rule_sets_in_force
from jigai.domain.rules.evaluate import evaluate
from jigai.domain.rules.facts import Fact
from jigai.domain.rules.nodes import Expression, FactName, walk
from jigai.domain.rules.rule_set import RuleSet
from jigai.domain.rules.situation import Situation
from jigai.domain.sentence import Sentence
from jigai.flows.collect_enterprise_facts import SUBJECT, collect_enterprise_facts
from jigai.flows.explain_ladder import MET, NOT_MET, UNKNOWN, MissingFact

POLICY = "policy."
PASS = "pass"  # noqa: S105 - the name of a row, no secret
ORDER = {MET: 0, NOT_MET: 2, UNKNOWN: 1}


@dataclass(frozen=True, slots=True)
class PolicyItem:
    """One condition that is not satisfied, or cannot be told for want of ``missing``."""

    label: Sentence
    answer: str
    missing: tuple[MissingFact, ...]


@dataclass(frozen=True, slots=True)
class PolicyCard:
    """One policy for one enterprise.

    Attributes:
        answer: met, not_met or unknown.
        short: the conditions that are not satisfied; ``open``: those that cannot be told.
        valid_to: the day on which the policy ends; ``None`` where it has no end.
        is_past_review: it should have been confirmed again; the result carries a mark.
    """

    policy: str
    title: Sentence
    answer: str
    short: tuple[PolicyItem, ...]
    open: tuple[PolicyItem, ...]
    document: Sentence
    article: Sentence
    note: Sentence
    valid_from: date
    valid_to: date | None
    review_by: date
    is_past_review: bool


def find_policies(*, enterprise: Enterprise, on: date, year: int | None = None) -> list[PolicyCard]:
    """Every policy in force on a day: those met first, then open ones, then the nearest misses."""
    collected = collect_enterprise_facts(enterprise_ids=[enterprise.pk], on=on, year=year)
    facts = collected[enterprise.pk].facts
    cards = [_card(rule, facts, on) for rule in _in_force(on)]
    return sorted(cards, key=lambda one: (ORDER[one.answer], len(one.short), one.policy))


def _in_force(on: date) -> list[RuleSet]:
    in_force = rule_sets_in_force(subject=SUBJECT, on=on)
    return [one for key, one in in_force.items() if key.startswith(POLICY)]


def _card(rule: RuleSet, facts: Mapping[str, Fact], on: date) -> PolicyCard:
    items = list(_items(rule, facts))
    outcome = evaluate(rule, facts).outcome
    return PolicyCard(
        policy=rule.id,
        title=rule.title,
        answer=outcome if outcome in ORDER else UNKNOWN,
        short=tuple(item for item in items if item.answer == NOT_MET),
        open=tuple(item for item in items if item.answer == UNKNOWN),
        document=rule.source.document,
        article=rule.source.article,
        note=rule.note,
        valid_from=rule.valid_from,
        valid_to=rule.valid_to,
        review_by=min([rule.review_by, *(t.review_by for t in rule.thresholds)]),
        is_past_review=rule.is_past_review(on=on),
    )


def _items(rule: RuleSet, facts: Mapping[str, Fact]) -> Iterator[PolicyItem]:
    """Every gate, then what the policy asks beside them."""
    situation = Situation(rule, facts)
    asked = [(rule.trigger(name).label, rule.trigger(name).when) for name in rule.gates]
    asked += [(row.label, row.when) for row in rule.rows if row.name == PASS]
    for label, when in asked:
        answer = {True: MET, False: NOT_MET, None: UNKNOWN}[situation.holds(when)]
        missing = tuple(_missing(rule, facts, when)) if answer == UNKNOWN else ()
        yield PolicyItem(label, answer, missing)


def _missing(rule: RuleSet, facts: Mapping[str, Fact], when: Expression) -> Iterator[MissingFact]:
    names = dict.fromkeys(node.name for node in walk(when) if isinstance(node, FactName))
    for name in names:
        if name not in facts or facts[name].known is None:
            declaration = rule.facts[name]
            yield MissingFact(name, declaration.label, declaration.source)
