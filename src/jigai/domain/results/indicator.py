"""One version of an indicator: what it means, how it is reckoned, and how a value is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from jigai.domain.quantities import number_text, percentage, rounded
from jigai.domain.refusal import Refusal
from jigai.domain.results.formula import read_formula, value_by
from jigai.domain.results.states import Direction, Level, Measure
from jigai.domain.sentence import Sentence

PLACES = 6
"""Decimals of a kept value; a share keeps as many, so that 1/3 is 0.333333."""
WAN = Decimal(10_000)
PERCENT_SIGNS = frozenset({"%", "％", "百分比", "百分点", "percent", "points"})
MONEY_UNITS = {
    "元": Decimal(1), "yuan": Decimal(1), "万元": WAN, "x10,000 yuan": WAN, "亿元": WAN * WAN,
}  # fmt: skip


class OutcomePartMissing(Refusal):
    code = "outcomes.part_missing"
    message = Sentence("“{indicator}”还缺“{part}”。", "“{indicator}” lacks “{part}”.")
    remedy = Sentence("公式：{formula}。", "Formula: {formula}.")


class OutcomeEmpty(Refusal):
    code = "outcomes.empty"
    message = Sentence(
        "“{indicator}”既没有数值，也没有组成数据。", "“{indicator}” has neither value nor parts."
    )
    remedy = Sentence(
        "不知道的不要填 0；没有数据就不登记。",
        "Do not write 0 for what is not known; without a value nothing is recorded.",
    )


class ShareBeyondWhole(Refusal):
    code = "outcomes.share_beyond_whole"
    message = Sentence(
        "“{indicator}”应在 0 到 100% 之间，给出的是 {value}。",
        "“{indicator}” lies between 0 and 100 %, not {value}.",
    )


class UnitOfAnother(Refusal):
    code = "outcomes.unit_of_another"
    message = Sentence(
        "“{indicator}”的单位是“{unit}”，不是“{given}”。",
        "“{indicator}” is in “{unit}”, not “{given}”.",
    )
    remedy = Sentence(
        "请换算后再填；口径不同的，选另一个指标。",
        "Convert it first; if it means something else, choose the other indicator.",
    )


@dataclass(frozen=True, slots=True)
class IndicatorPart:
    """One figure that the formula uses."""

    name: str
    title: Sentence
    unit: Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """One version of an indicator, as data.

    Attributes:
        formula: in the rule language over the parts; blank where only a value is told.
        qualifiers: what must be said beside a value (``market``, ``market_year``, ``market_area``).
        is_additive: whether values of enterprises may be summed over an area.
        effect: its row in the effect table of the fund system (ledger D); blank: none.
    """

    id: str
    title: Sentence
    meaning: Sentence
    measure: Measure
    unit: Sentence
    direction: Direction
    level: Level
    owner: Sentence
    source: Sentence
    valid_from: date
    formula: str = ""
    parts: tuple[IndicatorPart, ...] = ()
    qualifiers: tuple[str, ...] = ()
    is_additive: bool = False
    effect: str = ""
    version: int = 1

    def check(self) -> None:
        """See that the formula can be read.

        Raises:
            FormulaUnreadable, PartUnused: as named.
        """
        if self.formula:
            read_formula(self.formula, names=[part.name for part in self.parts])

    @property
    def formula_said(self) -> Sentence:
        """The formula with the titles of its parts in place of their names."""
        zh = en = self.formula
        for part in sorted(self.parts, key=lambda one: -len(one.name)):
            zh, en = zh.replace(part.name, part.title.zh), en.replace(part.name, part.title.en)
        signs = str.maketrans({"*": "×", "/": "÷"})
        return Sentence(zh.translate(signs), en.translate(signs))

    def reckoned(self, parts: Mapping[str, Decimal], value: Decimal | None) -> Decimal:
        """The value by the formula where the parts are given, else as it was told.

        Raises:
            OutcomePartMissing, OutcomeEmpty, ShareBeyondWhole, DividedByZero: as named.
        """
        if parts:
            exact = self._by_formula(parts)
        elif value is None:
            raise OutcomeEmpty(indicator=self.title)
        else:
            exact = Fraction(value)
        if self.measure is Measure.SHARE and not 0 <= exact <= 1:
            raise ShareBeyondWhole(indicator=self.title, value=percentage(exact))
        return rounded(exact, places=2 if self.measure is Measure.MONEY else PLACES)

    def _by_formula(self, parts: Mapping[str, Decimal]) -> Fraction:
        for part in self.parts:
            if part.name not in parts:
                raise OutcomePartMissing(
                    indicator=self.title, part=part.title, formula=self.formula_said
                )
        node = read_formula(self.formula, names=[part.name for part in self.parts])
        return value_by(node, {name: Fraction(number) for name, number in parts.items()})

    def in_base_unit(self, number: Decimal, unit: str) -> Decimal:
        """A number as a sheet or a plan writes it, in the unit in which values are kept.

        Raises:
            UnitOfAnother: the unit is not one of the indicator's.

        >>> share = EXAMPLE.in_base_unit(Decimal("62.5"), "%")
        >>> share
        Decimal('0.625')
        """
        given = unit.strip()
        if self.measure in {Measure.SHARE, Measure.POINTS, Measure.RELATIVE}:
            if given in PERCENT_SIGNS:
                return number.scaleb(-2)
            if given in {"", "比例", "share"}:
                return number
        elif self.measure is Measure.MONEY:
            if given in MONEY_UNITS:
                return number * MONEY_UNITS[given]
        elif given in {"", self.unit.zh, self.unit.en}:
            return number
        raise UnitOfAnother(indicator=self.title, unit=self.unit, given=given or "—")

    def said(self, value: Decimal) -> Sentence:
        """A value for people, with its unit."""
        match self.measure:
            case Measure.SHARE:
                return _both(percentage(value))
            case Measure.RELATIVE:
                return _both(signed(percentage(value)))
            case Measure.POINTS:
                text = signed(number_text(value * 100, places=2))
                return Sentence(f"{text} 个百分点", f"{text} points")
            case Measure.MONEY:
                text = number_text(Fraction(value) / 10_000, places=6, at_least=2)
                return Sentence(f"{text} 万元", f"{text} x10,000 yuan")
            case Measure.NUMBER:
                text = number_text(value, places=4)
                return Sentence(f"{text} {self.unit.zh}", f"{text} {self.unit.en}")


def signed(text: str) -> str:
    return text if text.startswith("-") else f"+{text}"


def _both(text: str) -> Sentence:
    return Sentence(text, text)


EXAMPLE = Definition(
    id="example",
    title=Sentence("示例", "example"),
    meaning=Sentence("说明写法的示例", "shows how values are written"),
    measure=Measure.SHARE,
    unit=Sentence("%", "%"),
    direction=Direction.UP,
    level=Level.OUTCOME,
    owner=Sentence("技改办", "programme office"),
    source=Sentence("示例", "example"),
    valid_from=date(2026, 1, 1),
)
