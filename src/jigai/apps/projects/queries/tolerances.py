"""The tolerance between streams: every edition, and the one in force on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jigai.apps.projects.actions.explain_gap import Pair
from jigai.apps.projects.models import GapTolerance
from jigai.apps.reference.models import Programme
from jigai.domain.sentence import Sentence

FIRST_DAY = Sentence("开办工程时的设置", "settings of the programme's first day")


@dataclass(frozen=True, slots=True)
class ToleranceRow:
    """One edition; ``valid_from`` is ``None`` for the first settings. Shares in basis points."""

    valid_from: date | None
    planned_bp: int
    verified_bp: int
    paid_bp: int
    source: Sentence

    def of(self, pair: str) -> int:
        """The tolerance of one pair of streams."""
        return {
            Pair.PLANNED_REPORTED.value: self.planned_bp,
            Pair.REPORTED_VERIFIED.value: self.verified_bp,
            Pair.VERIFIED_PAID.value: self.paid_bp,
        }[pair]


def tolerance_rows() -> list[ToleranceRow]:
    """Every edition, newest first; the last one is what the programme was opened with."""
    first = Programme.objects.first() or Programme()
    found = [
        ToleranceRow(
            row.valid_from,
            row.planned_bp,
            row.verified_bp,
            row.paid_bp,
            Sentence(row.source, row.source),
        )
        for row in GapTolerance.objects.order_by("-valid_from")
    ]
    opened = ToleranceRow(
        None, first.planned_gap_bp, first.verified_gap_bp, first.paid_gap_bp, FIRST_DAY
    )
    return [*found, opened]


def in_force(rows: Sequence[ToleranceRow], *, on: date) -> ToleranceRow:
    """The edition that holds on a day, of ``tolerance_rows``."""
    return next(row for row in rows if row.valid_from is None or row.valid_from <= on)
