"""The office's rules of one portfolio: the grant, the points, the constraints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from jigai.domain.quantities import WHOLE_BP
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

MILLION_YUAN_FEN = 100_000_000
MOST_POINTS = 1_000_000
MOST_PROJECTS = 10_000


class GrantBase(StrEnum):
    """The amount that the rate is taken of."""

    EQUIPMENT = "equipment"
    TOTAL = "total"

    @property
    def label(self) -> Sentence:
        return BASE_LABELS[self]


BASE_LABELS = {
    GrantBase.EQUIPMENT: Sentence("设备投资", "equipment investment"),
    GrantBase.TOTAL: Sentence("总投资", "total investment"),
}


class RuleOutOfRange(Refusal):
    code = "portfolio.rule_out_of_range"
    message = Sentence("“{what}”超出允许范围。", "“{what}” is out of range.")
    remedy = Sentence("请改成 {low} 到 {high} 之间的数。", "Give a number from {low} to {high}.")


class MustAndNever(Refusal):
    code = "portfolio.must_and_never"
    message = Sentence(
        "项目 {projects} 同时列为必选和不选。", "Projects {projects} are both must and never."
    )


@dataclass(frozen=True, slots=True)
class Grant:
    """A share of an amount, up to a cap; whole fen, rounded down."""

    base: GrantBase
    rate_bp: int
    cap_fen: int

    def of(self, amount_fen: int) -> int:
        """The grant of a project.

        >>> Grant(GrantBase.EQUIPMENT, 1000, 50_000_000).of(300_000_000)
        30000000
        """
        return min(amount_fen * self.rate_bp // WHOLE_BP, self.cap_fen)


@dataclass(frozen=True, slots=True)
class PointsFormula:
    """Points of a project: a sum of whole numbers.

    Attributes:
        basic: of every project.
        per_million: for each full million yuan of the amount that the grant is taken of.
        by_direction, by_aim, by_stage: for its industry, aim of transformation and stage.
    """

    basic: int = 0
    per_million: int = 0
    by_direction: Mapping[str, int] = field(default_factory=dict)
    by_aim: Mapping[str, int] = field(default_factory=dict)
    by_stage: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PortfolioRules:
    """What a selection must obey.

    Attributes:
        budget_fen: the grants together, at most.
        stages: stages in which a project may be supported.
        least_by_direction, least_by_area: at least so many projects of an industry, of a township.
        most_per_firm: at most so many projects of one firm; 0 is no limit.
        must, never: numbers of projects that are in, or out, whatever their points; a must
            project may stand at any stage.
    """

    budget_fen: int
    grant: Grant
    points: PointsFormula
    stages: frozenset[str]
    least_by_direction: Mapping[str, int] = field(default_factory=dict)
    least_by_area: Mapping[str, int] = field(default_factory=dict)
    most_per_firm: int = 1
    must: frozenset[int] = frozenset()
    never: frozenset[int] = frozenset()

    def check(self) -> None:
        """Refuse what cannot be meant.

        Raises:
            RuleOutOfRange, MustAndNever: as named.
        """
        _within(Sentence("预算", "budget"), self.budget_fen, 1, 10**15)
        _within(Sentence("补助比例", "grant rate"), self.grant.rate_bp, 1, WHOLE_BP)
        _within(Sentence("单项上限", "cap of a grant"), self.grant.cap_fen, 1, 10**15)
        for value in self._points():
            _within(Sentence("积分", "points"), value, -MOST_POINTS, MOST_POINTS)
        for least in (*self.least_by_direction.values(), *self.least_by_area.values()):
            _within(Sentence("最少项目数", "least number of projects"), least, 0, MOST_PROJECTS)
        most = Sentence("每家企业最多项目数", "most projects of one firm")
        _within(most, self.most_per_firm, 0, MOST_PROJECTS)
        if self.must & self.never:
            both = ", ".join(map(str, sorted(self.must & self.never)))
            raise MustAndNever(projects=both)

    def _points(self) -> list[int]:
        own = self.points
        tables = (own.by_direction, own.by_aim, own.by_stage)
        return [own.basic, own.per_million, *(v for table in tables for v in table.values())]


def _within(what: Sentence, value: int, low: int, high: int) -> None:
    if not low <= value <= high:
        raise RuleOutOfRange(what=what, low=low, high=high)
