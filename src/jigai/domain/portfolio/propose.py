"""A proposal with its reasons: in or out and why, what binds, what more money adds, equals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jigai.domain.portfolio.candidates import Bar, Candidate, ReserveProject, candidates
from jigai.domain.portfolio.rules import MILLION_YUAN_FEN, PortfolioRules
from jigai.domain.portfolio.solve import Constraint, Kind, Search, Selection, Variation
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence, joined

MOST_EQUALS = 5
MOST_EXPLAINED = 40
"""Up to so many candidates each is tried in and out; beyond, the page says that they were not."""
CONSTRAINT_LABELS = {
    Kind.BUDGET: Sentence("预算总额", "the budget"),
    Kind.DIRECTION: Sentence("产业“{about}”的最少项目数", "the least number of industry “{about}”"),
    Kind.AREA: Sentence("乡镇“{about}”的最少项目数", "the least number of township “{about}”"),
    Kind.FIRM: Sentence("每家企业的最多项目数", "the most projects of one firm"),
    Kind.MUST: Sentence("必选项目 {about}", "the must project {about}"),
}


class NoSelection(Refusal):
    code = "portfolio.no_selection"
    message = Sentence(
        "没有满足全部约束的方案。单独放宽下列任一项就有方案：{which}。",
        "No selection obeys all constraints. Giving up any one of these would allow one: {which}.",
    )
    remedy = Sentence("请修改预算或约束后重新测算。", "Change the budget or a constraint.")


class MustBarred(Refusal):
    code = "portfolio.must_barred"
    message = Sentence("必选项目 {project} 不能支持：{why}。", "Must project {project}: {why}.")
    remedy = Sentence(
        "请补登投资额，或从必选中去掉。", "Register the amount, or take it off the list."
    )


class MustUnknown(Refusal):
    code = "portfolio.must_unknown"
    message = Sentence("备选项目中没有编号 {project}。", "There is no candidate {project}.")


@dataclass(frozen=True, slots=True)
class Line:
    """One project in the proposal.

    Attributes:
        bar: why it could not be chosen at all.
        loss: for a chosen one, the points that leaving it out would cost; for another, those that
            putting it in would cost; ``None``: it cannot be turned round under the constraints.
        is_tried: whether ``loss`` was worked out.
        stops: where it cannot be put in, the single constraints that stand in the way.
    """

    project: ReserveProject
    is_in: bool
    candidate: Candidate | None = None
    bar: Bar | None = None
    loss: int | None = None
    is_tried: bool = False
    stops: tuple[Constraint, ...] = ()


@dataclass(frozen=True, slots=True)
class Binding:
    """A constraint without which the points would be higher, by so many."""

    constraint: Constraint
    gain: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """The best selection with its reasons.

    Attributes:
        next_million: the best selection with one million yuan more.
        equals: other selections worth the same points, cheapest first; ``has_more`` of them.
    """

    selection: Selection
    lines: tuple[Line, ...]
    binding: tuple[Binding, ...]
    next_million: Selection
    equals: tuple[Selection, ...]
    has_more: bool

    @property
    def gain_of_next_million(self) -> int:
        return self.next_million.points - self.selection.points


def propose(projects: Sequence[ReserveProject], rules: PortfolioRules) -> Proposal:
    """The best selection of reserve projects under the office's rules.

    Raises:
        RuleOutOfRange, MustAndNever, MustUnknown, MustBarred, NoSelection, PortfolioNotSolved:
            as named.
    """
    rules.check()
    able, barred = candidates(projects, rules)
    _check_must(projects, rules, barred)
    search = Search(able, rules)
    best = search.best()
    if best is None:
        raise NoSelection(which=_relaxations(search))
    more = search.best(Variation(extra_budget_fen=MILLION_YUAN_FEN)) or best
    equals = tuple(_equals(search, best))
    return Proposal(
        best,
        tuple(_lines(projects, search, best, barred)),
        tuple(_binding(search, best)),
        more,
        equals[:MOST_EQUALS],
        len(equals) > MOST_EQUALS,
    )


def constraint_label(constraint: Constraint, about: object = "") -> Sentence:
    return CONSTRAINT_LABELS[constraint.kind].format(about=about or constraint.about)


def _check_must(
    projects: Sequence[ReserveProject], rules: PortfolioRules, barred: dict[int, Bar]
) -> None:
    known = {one.id for one in projects}
    for must in sorted(rules.must):
        if must not in known:
            raise MustUnknown(project=must)
        if must in barred:
            raise MustBarred(project=must, why=barred[must].label)


def _relaxations(search: Search) -> Sentence:
    found = [
        constraint_label(one)
        for one in search.constraints()
        if search.best_points(Variation(without=frozenset({one}))) is not None
    ]
    none = Sentence("（没有，须同时放宽几项）", "(none: several must be given up together)")
    return joined(found, zh="、", en=", ") if found else none


def _binding(search: Search, best: Selection) -> Iterator[Binding]:
    for constraint in search.constraints():
        freed = search.best_points(Variation(without=frozenset({constraint})))
        if freed is not None and freed > best.points:
            yield Binding(constraint, freed - best.points)


def _equals(search: Search, best: Selection) -> Iterator[Selection]:
    seen: list[frozenset[int]] = [best.ids]
    while len(seen) <= MOST_EQUALS + 1:
        other = search.best(Variation(apart_from=tuple(seen), points=best.points))
        if other is None:
            return
        seen.append(other.ids)
        yield other


def _lines(
    projects: Sequence[ReserveProject], search: Search, best: Selection, barred: dict[int, Bar]
) -> Iterator[Line]:
    is_tried = len(search.candidates) <= MOST_EXPLAINED
    for project in sorted(projects, key=lambda one: one.id):
        if project.id in barred:
            yield Line(project, is_in=False, bar=barred[project.id])
            continue
        candidate, is_in = search.by_id[project.id], project.id in best.ids
        if not is_tried:
            yield Line(project, is_in, candidate)
            continue
        turned = frozenset({project.id})
        other = Variation(outside=turned) if is_in else Variation(inside=turned)
        points = search.best_points(other)
        loss = None if points is None else best.points - points
        stops = () if is_in or points is not None else tuple(_stops(search, project.id))
        yield Line(project, is_in, candidate, loss=loss, is_tried=True, stops=stops)


def _stops(search: Search, project: int) -> Iterator[Constraint]:
    for constraint in search.constraints():
        freed = Variation(inside=frozenset({project}), without=frozenset({constraint}))
        if search.best_points(freed) is not None:
            yield constraint
