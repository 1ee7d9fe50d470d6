"""Figures of a period that no list gives, each by its formula: OEE, yield, energy, orders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from jigai.domain.maturity.lists import INDICATORS
from jigai.domain.refusal import Refusal
from jigai.domain.rules.refusals import nearest
from jigai.domain.sentence import Sentence


class NoSuchMeasure(Refusal):
    code = "diagnosis.no_such_measure"
    message = Sentence("没有指标“{name}”。{near}", "There is no measure “{name}”. {near}")
    remedy = Sentence("可选：{known}。", "Choose one of: {known}.")


class PartMissing(Refusal):
    code = "diagnosis.part_missing"
    message = Sentence("“{measure}”还缺“{part}”。", "“{measure}” lacks “{part}”.")
    remedy = Sentence("公式：{formula}。", "Formula: {formula}.")


class PartOutOfOrder(Refusal):
    code = "diagnosis.part_out_of_order"
    message = Sentence("“{smaller}”不能大于“{larger}”。", "“{smaller}” cannot exceed “{larger}”.")
    remedy = Sentence("请核对两项数据。", "Check both figures.")


class PartNotPositive(Refusal):
    code = "diagnosis.part_not_positive"
    message = Sentence("“{part}”要大于 0。", "“{part}” must be above 0.")


class ShareOutOfRange(Refusal):
    code = "diagnosis.share_out_of_range"
    message = Sentence("“{measure}”应在 0 到 100% 之间。", "“{measure}” lies between 0 and 100 %.")


@dataclass(frozen=True, slots=True)
class Part:
    """One figure of a formula; ``within`` names the part that it cannot exceed."""

    name: str
    title: Sentence
    unit: Sentence
    within: str = ""
    may_be_zero: bool = True


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure of a period. Without parts only its value can be reported."""

    name: str
    title: Sentence
    formula: Sentence
    parts: tuple[Part, ...] = ()
    is_share: bool = True


MINUTES, PIECES = Sentence("分钟", "minutes"), Sentence("件", "pieces")
LINES = Sentence("行", "lines")
OEE = Measure(
    "oee",
    Sentence("设备综合效率（OEE）", "overall equipment effectiveness (OEE)"),
    Sentence(
        "时间开动率 × 性能开动率 × 合格品率"
        " = (运行时间÷计划时间) × (理论单件时间×产量÷运行时间) × (合格数÷产量)",
        "availability × performance × quality = (run ÷ planned time) × "
        "(ideal time a piece × pieces ÷ run time) × (good ÷ pieces)",
    ),
    (
        Part("planned_minutes", Sentence("计划时间", "planned time"), MINUTES, may_be_zero=False),
        Part("run_minutes", Sentence("运行时间", "run time"), MINUTES, "planned_minutes", False),
        Part("ideal_minutes", Sentence("理论单件时间", "ideal time a piece"), MINUTES,
             may_be_zero=False),
        Part("pieces", Sentence("产量", "pieces made"), PIECES, may_be_zero=False),
        Part("good_pieces", Sentence("合格数", "good pieces"), PIECES, "pieces"),
    ),
)  # fmt: skip
YIELD = Measure(
    "yield_rate",
    Sentence("良品率", "yield"),
    Sentence("合格数 ÷ 检验数", "good ÷ inspected pieces"),
    (
        Part("inspected", Sentence("检验数", "inspected pieces"), PIECES, may_be_zero=False),
        Part("good", Sentence("合格数", "good pieces"), PIECES, "inspected"),
    ),
)
ENERGY = Measure(
    "energy_per_unit",
    Sentence("单位产品能耗", "energy per unit of product"),
    Sentence("综合能耗 ÷ 产量", "energy ÷ output"),
    (
        Part("energy_kgce", Sentence("综合能耗", "energy"), Sentence("千克标准煤", "kgce")),
        Part("output", Sentence("产量", "output"), Sentence("件或吨（注明）", "pieces or tonnes"),
             may_be_zero=False),
    ),
    is_share=False,
)  # fmt: skip
ORDERS = Measure(
    "order_accuracy",
    Sentence("订单准确率", "order accuracy"),
    Sentence("正确的订单行 ÷ 全部订单行", "order lines that are right ÷ all order lines"),
    (
        Part("lines", Sentence("全部订单行", "all order lines"), LINES, may_be_zero=False),
        Part("right", Sentence("正确的订单行", "lines that are right"), LINES, "lines"),
    ),
)
MEASURES: dict[str, Measure] = {
    **{one.name: one for one in (OEE, YIELD, ENERGY, ORDERS)},
    **{one.name: Measure(one.name, one.title, one.definition) for one in INDICATORS},
}
"""By name; the rates of the lists stand here too, since an enterprise may report them."""


def measure_of(name: str) -> Measure:
    """The measure of a name.

    Raises:
        NoSuchMeasure: as named.
    """
    if name not in MEASURES:
        raise NoSuchMeasure(name=name, near=nearest(name, MEASURES), known=", ".join(MEASURES))
    return MEASURES[name]


def value_of(measure: Measure, parts: Mapping[str, Fraction]) -> Fraction:
    """The figure by its formula, exactly.

    Raises:
        PartMissing, PartNotPositive, PartOutOfOrder, ShareOutOfRange: as named.

    >>> value_of(ORDERS, {"lines": Fraction(200), "right": Fraction(190)})
    Fraction(19, 20)
    """
    for part in measure.parts:
        _check(measure, part, parts)
    if measure is OEE:
        value = _product(oee_factors(parts))
    else:
        whole, good = (parts[part.name] for part in measure.parts)
        value = whole / good if measure is ENERGY else good / whole
    if measure.is_share and value > 1:
        raise ShareOutOfRange(measure=measure.title)
    return value


def oee_factors(parts: Mapping[str, Fraction]) -> tuple[Fraction, Fraction, Fraction]:
    """Availability, performance, quality."""
    run, pieces = parts["run_minutes"], parts["pieces"]
    return (
        run / parts["planned_minutes"],
        parts["ideal_minutes"] * pieces / run,
        parts["good_pieces"] / pieces,
    )


@dataclass(frozen=True, slots=True)
class Difference:
    """From one period to another, in both ways of saying it; a rise from 0 has no relative."""

    points: Fraction
    relative: Fraction | None


def difference(before: Fraction, after: Fraction) -> Difference:
    """Percentage points and relative change; which one is meant is always said.

    >>> difference(Fraction(3, 4), Fraction(9, 10))
    Difference(points=Fraction(3, 20), relative=Fraction(1, 5))
    """
    return Difference(after - before, (after - before) / before if before else None)


def _check(measure: Measure, part: Part, parts: Mapping[str, Fraction]) -> None:
    if part.name not in parts:
        raise PartMissing(measure=measure.title, part=part.title, formula=measure.formula)
    value = parts[part.name]
    if value < 0 or (value == 0 and not part.may_be_zero):
        raise PartNotPositive(part=part.title)
    if part.within and value > parts[part.within]:
        larger = next(one for one in measure.parts if one.name == part.within)
        raise PartOutOfOrder(smaller=part.title, larger=larger.title)


def _product(factors: tuple[Fraction, ...]) -> Fraction:
    made = Fraction(1)
    for one in factors:
        made *= one
    return made
