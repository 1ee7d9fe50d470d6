"""Growth of a total and the contribution of each group to it, in percentage points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from jigai.domain.contribution.remainders import rounded_parts
from jigai.domain.quantities import rounded
from jigai.domain.sentence import Sentence

PLACES = 2
PERCENT = 100


class Base(StrEnum):
    """What the base of a growth is like; from some no growth can be said."""

    POSITIVE = "positive"
    ZERO = "zero"
    NEGATIVE = "negative"


BASE_SAID = {
    Base.POSITIVE: Sentence("", ""),
    Base.ZERO: Sentence(
        "基数为 0，不能计算增长率，只列增减额。",
        "The base is 0: no growth rate can be given, only the change.",
    ),
    Base.NEGATIVE: Sentence(
        "基数为负，增长率没有意义，只列增减额。",
        "The base is below 0: a growth rate would mean nothing, only the change is given.",
    ),
}


@dataclass(frozen=True, slots=True)
class GroupSums:
    """A group of subjects with its sums, exact, in the indicator's unit."""

    key: str
    count: int
    before: Decimal
    after: Decimal


@dataclass(frozen=True, slots=True)
class GroupGrowth:
    """One group.

    Attributes:
        growth: relative change of the group in per cent; ``None`` unless its base is above 0.
        points: contribution to the growth of the total, in percentage points, as shown;
            ``None`` where the total has no growth rate.
        exact_points: the same before rounding.
        rounding: shown minus what plain rounding would show; not 0 where the largest-remainder
            method moved the last place so that the column adds up.
    """

    key: str
    count: int
    before: Decimal
    after: Decimal
    change: Decimal
    base: Base
    growth: Decimal | None
    points: Decimal | None
    exact_points: Fraction | None
    rounding: Decimal


@dataclass(frozen=True, slots=True)
class GrowthTable:
    """Groups and their total; the points of the groups add up to the growth of the total."""

    groups: tuple[GroupGrowth, ...]
    total: GroupGrowth


def base_of(value: Decimal) -> Base:
    if value == 0:
        return Base.ZERO
    return Base.POSITIVE if value > 0 else Base.NEGATIVE


def growth_of(before: Decimal, after: Decimal) -> Fraction | None:
    """Relative change in per cent, exactly; ``None`` unless the base is above 0.

    >>> growth_of(Decimal(80), Decimal(100))
    Fraction(25, 1)
    """
    if base_of(before) is not Base.POSITIVE:
        return None
    return Fraction(after - before) / Fraction(before) * PERCENT


def growth_table(groups: Sequence[GroupSums], *, places: int = PLACES) -> GrowthTable:
    """The contributions of groups; what is shown adds up to the shown growth of the total.

    >>> table = growth_table([
    ...     GroupSums("a", 3, Decimal(100), Decimal(110)),
    ...     GroupSums("b", 3, Decimal(200), Decimal(190)),
    ... ])
    >>> [str(one.points) for one in table.groups], str(table.total.points)
    (['3.33', '-3.33'], '0.00')
    """
    before = sum((one.before for one in groups), Decimal(0))
    after = sum((one.after for one in groups), Decimal(0))
    count = sum(one.count for one in groups)
    total = GroupSums("", count, before, after)
    exact = [_points(one, before) for one in groups]
    known = [one for one in exact if one is not None]
    shown = rounded_parts(known, places=places) if known else ()
    rows = []
    for place, one in enumerate(groups):
        rows.append(_row(one, exact[place], shown[place] if shown else None, places))
    whole = sum(known, Fraction(0)) if known else growth_of(before, after)
    said = None if whole is None else rounded(whole, places=places)
    return GrowthTable(tuple(rows), _row(total, whole, said, places))


def _points(one: GroupSums, base: Decimal) -> Fraction | None:
    if base_of(base) is not Base.POSITIVE:
        return None
    return Fraction(one.after - one.before) / Fraction(base) * PERCENT


def _row(one: GroupSums, exact: Fraction | None, shown: Decimal | None, places: int) -> GroupGrowth:
    growth = growth_of(one.before, one.after)
    plain = None if exact is None else rounded(exact, places=places)
    return GroupGrowth(
        key=one.key,
        count=one.count,
        before=one.before,
        after=one.after,
        change=one.after - one.before,
        base=base_of(one.before),
        growth=None if growth is None else rounded(growth, places=places),
        points=shown,
        exact_points=exact,
        rounding=Decimal(0) if shown is None or plain is None else shown - plain,
    )
