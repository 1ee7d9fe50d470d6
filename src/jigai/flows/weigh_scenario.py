"""What a scenario would bring: cost, digital level and ladder, by the same published rules.

Nothing is written: the facts of today, those of the plan and those of the scenario are put
together in memory and judged one after another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from jigai.apps.planning.catalogue import RD_SHARE, RD_SHARE_LABEL, spec_of
from jigai.apps.planning.models import PlanLine, Scenario, ScenarioChange
from jigai.apps.planning.queries.plans import cost_of, standing_version
from jigai.apps.planning.queries.words import fact_label
from jigai.apps.scoring.queries.rulebook import rule_sets_in_force
from jigai.domain.quantities import number_text
from jigai.domain.rules.evaluate import evaluate
from jigai.domain.rules.facts import Fact
from jigai.domain.rules.moves import ChangedLine, changed_lines, move_of
from jigai.domain.rules.rule_set import RuleSet
from jigai.domain.rules.rulebook import shipped
from jigai.domain.rules.verdict import Verdict
from jigai.domain.rules.wording import value_in_words
from jigai.domain.scorecards.fact_values import known_value
from jigai.domain.sentence import Sentence
from jigai.flows.collect_enterprise_facts import SUBJECT, collect_enterprise_facts
from jigai.flows.score_enterprise import ladder_rules, rules_that_apply

LEVEL = "cn.digital_level"
UNKNOWN = Sentence("不明", "unknown")
PLANNED = Sentence("规划条目 {key}", "plan line {key}")
SUPPOSED = Sentence("情景假设", "supposed in the scenario")
UNSETTLED = Sentence(
    "“{what}”目前的值不明，无法增减。", "“{what}” is not known today and cannot be raised."
)
LINE_GONE = Sentence(
    "规划现行版本已没有条目 {key}，该项改动不起作用。",
    "The standing version has no line {key} any more; that change has no effect.",
)
NOTE = Sentence(
    "情景测算，不是认定结论，也不是填报要求；规划和企业记录都没有改动。",
    "A supposition: no recognition and no figure to report; plan and record are unchanged.",
)
TOTAL = Sentence("{badge}（{total} 分）", "{badge} ({total} points)")
SHARES = (
    ("rd_expense_yuan", "sales_revenue_yuan"),
    ("rd_audited_yuan_y3", "main_revenue_yuan_y3"),
    ("rd_expense_hnte_yuan_y3", "sales_revenue_yuan_y3"),
    ("rd_domestic_hnte_yuan_y3", "sales_revenue_yuan_y3"),
)
"""In each scope of the expense, what it is divided by; the rise is spent inside China."""
Facts = dict[str, Fact]


@dataclass(frozen=True, slots=True)
class MovedFact:
    """A fact that plan or scenario moves, in words."""

    name: str
    label: Sentence
    today: Sentence
    planned: Sentence
    supposed: Sentence


@dataclass(frozen=True, slots=True)
class Weighed:
    """One rule set under the facts of today, of the plan and of the scenario.

    ``direction`` is the move from plan to scenario, blank where the outcome stays; ``lines`` are
    the parts of the rule that come out otherwise, such as a new band.
    """

    rule_set: str
    title: Sentence
    today: Sentence
    planned: Sentence
    supposed: Sentence
    direction: str
    lines: tuple[ChangedLine, ...]


@dataclass(frozen=True, slots=True)
class WeighedScenario:
    """Costs in fen; ``level`` is the digital level, ``ladder`` every rung that applies."""

    scenario_id: int
    name: str
    on: date
    version: int | None
    cost_planned_fen: int
    cost_supposed_fen: int
    facts: tuple[MovedFact, ...]
    level: Weighed | None
    ladder: tuple[Weighed, ...]
    unsettled: tuple[Sentence, ...]
    note: Sentence


def weigh_scenario(*, scenario: Scenario, on: date) -> WeighedScenario:
    """Judge a scenario beside its plan; reads only."""
    plan = scenario.plan
    own = collect_enterprise_facts(enterprise_ids=[plan.enterprise_id], on=on)[plan.enterprise_id]
    version = standing_version(plan)
    lines = list(version.lines.order_by("place", "pk")) if version else []
    changes = list(scenario.changes.order_by("pk"))
    otherwise, notes = _lines_otherwise(lines, changes)
    planned = own.facts | _of_lines(lines, on)
    supposed, more = _with_changes(own.facts | _of_lines(otherwise, on), changes, on)
    states = (own.facts, planned, supposed)
    level = rule_sets_in_force(subject=SUBJECT, on=on).get(LEVEL)
    rungs = rules_that_apply(ladder_rules(on=on), own.held)
    return WeighedScenario(
        scenario_id=scenario.pk,
        name=scenario.name,
        on=on,
        version=version.number if version else None,
        cost_planned_fen=cost_of(lines),
        cost_supposed_fen=cost_of(otherwise),
        facts=tuple(_moved(*states)),
        level=_weighed(level, *states) if level else None,
        ladder=tuple(_weighed(rule, *states) for _rung, rule in rungs),
        unsettled=(*notes, *more),
        note=NOTE,
    )


def _lines_otherwise(
    lines: list[PlanLine], changes: list[ScenarioChange]
) -> tuple[list[PlanLine], list[Sentence]]:
    """The lines as the scenario has them: copies, never saved."""
    told: dict[str, dict[str, ScenarioChange]] = {}
    for one in changes:
        if one.about == "line":
            told.setdefault(one.name, {})[one.column] = one
    keys = {line.key for line in lines}
    gone = [LINE_GONE.format(key=key) for key in told if key not in keys]
    return [
        _copied(line, told.get(line.key, {})) for line in lines if not _is_dropped(line, told)
    ], gone


def _is_dropped(line: PlanLine, told: Mapping[str, Mapping[str, ScenarioChange]]) -> bool:
    return any(one.how == "drop" for one in told.get(line.key, {}).values())


def _copied(line: PlanLine, told: Mapping[str, ScenarioChange]) -> PlanLine:
    cost = told.get("cost_fen")
    value = told.get("fact_value")
    return PlanLine(
        key=line.key,
        kind=line.kind,
        cost_fen=int(cost.value) if cost else line.cost_fen,
        fact=line.fact,
        fact_value=value.value if value else line.fact_value,
    )


def _of_lines(lines: list[PlanLine], on: date) -> Facts:
    """The facts that lines move, as they will be."""
    return {
        line.fact: _fact(line.fact, line.fact_value, PLANNED.format(key=line.key), on)
        for line in lines
        if line.fact
        and line.fact_value
        and line.fact in shipped().facts[SUBJECT]
        and "fact" in spec_of(line.kind).fields
    }


def _fact(name: str, kept: str, source: Sentence, on: date) -> Fact:
    declared = shipped().facts[SUBJECT][name]
    return Fact(known_value(declared, kept), declared.unit, source, on)


def _with_changes(
    facts: Facts, changes: list[ScenarioChange], on: date
) -> tuple[Facts, list[Sentence]]:
    found, notes = dict(facts), list[Sentence]()
    for one in changes:
        if one.about != "fact":
            continue
        if one.how == "set":
            found[one.name] = _fact(one.name, one.value, SUPPOSED, on)
        elif one.name == RD_SHARE:
            raised = dict(_shares_raised(found, Fraction(one.value), on))
            found |= raised
            notes += [] if raised else [UNSETTLED.format(what=RD_SHARE_LABEL)]
        else:
            value = _number(found, one.name)
            if value is None:
                notes.append(UNSETTLED.format(what=fact_label(one.name)))
            else:
                found[one.name] = _numeric(one.name, value + Fraction(one.value), on)
    return found, notes


def _shares_raised(facts: Facts, by: Fraction, on: date) -> Iterator[tuple[str, Fact]]:
    for expense, sales in SHARES:
        spent, sold = _number(facts, expense), _number(facts, sales)
        if spent is not None and sold is not None:
            yield expense, _numeric(expense, max(spent + by * sold, Fraction(0)), on)


def _number(facts: Facts, name: str) -> Fraction | None:
    known = facts[name].known if name in facts else None
    return known if isinstance(known, Fraction) else None


def _numeric(name: str, value: Fraction, on: date) -> Fact:
    return Fact(value, shipped().facts[SUBJECT][name].unit, SUPPOSED, on)


def _moved(today: Facts, planned: Facts, supposed: Facts) -> Iterator[MovedFact]:
    for name in sorted({*planned, *supposed}):
        values = [_known(facts, name) for facts in (today, planned, supposed)]
        if values[0] == values[1] == values[2]:
            continue
        declared = shipped().facts[SUBJECT][name]
        said = [UNKNOWN if v is None else value_in_words(declared, v) for v in values]
        yield MovedFact(name, declared.label, *said)


def _known(facts: Facts, name: str) -> bool | str | Fraction | None:
    return facts[name].known if name in facts else None


def _weighed(rule: RuleSet, today: Facts, planned: Facts, supposed: Facts) -> Weighed:
    verdicts = [evaluate(rule, facts) for facts in (today, planned, supposed)]
    move = move_of(rule, rule, planned, supposed)
    today_said, planned_said, supposed_said = (_said(one) for one in verdicts)
    return Weighed(
        rule.id,
        rule.title,
        today_said,
        planned_said,
        supposed_said,
        move.direction.value if move else "",
        changed_lines(verdicts[1], verdicts[2]),
    )


def _said(verdict: Verdict) -> Sentence:
    if verdict.total is None:
        return verdict.badge
    low, high = (number_text(points, places=2) for points in verdict.total)
    return TOTAL.format(badge=verdict.badge, total=low if low == high else f"{low}—{high}")
