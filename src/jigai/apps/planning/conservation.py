"""Whether the parts of a target add up to the whole. Pure arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from jigai.domain.sentence import Sentence


class Joining(StrEnum):
    """How parts make the whole: added up, or as a mean by weight, as rates do."""

    SUM = "sum"
    MEAN = "mean"


@dataclass(frozen=True, slots=True)
class Indicator:
    """A target of the programme: its unit, how parts join, and what weighs a mean."""

    id: str
    label: Sentence
    unit: Sentence
    joining: Joining = Joining.SUM
    weight: Sentence | None = None


PERCENT = Sentence("%", "%")
INDICATORS: dict[str, Indicator] = {
    one.id: one
    for one in (
        Indicator(
            "investment",
            Sentence("技改投资（项目口径）", "investment in transformation (by projects)"),
            Sentence("万元", "x10,000 yuan"),
        ),
        Indicator(
            "projects", Sentence("新开工技改项目", "projects started"), Sentence("个", "projects")
        ),
        Indicator(
            "completed", Sentence("竣工技改项目", "projects completed"), Sentence("个", "projects")
        ),
        Indicator(
            "level_2",
            Sentence("数字化水平二级及以上企业", "firms at digital level 2 or above"),
            Sentence("家", "firms"),
        ),
        Indicator(
            "diagnosed", Sentence("完成诊断企业", "firms diagnosed"), Sentence("家", "firms")
        ),
        Indicator(
            "cnc_rate",
            Sentence("设备数控化率", "CNC rate of equipment"),
            PERCENT,
            Joining.MEAN,
            Sentence("主要设备台数", "main machines"),
        ),
        Indicator(
            "key_process_rate",
            Sentence("关键工序数控化率", "CNC rate of key processes"),
            PERCENT,
            Joining.MEAN,
            Sentence("关键工序数", "key processes"),
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Share:
    """One part: its value and, for a mean, its weight (0 where none is given)."""

    value: Decimal
    weight: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Balance:
    """What the parts make and by how much they miss the whole.

    ``missing`` is above 0 where the parts fall short and below 0 where they exceed; ``joined``
    is ``None`` where nothing can be joined: no part, or no weight.
    """

    joined: Fraction | None
    missing: Fraction | None
    holds: bool


def balance(
    whole: Decimal, parts: Sequence[Share], *, tolerance: Decimal, joining: Joining
) -> Balance:
    """Join the parts and compare with the whole; a difference equal to the tolerance passes.

    >>> balance(Decimal(10), [Share(Decimal(6)), Share(Decimal(3))], tolerance=Decimal(0),
    ...         joining=Joining.SUM).missing
    Fraction(1, 1)
    """
    joined = _joined(parts, joining)
    if joined is None:
        return Balance(None, None, holds=False)
    missing = Fraction(whole) - joined
    return Balance(joined, missing, holds=abs(missing) <= Fraction(tolerance))


def _joined(parts: Sequence[Share], joining: Joining) -> Fraction | None:
    if not parts:
        return None
    if joining is Joining.SUM:
        return sum((Fraction(one.value) for one in parts), Fraction(0))
    weight = sum((Fraction(one.weight) for one in parts), Fraction(0))
    if weight <= 0 or any(one.weight <= 0 for one in parts):
        return None
    total = sum((Fraction(one.value) * Fraction(one.weight) for one in parts), Fraction(0))
    return total / weight
