"""Finds the proved ways up of an enterprise, or of facts as given, as plain rows for every face."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from jigai.apps.cultivation.queries.efforts import county_efforts
from jigai.apps.registry.models import Enterprise
from jigai.domain.gap.binding import Binding, ClosedWay
from jigai.domain.gap.problem import Held, months_after, pose
from jigai.domain.gap.routes import Route, RouteStep
from jigai.domain.gap.ways import MOST_ROUTES, WaysUp, ways_up
from jigai.domain.quantities import number_text
from jigai.domain.refusal import Refusal
from jigai.domain.rules.facts import Fact
from jigai.domain.rules.rule_set import RuleSet
from jigai.domain.sentence import Sentence
from jigai.flows.collect_enterprise_facts import SUBJECT, collect_enterprise_facts

USUAL_MONTHS = 12
MOST_ASKED = 20
FEW = 3
NOTE = Sentence(
    "按现有数据和县定工作量测算，供企业安排工作，不是认定结论。每一步都须真实发生并留有凭证；"
    "任何数值都不是填报要求。",
    "Reckoned from the facts of today and the county's efforts, to plan work; no recognition. "
    "Every step must really happen and leave its papers; no figure here is one to report.",
)


class NotAboutEnterprises(Refusal):
    code = "ways.not_about_enterprises"
    message = Sentence(
        "规则“{id}”不是评企业的，没有上台阶路径。",
        "The rule set “{id}” is not about enterprises and has no ways up.",
    )
    remedy = Sentence("亮牌规则请用 jigai badges explain。", "For badges use jigai badges explain.")


class RoutesOutOfRange(Refusal):
    code = "ways.count_out_of_range"
    message = Sentence(
        "路径条数应为 1 到 {most}。", "The number of routes lies between 1 and {most}."
    )


@dataclass(frozen=True, slots=True)
class StepCard:
    fact: str
    label: Sentence
    before: Sentence
    after: Sentence
    how: Sentence
    effort: str
    first: date
    earns: tuple[Sentence, ...]
    without: Sentence
    basis: Sentence


@dataclass(frozen=True, slots=True)
class RouteCard:
    """``values`` are the facts moved, as exact text, for whoever wants to score them again."""

    effort: str
    ready_on: date
    proof: Sentence
    steps: tuple[StepCard, ...]
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class HeldCard:
    fact: str
    label: Sentence
    value: Sentence | None
    reason: Sentence
    first: date | None


@dataclass(frozen=True, slots=True)
class BoundCard:
    """One binding condition; ``best`` is the best within the limits, ``unknown`` not yet known."""

    label: Sentence
    best: Sentence | None
    unknown: tuple[Sentence, ...]
    reasons: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class ClosedCard:
    label: Sentence
    is_joint: bool
    conditions: tuple[BoundCard, ...]


@dataclass(frozen=True, slots=True)
class FindOutCard:
    name: str
    label: Sentence
    source: Sentence


@dataclass(frozen=True, slots=True)
class WaysCard:
    """The ways up of one subject to one outcome by a day.

    ``closes_all`` are the conditions that stand against every row; ``closed`` has the others.
    ``opening`` are the routes after which only what is unknown decides; ``is_open``: already so.
    """

    rule_set: str
    rule_title: Sentence
    rule_hash: str
    on: date
    by: date
    target: str
    target_badge: Sentence
    now: Sentence
    is_there: bool
    routes: tuple[RouteCard, ...]
    held: tuple[HeldCard, ...]
    to_find_out: tuple[FindOutCard, ...]
    closed: tuple[ClosedCard, ...]
    closes_all: tuple[BoundCard, ...]
    way_by: date | None
    is_open: bool
    opening: tuple[RouteCard, ...]
    note: Sentence


def find_ways_up(
    *,
    enterprise: Enterprise,
    rule_set: RuleSet,
    on: date,
    by: date | None = None,
    most: int = MOST_ROUTES,
    target: str = "",
    year: int | None = None,
) -> WaysCard:
    """The ways up of an enterprise; refusals as `ways_from_facts`."""
    found = collect_enterprise_facts(enterprise_ids=[enterprise.pk], on=on, year=year)
    facts = found[enterprise.pk].facts
    return ways_from_facts(rule_set=rule_set, facts=facts, on=on, by=by, target=target, most=most)


def ways_from_facts(
    *,
    rule_set: RuleSet,
    facts: Mapping[str, Fact],
    on: date,
    by: date | None = None,
    target: str = "",
    most: int = MOST_ROUTES,
) -> WaysCard:
    """The ways up from facts as they are given.

    Args:
        by: the day by which the outcome is wanted; default: a year from ``on``.
        target: the outcome wanted or a better one; "" is the next better than today's.
        most: how many routes, 1 to 20.

    Raises:
        NotAboutEnterprises, NoGrades, RoutesOutOfRange, DayPassed, NoSuchOutcome, NotExact,
        NotSolved, NotProved, NoEfforts: as named.
    """
    if rule_set.subject != SUBJECT:
        raise NotAboutEnterprises(id=rule_set.id)
    if not 1 <= most <= MOST_ASKED:
        raise RoutesOutOfRange(most=MOST_ASKED)
    book = county_efforts(on=on)
    problem = pose(
        rule_set,
        facts,
        book,
        on=on,
        by=by or months_after(on, USUAL_MONTHS),
        target=target,
    )
    return _card(ways_up(problem, book, most=most))


def _card(found: WaysUp) -> WaysCard:
    problem = found.problem
    closes_all, closed = _shared([_closed(way) for way in found.closed])
    return WaysCard(
        rule_set=problem.rule_set.id,
        rule_title=problem.rule_set.title,
        rule_hash=problem.rule_set.digest,
        on=problem.on,
        by=problem.by,
        target=found.target.name,
        target_badge=found.target.badge,
        now=found.now.said,
        is_there=found.is_there,
        routes=tuple(_route(route) for route in found.routes),
        held=tuple(_held(one) for one in found.held),
        to_find_out=tuple(FindOutCard(r.name, r.label, r.source) for r in found.to_find_out),
        closed=closed,
        closes_all=closes_all,
        way_by=found.way_by,
        is_open=found.is_open,
        opening=tuple(_route(route) for route in found.opening),
        note=NOTE,
    )


def _route(route: Route) -> RouteCard:
    return RouteCard(
        number_text(route.effort, places=2),
        route.ready_on,
        route.proof.said,
        tuple(_step(step) for step in route.steps),
        {step.fact: _exact(step.value) for step in route.steps},
    )


def _exact(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _step(step: RouteStep) -> StepCard:
    return StepCard(
        step.fact,
        step.label,
        step.before,
        step.after,
        step.how,
        number_text(step.effort, places=2),
        step.first,
        step.earns,
        step.without.said,
        step.basis,
    )


def _held(one: Held) -> HeldCard:
    return HeldCard(one.fact, one.label, one.value, one.reason, one.first)


def _reasons(bound: Binding) -> tuple[Sentence, ...]:
    """Why its facts do not move; of a condition over many facts the list of them says it."""
    if len(bound.held) > FEW:
        return ()
    return tuple(dict.fromkeys(held.reason for held in bound.held))


def _shared(ways: list[ClosedCard]) -> tuple[tuple[BoundCard, ...], tuple[ClosedCard, ...]]:
    """What binds in every row, said once; each row with what binds beside."""
    shared = tuple(
        bound
        for bound in (ways[0].conditions if ways else ())
        if all(bound in way.conditions and not way.is_joint for way in ways)
    )
    rest = (
        ClosedCard(w.label, w.is_joint, tuple(b for b in w.conditions if b not in shared))
        for w in ways
    )
    return shared, tuple(way for way in rest if way.conditions)


def _closed(way: ClosedWay) -> ClosedCard:
    bound = tuple(
        BoundCard(one.label, one.best, one.unknown, _reasons(one)) for one in way.conditions
    )
    return ClosedCard(way.label, way.is_joint, bound)
