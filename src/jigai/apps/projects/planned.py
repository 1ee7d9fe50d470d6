"""What a project's plan foresees by a day: milestones, else the baseline, else spread evenly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from jigai.domain.earned_value.baseline import (
    Basis,
    Milestone,
    PlannedShare,
    share_planned_by_milestones,
    share_planned_evenly,
)
from jigai.domain.periods import parse_period
from jigai.domain.quantities import WHOLE_BP, rounded


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan of one project.

    Args:
        milestones: its nodes; they count when their weights make up the whole.
        points: the approved baseline, (period, cumulative fen), in order.
    """

    start_on: date | None
    completion_on: date | None
    total_fen: int | None
    milestones: Sequence[Milestone] = ()
    points: Sequence[tuple[str, int]] = ()

    def share(self, *, on: date) -> PlannedShare | None:
        """The share of the work planned by a day, and what it rests on."""
        if sum(one.weight_bp for one in self.milestones) == WHOLE_BP:
            return share_planned_by_milestones(self.milestones, as_of=on)
        if self.points and self.points[-1][1]:
            return PlannedShare(Fraction(self.value(on=on), self.points[-1][1]), Basis.BASELINE)
        return self._evenly(on)

    def investment(self, *, after: date, on: date) -> tuple[int, Basis] | None:
        """Fen planned after one day up to another, and what it rests on."""
        if self.points:
            return self.value(on=on) - self.value(on=after), Basis.BASELINE
        now, before = self._evenly(on), self._evenly(after)
        if now is None or before is None or self.total_fen is None:
            return None
        return int(rounded(self.total_fen * (now.share - before.share))), Basis.LINEAR

    def investment_of_year(self, *, on: date) -> tuple[int, Basis] | None:
        """Fen planned from the year's first day up to a day."""
        return self.investment(after=date(on.year, 1, 1) - timedelta(days=1), on=on)

    def value(self, *, on: date) -> int:
        """The baseline's cumulative fen of the last period that has ended by a day."""
        ended = [fen for period, fen in self.points if parse_period(period).end_on <= on]
        return ended[-1] if ended else 0

    def _evenly(self, on: date) -> PlannedShare | None:
        if self.start_on is None or self.completion_on is None:
            return None
        return share_planned_evenly(
            start_on=self.start_on, completion_on=self.completion_on, as_of=on
        )
