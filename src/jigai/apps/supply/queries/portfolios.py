"""Portfolios as people read them: each project in or out with its reason, and the decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from jigai.apps.accounts.permissions import reads_all_changes
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.supply.frozen import (
    NamedProject,
    digest_of,
    names_from_json,
    projects_from_json,
    result_as_json,
    rules_from_json,
)
from jigai.apps.supply.models import Portfolio
from jigai.domain.portfolio.candidates import Bar
from jigai.domain.portfolio.propose import constraint_label, propose
from jigai.domain.portfolio.rules import PortfolioRules
from jigai.domain.portfolio.solve import Constraint, Kind
from jigai.domain.refusal import NotAllowed, NotFound
from jigai.domain.sentence import Sentence, joined
from jigai.domain.stages import STAGE_LABELS, Stage

CHOSEN = Sentence("选中；若不选，总积分少 {loss}", "in; leaving it out costs {loss} points")
CHOSEN_FREE = Sentence(
    "选中；不选它也有同样积分的方案", "in; a selection without it is worth as many points"
)
NEEDED = Sentence("选中；没有它就没有满足约束的方案", "in; without it no selection is possible")
LEFT = Sentence("未选；若选入，总积分少 {loss}", "out; putting it in costs {loss} points")
LEFT_FREE = Sentence(
    "未选；选入它也有同样积分的方案", "out; a selection with it is worth as many points"
)
STOPPED = Sentence("未选；选不进：受{which}限制", "out; it cannot be put in for {which}")
STOPPED_BY_SEVERAL = Sentence(
    "未选；选不进：几项约束同时限制", "out; it cannot be put in for several constraints at once"
)
NOT_TRIED = Sentence(
    "{word}；备选项目超过 150 个，没有逐个试算",
    "{word}; with over 150 projects none was tried singly",
)
IN, OUT = Sentence("选中", "in"), Sentence("未选", "out")
BARRED = Sentence("不能选：{why}", "cannot be chosen: {why}")


class NoSuchPortfolio(NotFound):
    code = "portfolio.not_found"
    message = Sentence("没有编号为{pk}的支持方案。", "There is no portfolio {pk}.")


class CountyOnly(NotAllowed):
    code = "portfolio.county_only"
    message = Sentence(
        "支持方案涉及全县项目，只有全县范围的角色能看。",
        "A portfolio is about the whole county; only roles of the whole county read it.",
    )


@dataclass(frozen=True, slots=True)
class TermRow:
    label: Sentence
    points: int


@dataclass(frozen=True, slots=True)
class PortfolioLine:
    """One project: proposed or not and why; ``is_decided`` ``None`` before the decision."""

    id: int
    name: str
    firm: str
    area: Sentence
    direction: Sentence
    stage: Sentence
    grant_fen: int | None
    points: int | None
    terms: tuple[TermRow, ...]
    is_in: bool
    reason: Sentence
    is_decided: bool | None

    @property
    def differs(self) -> bool:
        return self.is_decided is not None and self.is_decided != self.is_in


@dataclass(frozen=True, slots=True)
class BindingRow:
    constraint: Sentence
    gain: int


@dataclass(frozen=True, slots=True)
class SelectionRow:
    """Another selection, told by what it has other than the proposed one."""

    ids: tuple[int, ...]
    points: int
    grant_fen: int
    added: tuple[str, ...]
    dropped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DecisionRow:
    decided_on: date
    decided_by: str
    basis: str
    grounds: str
    chosen: tuple[int, ...]
    grant_fen: int


@dataclass(frozen=True, slots=True)
class PortfolioCard:
    """A proposal with its decision.

    Attributes:
        is_intact: the frozen content still has its digest.
    """

    id: int
    title: str
    drawn_on: date
    drawn_by: str
    rules: PortfolioRules
    digest: str
    is_intact: bool
    points: int
    grant_fen: int
    chosen_count: int
    lines: tuple[PortfolioLine, ...]
    binding: tuple[BindingRow, ...]
    next_million: SelectionRow
    gain_of_next_million: int
    equals: tuple[SelectionRow, ...]
    has_more: bool
    decision: DecisionRow | None
    areas: Mapping[str, Sentence]
    directions: Mapping[str, Sentence]

    @property
    def left_fen(self) -> int:
        return self.rules.budget_fen - self.grant_fen


@dataclass(frozen=True, slots=True)
class PortfolioRow:
    """One line of the list."""

    id: int
    title: str
    drawn_on: date
    drawn_by: str
    budget_fen: int
    grant_fen: int
    chosen_count: int
    points: int
    decided_on: date | None


def check_reads(viewer: Viewer) -> None:
    """Raises: CountyOnly: the viewer does not see the whole county."""
    if not reads_all_changes(viewer):
        raise CountyOnly


def portfolio_for(viewer: Viewer, pk: int) -> Portfolio:
    """The portfolio, for who sees the whole county.

    Raises:
        CountyOnly, NoSuchPortfolio: as named.
    """
    check_reads(viewer)
    found = Portfolio.objects.filter(pk=pk).select_related("decision").first()
    if found is None:
        raise NoSuchPortfolio(pk=pk)
    return found


def portfolio_rows(viewer: Viewer) -> list[PortfolioRow]:
    """All portfolios, newest first; one query.

    Raises:
        CountyOnly: as named.
    """
    check_reads(viewer)
    found = Portfolio.objects.select_related("decision").order_by("-drawn_on", "-pk")
    return [
        PortfolioRow(
            one.pk,
            one.title,
            one.drawn_on,
            one.drawn_by,
            one.inputs["rules"]["budget_fen"],
            one.result["selection"]["grant_fen"],
            len(one.result["selection"]["ids"]),
            one.result["selection"]["points"],
            decision.decided_on if (decision := getattr(one, "decision", None)) else None,
        )
        for one in found
    ]


def portfolio_card(portfolio: Portfolio) -> PortfolioCard:
    """The whole of one portfolio from what was frozen; no query beyond the row's own."""
    inputs, result = portfolio.inputs, portfolio.result
    named = {one.project.id: one for one in projects_from_json(inputs)}
    words = _Words(named, inputs)
    decision = _decision(portfolio)
    chosen = frozenset(decision.chosen) if decision else None
    proposed = frozenset(result["selection"]["ids"])
    return PortfolioCard(
        id=portfolio.pk,
        title=portfolio.title,
        drawn_on=portfolio.drawn_on,
        drawn_by=portfolio.drawn_by,
        rules=rules_from_json(inputs["rules"]),
        digest=portfolio.digest,
        is_intact=digest_of(inputs, result) == portfolio.digest,
        points=result["selection"]["points"],
        grant_fen=result["selection"]["grant_fen"],
        chosen_count=len(proposed),
        lines=tuple(words.line(line, chosen) for line in result["lines"]),
        binding=tuple(BindingRow(words.constraint(b), b["gain"]) for b in result["binding"]),
        next_million=words.other(result["next_million"], proposed),
        gain_of_next_million=result["gain_of_next_million"],
        equals=tuple(words.other(one, proposed) for one in result["equals"]),
        has_more=result["has_more"],
        decision=decision,
        areas=names_from_json(inputs["areas"]),
        directions=names_from_json(inputs["directions"]),
    )


