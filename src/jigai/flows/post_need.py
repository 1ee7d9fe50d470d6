"""A technical need of a plan, posted as a technical demand without being typed again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.cooperation.actions.enter_demand import enter_demand
from jigai.apps.cooperation.entries import DemandEntry
from jigai.apps.cooperation.models import Demand
from jigai.apps.cooperation.queries.access import reads_clear
from jigai.apps.cooperation.queries.demand_profile import demand_text
from jigai.apps.cooperation.words import REVIEW_STATES
from jigai.apps.planning.catalogue import LineKind
from jigai.apps.planning.models import Plan, PlanLine, PlanVersion
from jigai.apps.planning.queries.access import line_for
from jigai.apps.registry.models import Enterprise
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

WAYS = {
    "joint": "joint",
    "commissioned": "commissioned",
    "licence": "licence",
    "purchase": "other",
    "own": "independent",
}
"""How a plan means to solve a need → the way of the official form."""
NAME, LONG, KEYWORDS, PARTNERS = 120, 500, 120, 200


class NotANeed(Refusal):
    code = "planning.not_a_need"
    message = Sentence("“{line}”不是技术需求条目。", "The line “{line}” is not a technical need.")
    remedy = Sentence("请选择规划中“技术需求”一类的条目。", "Choose a line of the kind need.")


class NeedOfAnother(Refusal):
    code = "planning.need_of_another"
    message = Sentence(
        "这条规划需求属于“{enterprise}”。", "This need is of the plan of “{enterprise}”."
    )
    remedy = Sentence("请以规划的企业发布。", "Post it for the enterprise of the plan.")


class NeedPosted(Refusal):
    code = "planning.need_posted"
    message = Sentence("这条规划需求已发布为技术需求。", "This need is posted already.")
    remedy = Sentence("请修改原来的需求。", "Change the one that stands.")


@dataclass(frozen=True, slots=True)
class PlannedNeed:
    """One need of a version with the demand that it became; ``state`` where there is one.

    ``is_secret``: it became a confidential demand, and which one is not for this viewer.
    """

    line_id: int
    key: str
    title: str
    demand_id: int | None = None
    demand: str = ""
    state: Sentence | None = None
    is_secret: bool = False


@dataclass(frozen=True, slots=True)
class NeedOrigin:
    """The plan from which a demand came."""

    plan_id: int
    plan: str
    key: str


def need_for(viewer: Viewer, line_id: int) -> PlanLine:
    """The line, if it is a need of a plan that the viewer sees.

    Raises:
        NoSuchLine, NotANeed: as named.
    """
    line = line_for(viewer, line_id)
    if line.kind != LineKind.NEED:
        raise NotANeed(line=line.title)
    return line


def demand_of_need(line: PlanLine, *, on: date) -> dict[str, Any]:
    """What the plan says already, field by field of the form; the rest is for its owner."""
    plan = line.version.plan
    starts = line.starts_on.year if line.starts_on else max(plan.first_year, on.year)
    ends = line.due_on.year if line.due_on else line.year or plan.last_year
    figures = [line.indicator, " → ".join(filter(None, (line.baseline, line.target))) + line.unit]
    indicator = "：".join(filter(None, figures)) if line.indicator else ""
    return {
        "enterprise_id": plan.enterprise.name,
        "name": line.title[:NAME],
        "starts_year": starts,
        "ends_year": max(starts, ends),
        "problem": line.detail[:LONG],
        "key_technology": "\n".join(filter(None, (line.action, indicator)))[:LONG],
        "expected_goal": line.expected[:LONG],
        "keywords": line.keywords[:KEYWORDS],
        "budget_fen": line.cost_fen,
        "solving_way": WAYS.get(line.mode, ""),
        "wanted_partners": line.counterpart[:PARTNERS],
        "least_maturity": line.maturity,
        "needed_by": line.due_on,
        "industry_code": plan.enterprise.industry_code,
        "direction_id": plan.enterprise.direction_id,
    }


def post_need(
    *, line: PlanLine, enterprise: Enterprise, entry: DemandEntry, change: Change
) -> Demand:
    """Enter the demand of a need; a need is posted once, and stays so through later versions.

    Raises:
        NeedOfAnother, NeedPosted, and as `enter_demand`.
    """
    plan = line.version.plan
    if plan.enterprise_id != enterprise.pk:
        raise NeedOfAnother(enterprise=plan.enterprise.name)
    origin = _origin(plan.pk, line.key)
    if Demand.objects.filter(plan_need=origin, closed_on=None).exists():
        raise NeedPosted
    return enter_demand(enterprise=enterprise, entry=entry, plan_need=origin, change=change)


def needs_of(viewer: Viewer, version: PlanVersion, *, on: date) -> list[PlannedNeed]:
    """The needs of a version, each with its open demand as the viewer may read it.

    The plan names the firm, so a confidential demand is joined to it for nobody but those who
    read its names anyway.
    """
    lines = version.lines.filter(kind=LineKind.NEED).order_by("place", "pk")
    keys = [_origin(version.plan_id, line.key) for line in lines]
    held = Demand.objects.filter(plan_need__in=keys, closed_on=None)
    posted = {one.plan_need: one for one in held.select_related("enterprise")}
    return [_need(viewer, line, posted.get(key), on) for line, key in zip(lines, keys, strict=True)]


def origin_of(viewer: Viewer, demand: Demand) -> NeedOrigin | None:
    """The plan of a demand, to who may see that plan and whose the demand is; else nothing."""
    number, _, key = demand.plan_need.partition("/")
    if not number or not reads_clear(viewer, demand):
        return None
    seen = Enterprise.objects.visible_to(viewer).order_by().values("pk")
    plan = Plan.objects.filter(pk=int(number), enterprise__in=seen).first()
    return NeedOrigin(plan.pk, plan.title, key) if plan else None


def _origin(plan_id: int, key: str) -> str:
    return f"{plan_id}/{key}"


def _need(viewer: Viewer, line: PlanLine, demand: Demand | None, on: date) -> PlannedNeed:
    if demand is None:
        return PlannedNeed(line.pk, line.key, line.title)
    if not reads_clear(viewer, demand):
        return PlannedNeed(line.pk, line.key, line.title, is_secret=True)
    text = demand_text(viewer, demand, on=on)
    state = REVIEW_STATES[demand.state]
    return PlannedNeed(line.pk, line.key, line.title, demand.pk, text.name, state)
