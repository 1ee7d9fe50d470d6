"""Colour history: what was published stays, and what was made good late shows both dates."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from jigai.domain.badges.colours import Colour
from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from jigai.domain.periods import Period

ON_TIME = Sentence("{period}：{colour}", "{period}: {colour}")
MISSED = Sentence("{period}：{colour}，应于 {due_on} 前报送", "{period}: {colour}, due by {due_on}")
LATE = Sentence(
    "{period}：{colour}，应于 {due_on} 前报送，{made_good_on} 补报",
    "{period}: {colour}, due by {due_on}, made good late on {made_good_on}",
)


class Mark(StrEnum):
    ON_TIME = "on_time"
    MISSED = "missed"
    MADE_GOOD_LATE = "made_good_late"


@dataclass(frozen=True, slots=True)
class PublishedRound:
    """One round of a project as it was published.

    Args:
        colour: as published; a later report does not change it.
        reported_on: when the report came, ``None`` while it is missing.
    """

    period: Period
    colour: Colour
    due_on: date
    reported_on: date | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the strip."""

    period: Period
    colour: Colour
    mark: Mark
    due_on: date
    made_good_on: date | None

    @property
    def sentence(self) -> Sentence:
        form = {Mark.ON_TIME: ON_TIME, Mark.MISSED: MISSED, Mark.MADE_GOOD_LATE: LATE}[self.mark]
        return form.format(
            period=self.period.name,
            colour=self.colour.label,
            due_on=self.due_on,
            made_good_on=self.made_good_on,
        )


def strip(rounds: Iterable[PublishedRound]) -> tuple[Cell, ...]:
    """The colour history, oldest first."""
    ordered = sorted(rounds, key=lambda published: published.period.end_on)
    return tuple(_cell(published) for published in ordered)


def _cell(published: PublishedRound) -> Cell:
    came = published.reported_on
    late = came is not None and came > published.due_on
    mark = Mark.MISSED if came is None else Mark.MADE_GOOD_LATE if late else Mark.ON_TIME
    made_good_on = came if late else None
    return Cell(published.period, published.colour, mark, published.due_on, made_good_on)


@dataclass(frozen=True, slots=True)
class Streaks:
    """What a round hands to the next: kept, never recomputed from history."""

    consecutive_missed_rounds: int = 0
    rounds_red_in_a_row: int = 0
    previous_colour: Colour = Colour.NONE

    def after(self, *, colour: Colour, is_missed: bool) -> Streaks:
        """The streaks after one more round; a round not assessed neither adds to red nor ends it.

        >>> Streaks().after(colour=Colour.RED, is_missed=True).rounds_red_in_a_row
        1
        """
        missed = self.consecutive_missed_rounds + 1 if is_missed else 0
        if colour is Colour.NOT_ASSESSED:
            return Streaks(missed, self.rounds_red_in_a_row, self.previous_colour)
        red = self.rounds_red_in_a_row + 1 if colour is Colour.RED else 0
        return Streaks(missed, red, colour)
