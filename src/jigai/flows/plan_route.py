"""Put a proved way up the ladder into a plan: the rung as a target, each step as a task."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jigai.apps.audit.writing import writing
from jigai.apps.planning.actions.add_line import add_line
from jigai.apps.planning.catalogue import LineKind, Origin
from jigai.apps.planning.models import PlanVersion
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.rules.rule_set import RuleSet
from jigai.domain.scorecards.rungs import rung_of
from jigai.domain.sentence import Sentence
from jigai.flows.collect_enterprise_facts import collect_enterprise_facts
from jigai.flows.find_ways_up import RouteCard, WaysCard, ways_from_facts
from jigai.flows.score_enterprise import ladder_rules, rules_that_apply

EVIDENCE = "{title}（{digest}）路径测算 {on}"
TITLE, TEXT = 200, 1000


class NoRouteToPlan(Refusal):
    code = "planning.no_route"
    message = Sentence(
        "到 {day} 没有通往“{rung}”的第 {number} 条路径。",
        "There is no route {number} to “{rung}” by {day}.",
    )
    remedy = Sentence(
        "请放宽期限，或先看“上台阶路径”里缺哪些数据。",
        "Allow more time, or see on the page of ways up which facts are missing.",
    )


class RungPlannedAlready(Refusal):
    code = "planning.rung_planned_already"
    message = Sentence("规划里已有梯级目标“{rung}”。", "The plan has the rung “{rung}” already.")
    remedy = Sentence(
        "请先删去原来的目标和任务。", "Remove the earlier target and its steps first."
    )


@dataclass(frozen=True, slots=True)
class PlannedRoute:
    """Keys of the lines that came into the plan, the target's first."""

    keys: tuple[str, ...]


def plan_route(
    *,
    version: PlanVersion,
    rung: str,
    by: date,
    on: date,
    change: Change,
    number: int = 1,
) -> PlannedRoute:
    """Find the ways up to a rung and write one of them into a draft.

    Args:
        by: the day by which the rung is wanted.
        number: which of the routes, 1 being the one of least effort.

    Raises:
        NoSuchRung, RungPlannedAlready, NoRouteToPlan, VersionNotWritable: as named, and what
        ``ways_from_facts`` refuses.
    """
    title = rung_of(rung).title
    if version.lines.filter(kind=LineKind.RUNG, rung=rung).exists():
        raise RungPlannedAlready(rung=title)
    found = collect_enterprise_facts(enterprise_ids=[version.plan.enterprise_id], on=on)
    own = found[version.plan.enterprise_id]
    rules = [r for one, r in rules_that_apply(ladder_rules(on=on), own.held) if one.id == rung]
    graded = [r for r in rules if _is_graded(r)]
    if not graded:
        raise NoRouteToPlan(rung=title, number=number, day=by)
    card = ways_from_facts(rule_set=graded[0], facts=own.facts, on=on, by=by, most=max(number, 1))
    if not 1 <= number <= len(card.routes):
        raise NoRouteToPlan(rung=title, number=number, day=by)
    with writing("plan_route.planned", change):
        return _written(version, card, card.routes[number - 1], rung, change)


def _written(
    version: PlanVersion, card: WaysCard, route: RouteCard, rung: str, change: Change
) -> PlannedRoute:
    paper = EVIDENCE.format(title=card.rule_title.zh, digest=card.rule_hash[:12], on=card.on)
    about = {"evidence": paper[:300], "origin": Origin.COMPUTED.value}
    target = {
        "title": card.rule_title.zh[:TITLE],
        "rung": rung,
        "due_on": card.by,
        "detail": f"{card.now.zh} → {route.proof.zh}"[:TEXT],
    }
    made = [add_line(version=version, kind=LineKind.RUNG, values=target | about, change=change)]
    for step in route.steps:
        values = {
            "title": step.label.zh[:TITLE],
            "detail": f"{step.before.zh} → {step.after.zh}。{step.how.zh}"[:TEXT],
            "fact": step.fact,
            "fact_value": route.values[step.fact],
            "due_on": step.first,
            "note": f"工作量 {step.effort}",
        }
        made.append(
            add_line(version=version, kind=LineKind.STEP, values=values | about, change=change)
        )
    return PlannedRoute(tuple(line.key for line in made))


def _is_graded(rule: RuleSet) -> bool:
    """A card for review by hand has no higher and lower outcome."""
    return any(outcome.rank is not None for outcome in rule.outcomes)
