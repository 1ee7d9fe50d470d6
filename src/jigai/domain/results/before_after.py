"""Before and after: the change as points and relatively, and how far the target is."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from jigai.domain.quantities import number_text, percentage
from jigai.domain.results.indicator import Definition, signed
from jigai.domain.results.states import Direction, Measure
from jigai.domain.sentence import Sentence

CAVEAT = Sentence(
    "前后对比不等于效果：这段时间里还有别的变化，没有对照就说不清多少是改造带来的。",
    "Before and after is not an effect: other things changed meanwhile, and without a comparison "
    "nobody can say how much the transformation brought.",
)
ALREADY_A_CHANGE = Sentence("指标本身就是变化量", "the indicator is itself a change")
FROM_ZERO = Sentence("基线为 0，不能算相对变化", "the baseline is 0: no relative change")
FROM_BELOW = Sentence(
    "基线为负，相对变化没有意义", "the baseline is below 0: a relative change means nothing"
)
MISSING = Sentence("缺数据", "missing")
NO_BASELINE = Sentence("没有基线，不能对比", "no baseline, nothing to compare with")
NO_ACTUAL = Sentence("还没有实际值", "no actual value yet")
POINTS = Sentence("{points} 个百分点（相对 {relative}）", "{points} points ({relative} relative)")
BETTER, WORSE = Sentence("向好", "better"), Sentence("变差", "worse")
SAME = Sentence("持平", "unchanged")
NO_SIDE = Sentence("", "")
REACHED, SHORT = Sentence("达到目标", "target reached"), Sentence("未达目标", "target not reached")


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """What came of one indicator of one subject, from figures of one state and version.

    Attributes:
        change: actual less baseline, in the unit of the values; ``None`` while one is missing.
        relative: the same over the baseline; ``None`` unless the baseline is above 0.
        is_reached: the target, by the direction of the indicator; ``None`` while not known.
    """

    change: Decimal | None
    change_said: Sentence
    relative: Fraction | None
    side: Sentence
    is_reached: bool | None
    reached_said: Sentence


def before_after(
    definition: Definition,
    *,
    baseline: Decimal | None,
    target: Decimal | None,
    actual: Decimal | None,
) -> BeforeAfter:
    """Compare; what is missing stays missing and is never taken for 0."""
    is_reached = _reached(definition, target, actual)
    reached = NO_SIDE if is_reached is None else REACHED if is_reached else SHORT
    if definition.measure in {Measure.POINTS, Measure.RELATIVE}:
        return BeforeAfter(None, ALREADY_A_CHANGE, None, NO_SIDE, is_reached, reached)
    if baseline is None or actual is None:
        said = NO_ACTUAL if actual is None else NO_BASELINE
        return BeforeAfter(None, said, None, NO_SIDE, is_reached, reached)
    change = actual - baseline
    relative = Fraction(change) / Fraction(baseline) if baseline > 0 else None
    said = _said(definition, change, relative, baseline)
    return BeforeAfter(change, said, relative, _side(definition, change), is_reached, reached)


def _said(
    definition: Definition, change: Decimal, relative: Fraction | None, baseline: Decimal
) -> Sentence:
    if relative is None:
        rate = FROM_ZERO if baseline == 0 else FROM_BELOW
    else:
        text = signed(percentage(relative))
        rate = Sentence(text, text)
    if definition.measure is Measure.SHARE:
        points = signed(number_text(change * 100, places=2))
        return POINTS.format(points=points, relative=rate)
    amount = definition.said(change)
    plus = Sentence(signed(amount.zh), signed(amount.en))
    return Sentence(f"{plus.zh}（{rate.zh}）", f"{plus.en} ({rate.en})")


def _side(definition: Definition, change: Decimal) -> Sentence:
    if definition.direction is Direction.NEITHER:
        return NO_SIDE
    if change == 0:
        return SAME
    return BETTER if (change > 0) is (definition.direction is Direction.UP) else WORSE


def _reached(definition: Definition, target: Decimal | None, actual: Decimal | None) -> bool | None:
    if target is None or actual is None or definition.direction is Direction.NEITHER:
        return None
    return actual >= target if definition.direction is Direction.UP else actual <= target
