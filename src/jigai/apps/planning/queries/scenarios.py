"""Scenarios beside a plan: what is asked, not what comes of it (that is a flow's)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from jigai.apps.planning.catalogue import LABELS, RD_SHARE, RD_SHARE_LABEL
from jigai.apps.planning.models import Plan, Scenario, ScenarioChange
from jigai.apps.planning.queries.words import column_said, fact_label
from jigai.domain.quantities import number_text
from jigai.domain.sentence import Sentence

SET = Sentence("{what} 改为 {value}", "{what} set to {value}")
RAISE = Sentence("{what} 增加 {value}", "{what} raised by {value}")
POINTS = Sentence("{points} 个百分点", "{points} points")
DROP = Sentence("去掉条目 {what}", "line {what} dropped")
OF_LINE = Sentence("{key} 的{column}", "{column} of {key}")


@dataclass(frozen=True, slots=True)
class ChangeCard:
    id: int
    about: str
    name: str
    column: str
    how: str
    value: str
    said: Sentence


@dataclass(frozen=True, slots=True)
class ScenarioCard:
    id: int
    plan_id: int
    name: str
    note: str
    asked_by: str
    asked_at: datetime
    changes: tuple[ChangeCard, ...]


def scenario_card(scenario: Scenario) -> ScenarioCard:
    return ScenarioCard(
        scenario.pk,
        scenario.plan_id,
        scenario.name,
        scenario.note,
        scenario.asked_by,
        scenario.asked_at,
        tuple(_card(one) for one in scenario.changes.order_by("pk")),
    )


def scenarios_of(plan: Plan) -> list[ScenarioCard]:
    rows = plan.scenarios.prefetch_related("changes").order_by("pk")
    return [scenario_card(one) for one in rows]


def _card(one: ScenarioChange) -> ChangeCard:
    value: object = int(one.value) if one.column == "cost_fen" and one.value else one.value
    said_value = column_said(one.column, value)
    if one.name == RD_SHARE:
        said_value = POINTS.format(points=number_text(Decimal(one.value) * 100, places=4))
    form = {"set": SET, "raise": RAISE, "drop": DROP}[one.how]
    said = form.format(what=_what(one), value=said_value)
    return ChangeCard(one.pk, one.about, one.name, one.column, one.how, one.value, said)


def _what(one: ScenarioChange) -> Sentence:
    if one.about == "fact":
        return RD_SHARE_LABEL if one.name == RD_SHARE else fact_label(one.name)
    if not one.column:
        return Sentence(one.name, one.name)
    return OF_LINE.format(key=one.name, column=LABELS[one.column])
