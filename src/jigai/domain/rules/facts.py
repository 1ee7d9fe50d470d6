"""Facts: what a rule may ask, and what is known of one subject."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    from datetime import date

Value = bool | str | int | Decimal | Fraction
NOWHERE = Sentence("", "")


class FactType(StrEnum):
    NUMBER = "number"
    FLAG = "flag"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class FactDeclaration:
    """What a fact means, where it comes from, and whether work can change it.

    Args:
        unit: of a number: share, fen, yuan, person, day, month, year, count or score.
        period: the time that it covers (last full fiscal year); empty for a state of the day.
        choices: of a choice: its values with their words.
        fresh_for_days: how old it may be; ``None`` when it does not age.
        better: the direction in which work moves it, "higher" or "lower"; "" when it cannot be
            lifted by work.
        lift: how the lifting is said, with the place ``{value}``.
        step: the smallest change that counts.
        at_least, at_most: the limits within which lifting is looked for.
    """

    name: str
    type: FactType
    unit: str
    label: Sentence
    source: Sentence
    period: Sentence = NOWHERE
    choices: tuple[tuple[str, Sentence], ...] = ()
    fresh_for_days: int | None = None
    better: str = ""
    lift: Sentence = NOWHERE
    step: Fraction = Fraction(1)
    at_least: Fraction | None = None
    at_most: Fraction | None = None

    def is_stale(self, *, as_of: date | None, on: date) -> bool:
        """Whether a value as of one day is too old on another; an undated value is."""
        if self.fresh_for_days is None:
            return False
        return as_of is None or (on - as_of).days > self.fresh_for_days


@dataclass(frozen=True, slots=True)
class Fact:
    """One known value, or ``None``; a stale value counts as unknown."""

    value: Value | None
    unit: str = ""
    source: Sentence = NOWHERE
    as_of: date | None = None
    is_stale: bool = False

    @property
    def known(self) -> bool | str | Fraction | None:
        """The value as the rules see it: exact, and ``None`` when missing or stale."""
        if self.value is None or self.is_stale:
            return None
        return self.value if isinstance(self.value, bool | str) else Fraction(self.value)
