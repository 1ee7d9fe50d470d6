"""All facts of one round, in rows for the rule engine, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from jigai.apps.badges.facts import Carried, badge_facts, carried_to, exempt_stretches
from jigai.apps.badges.queries.findings import FINDINGS, falsified_projects
from jigai.apps.projects.facts import Facts, fact, project_facts
from jigai.apps.rounds.models import Round
from jigai.domain.periods import parse_period
from jigai.domain.rules.facts import Fact, FactDeclaration
from jigai.domain.rules.rule_set import RuleSet
from jigai.domain.sentence import Sentence

LATENESS = Sentence("由进度、节点和开工日期得出", "follows from progress, milestones and start")


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """The facts of one round by project, and what earlier rounds handed on."""

    facts: dict[int, Facts]
    carried: dict[int, Carried]


def collect_facts(
    *, round: Round, rule_set: RuleSet, project_ids: Collection[int] | None = None
) -> RoundFacts:
    """The facts that a rule set asks for, of every project due in a round; eleven queries.

    A fact older than its declaration allows is marked stale at the round's last day; one that
    nobody recorded is left out and counts as unknown.

    Args:
        project_ids: only these of the round's projects.
    """
    due = round.entries.order_by("project_id").values_list("project_id", flat=True)
    keys = [key for key in due if project_ids is None or key in project_ids]
    pauses, carried = exempt_stretches(keys), carried_to(round, keys)
    told = badge_facts(round=round, project_ids=keys, pauses=pauses, carried=carried)
    falsified = falsified_projects(keys, period=round.period)
    recorded = project_facts(project_ids=keys, period=parse_period(round.period), pauses=pauses)
    asked = {}
    for key in keys:
        late = _is_late(recorded[key])
        own = {
            "falsified_evidence": fact(key in falsified, FINDINGS, round.ends_on),
            "is_late": fact(late, LATENESS, round.ends_on),
        }
        asked[key] = _asked(recorded[key] | told[key] | own, rule_set, round.ends_on)
    return RoundFacts(asked, carried)


def _asked(facts: Facts, rule_set: RuleSet, on: date) -> Facts:
    names = set(rule_set.fact_names())
    return {
        name: replace(found, is_stale=_is_stale(rule_set.facts[name], found, on))
        for name, found in sorted(facts.items())
        if name in names
    }


def _is_stale(declaration: FactDeclaration, found: Fact, on: date) -> bool:
    return found.value is not None and declaration.is_stale(as_of=found.as_of, on=on)


def _is_late(facts: Facts) -> bool | None:
    """Not started or behind in time; unknown only where no known part says late."""
    missed = _known(facts, "months_start_missed")
    behind = _known(facts, "behind_any_node")
    planned, done = _known(facts, "planned_progress_share"), _known(facts, "progress_share")
    parts = [
        None if missed is None else missed > 0,
        None if behind is None else bool(behind),
        None if planned is None or done is None else done < planned,
    ]
    if any(parts):
        return True
    return None if None in parts else False


def _known(facts: Facts, name: str) -> Fraction | None:
    found = facts.get(name)
    known = found.known if found else None
    return None if known is None or isinstance(known, str) else Fraction(known)
