"""The projects that may be chosen, with their grant and their points, and why others may not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from jigai.domain.portfolio.rules import MILLION_YUAN_FEN, GrantBase, PortfolioRules
from jigai.domain.sentence import Sentence


class Bar(StrEnum):
    """Why a project cannot be chosen at all."""

    NEVER = "never"
    STAGE = "stage"
    AMOUNT_UNKNOWN = "amount_unknown"
    NO_GRANT = "no_grant"

    @property
    def label(self) -> Sentence:
        return BAR_LABELS[self]


BAR_LABELS = {
    Bar.NEVER: Sentence("列为不选", "on the never list"),
    Bar.STAGE: Sentence("阶段不在支持范围", "its stage is not supported"),
    Bar.AMOUNT_UNKNOWN: Sentence(
        "没有登记计算补助所需的投资额",
        "the investment that the grant is taken of is not registered",
    ),
    Bar.NO_GRANT: Sentence("按比例算出的补助为 0", "the grant by the rate is 0"),
}


@dataclass(frozen=True, slots=True)
class ReserveProject:
    """A project as the selection sees it; money in fen, ``None`` where it is not registered.

    Attributes:
        firm: key of its firm; projects without one are each their own.
        direction, area, aim, stage: codes; blank where unknown.
    """

    id: int
    firm: str
    direction: str
    area: str
    aim: str
    stage: str
    total_fen: int | None
    equipment_fen: int | None


@dataclass(frozen=True, slots=True)
class Term:
    """One part of the points, in words."""

    label: Sentence
    points: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A project that may be chosen: what it costs and what it is worth."""

    project: ReserveProject
    grant_fen: int
    terms: tuple[Term, ...]

    @property
    def id(self) -> int:
        return self.project.id

    @property
    def points(self) -> int:
        return sum(term.points for term in self.terms)


BASIC = Sentence("基本分", "basic points")
PER_MILLION = Sentence(
    "{base}每满 100 万元（{count} 个）", "each full million yuan of {base} ({count})"
)
DIRECTION = Sentence("产业方向", "industry")
AIM = Sentence("改造类型", "aim of transformation")
STAGE = Sentence("项目阶段", "stage")


def candidates(
    projects: Sequence[ReserveProject], rules: PortfolioRules
) -> tuple[tuple[Candidate, ...], dict[int, Bar]]:
    """The projects that may be chosen, in order of number, and the bar of each other one."""
    found: list[Candidate] = []
    barred: dict[int, Bar] = {}
    for project in sorted(projects, key=lambda one: one.id):
        amount = _amount(project, rules.grant.base)
        bar = _bar(project, amount, rules)
        if bar is None and amount is not None:
            grant = rules.grant.of(amount)
            found.append(Candidate(project, grant, _terms(project, amount, rules)))
        elif bar is not None:
            barred[project.id] = bar
    return tuple(found), barred


def _amount(project: ReserveProject, base: GrantBase) -> int | None:
    return project.equipment_fen if base is GrantBase.EQUIPMENT else project.total_fen


def _bar(project: ReserveProject, amount: int | None, rules: PortfolioRules) -> Bar | None:
    if project.id in rules.never:
        return Bar.NEVER
    if project.stage not in rules.stages and project.id not in rules.must:
        return Bar.STAGE
    if amount is None:
        return Bar.AMOUNT_UNKNOWN
    return None if rules.grant.of(amount) > 0 else Bar.NO_GRANT


def _terms(project: ReserveProject, amount: int, rules: PortfolioRules) -> tuple[Term, ...]:
    own, millions = rules.points, amount // MILLION_YUAN_FEN
    said = PER_MILLION.format(base=rules.grant.base.label, count=millions)
    terms = (
        Term(BASIC, own.basic),
        Term(said, own.per_million * millions),
        Term(DIRECTION, own.by_direction.get(project.direction, 0)),
        Term(AIM, own.by_aim.get(project.aim, 0)),
        Term(STAGE, own.by_stage.get(project.stage, 0)),
    )
    return tuple(term for term in terms if term.points)