def is_reproduced(portfolio: Portfolio) -> bool:
    """Whether the frozen inputs, worked out again, give the frozen proposal."""
    projects = [one.project for one in projects_from_json(portfolio.inputs)]
    again = propose(projects, rules_from_json(portfolio.inputs["rules"]))
    return bool(result_as_json(again) == portfolio.result)


def _decision(portfolio: Portfolio) -> DecisionRow | None:
    kept = getattr(portfolio, "decision", None)
    if kept is None:
        return None
    grants = {line["id"]: line["grant_fen"] or 0 for line in portfolio.result["lines"]}
    return DecisionRow(
        kept.decided_on,
        kept.decided_by,
        kept.basis,
        kept.grounds,
        tuple(kept.chosen),
        sum(grants[i] for i in kept.chosen),
    )


class _Words:
    """Turns frozen values into rows with names."""

    def __init__(self, named: Mapping[int, NamedProject], inputs: Mapping[str, Any]) -> None:
        self.named = named
        self.names: dict[str, dict[str, Sentence]] = {
            Kind.AREA: names_from_json(inputs["areas"]),
            Kind.DIRECTION: names_from_json(inputs["directions"]),
            Kind.MUST: {str(i): Sentence(one.name, one.name) for i, one in named.items()},
        }

    def constraint(self, given: Mapping[str, Any]) -> Sentence:
        kind, about = Kind(given["kind"]), given["about"]
        return constraint_label(
            Constraint(kind, about), self.names.get(kind, {}).get(about) or about
        )

    def other(self, given: Mapping[str, Any], proposed: frozenset[int]) -> SelectionRow:
        ids = frozenset(given["ids"])
        return SelectionRow(
            tuple(sorted(ids)),
            given["points"],
            given["grant_fen"],
            tuple(self.named[i].name for i in sorted(ids - proposed)),
            tuple(self.named[i].name for i in sorted(proposed - ids)),
        )

    def line(self, given: Mapping[str, Any], chosen: frozenset[int] | None) -> PortfolioLine:
        one = self.named[given["id"]]
        return PortfolioLine(
            id=given["id"],
            name=one.name,
            firm=one.firm_name,
            area=one.area_name,
            direction=one.direction_name,
            stage=STAGE_LABELS[Stage(one.project.stage)],
            grant_fen=given["grant_fen"],
            points=given["points"],
            terms=tuple(TermRow(Sentence(**t["label"]), t["points"]) for t in given["terms"]),
            is_in=given["is_in"],
            reason=self.reason(given),
            is_decided=None if chosen is None else given["id"] in chosen,
        )

    def reason(self, given: Mapping[str, Any]) -> Sentence:
        if given["bar"]:
            return BARRED.format(why=Bar(given["bar"]).label)
        if not given["is_tried"]:
            return NOT_TRIED.format(word=IN if given["is_in"] else OUT)
        loss = given["loss"]
        if given["is_in"]:
            return NEEDED if loss is None else CHOSEN.format(loss=loss) if loss else CHOSEN_FREE
        if loss is not None:
            return LEFT.format(loss=loss) if loss else LEFT_FREE
        if not given["stops"]:
            return STOPPED_BY_SEVERAL
        which = joined([self.constraint(one) for one in given["stops"]], zh="、", en=", ")
        return STOPPED.format(which=which)
