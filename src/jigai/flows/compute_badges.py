"""Facts → the rule set in force → provisional badges with their reasons."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from jigai.apps.audit.upserting import Upsert
from jigai.apps.audit.writing import writing
from jigai.apps.badges.actions.record_badges import ComputedBadge, plan_badges, record_badges
from jigai.apps.badges.facts import Carried
from jigai.apps.badges.kept_verdict import kept_verdict
from jigai.apps.badges.models import ProjectBadge
from jigai.apps.badges.peer_groups import peer_group
from jigai.apps.badges.stored_facts import facts_to_json
from jigai.apps.projects.facts import Facts
from jigai.apps.projects.queries.peers import Peer, peers_of, reported_projects
from jigai.apps.reference.queries.settings import programme, work_calendar
from jigai.apps.rounds.actions.advance_round import Computation, mark_computed
from jigai.apps.rounds.models import Round, RoundStage
from jigai.apps.rounds.queries.lock import PeriodLocked
from jigai.apps.scoring.queries.in_force import BADGE, rule_set_in_force
from jigai.domain.badges.colours import colour_of
from jigai.domain.change import Change
from jigai.domain.periods import parse_period
from jigai.domain.quantities import number_text
from jigai.domain.rules.evaluate import evaluate
from jigai.domain.rules.rule_set import RuleSet
from jigai.flows.collect_facts import collect_facts


@dataclass(frozen=True, slots=True)
class ComputedRound:
    """What a computation did: all badges, and how many are new or differ from the stored ones."""

    rule_set: RuleSet
    badge_count: int
    changed_count: int


def compute_badges(*, round: Round, change: Change) -> ComputedRound:
    """Compute the badges of a round; nothing is written where nothing changed.

    Raises:
        PeriodLocked: the round is published or reopened; a reopened one is restated instead.
        NotSetUp, NoRuleInForce: as named.
    """
    if round.stage not in {RoundStage.OPEN, RoundStage.PROVISIONAL}:
        raise PeriodLocked(period=parse_period(round.period).name)
    rule_set = rule_set_in_force(BADGE, on=round.ends_on)
    plan = planned_badges(round=round, rule_set=rule_set)
    changed = len(plan.create) + len(plan.update)
    if changed or round.rule_hash != rule_set.digest:
        with writing("badges.computed", change):
            record_badges(plan=plan, change=change)
            _mark(round, rule_set, change)
    return ComputedRound(rule_set, len(plan.found) + len(plan.create), changed)


def planned_badges(
    *, round: Round, rule_set: RuleSet, project_ids: Collection[int] | None = None
) -> Upsert[ProjectBadge]:
    """What computing would store; nothing is written."""
    collected = collect_facts(round=round, rule_set=rule_set, project_ids=project_ids)
    peers = peers_of(collected.facts)
    reported = reported_projects(collected.facts, period=round.period)
    computed = [
        ComputedBadge(
            key,
            _values(
                facts,
                rule_set,
                peers[key],
                collected.carried.get(key, Carried()),
                is_reported=key in reported,
            ),
        )
        for key, facts in collected.facts.items()
    ]
    return plan_badges(round=round, computed=computed)


def _values(
    facts: Facts, rule_set: RuleSet, peer: Peer, carried: Carried, *, is_reported: bool
) -> dict[str, Any]:
    verdict = evaluate(rule_set, facts)
    colour = colour_of(verdict.outcome)
    then = carried.after(colour, is_missed=not is_reported)
    return {
        "colour": colour.value,
        "score_low": number_text(verdict.total[0], places=2) if verdict.total else "",
        "score_high": number_text(verdict.total[1], places=2) if verdict.total else "",
        "rule_set": rule_set.id,
        "rule_hash": rule_set.digest,
        "facts": facts_to_json(facts),
        "verdict": kept_verdict(verdict),
        "peer_group": peer_group(direction=peer.direction, total_fen=peer.total_fen),
        "red_in_a_row": then.red,
        "yellow_in_a_row": then.yellow,
        "missed_in_a_row": then.missed,
    }


def _mark(round: Round, rule_set: RuleSet, change: Change) -> None:
    days = programme().objection_work_days
    computation = Computation(
        rule_set=rule_set.id,
        rule_hash=rule_set.digest,
        computed_at=change.at,
        objections_until_on=work_calendar().add(change.at.date(), days),
    )
    mark_computed(round=round, computation=computation, change=change)
