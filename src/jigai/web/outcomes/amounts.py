"""Amounts of one table: all in one unit, money in 万元, all with as many decimals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from jigai.domain.quantities import decimals_of, number_text

MONEY = "元"
WAN = Decimal(10_000)
LEAST_OF_MONEY = 2


@dataclass(frozen=True, slots=True)
class Amounts:
    """How the amounts of a table are written.

    ``places`` is what the amount with the most decimals needs: nothing is rounded, so that the
    total is the sum of what stands above it.
    """

    in_wan: bool
    places: int

    def text(self, value: Decimal | str) -> str:
        """A value in the indicator's own unit, money in yuan."""
        return number_text(_shown(value, in_wan=self.in_wan), places=self.places,
                           at_least=self.places)  # fmt: skip


def amounts_like(values: Iterable[Decimal | str], *, unit: str) -> Amounts:
    """For a table of these values; ``unit`` is the Chinese name of the indicator's unit."""
    in_wan = unit == MONEY
    needed = max((decimals_of(_shown(one, in_wan=in_wan)) for one in values), default=0)
    return Amounts(in_wan, max(needed, LEAST_OF_MONEY) if in_wan else needed)


def _shown(value: Decimal | str, *, in_wan: bool) -> Decimal:
    return Decimal(value) / WAN if in_wan else Decimal(value)
