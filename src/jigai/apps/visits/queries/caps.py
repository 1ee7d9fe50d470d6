"""The visit cap of a day, and how many visits an enterprise has had in the year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jigai.apps.visits.models import COUNTS, Interaction, InteractionKind, VisitCap


@dataclass(frozen=True, slots=True)
class CapStanding:
    """Visits of the calendar year by all departments; ``most`` is ``None`` without a cap."""

    year: int
    count: int
    most: int | None

    @property
    def is_reached(self) -> bool:
        return self.most is not None and self.count >= self.most


@dataclass(frozen=True, slots=True)
class CapRow:
    most_a_year: int
    valid_from: date
    decision: str
    is_in_force: bool


def cap_on(day: date) -> int | None:
    """The cap in force on a day."""
    found = VisitCap.objects.filter(valid_from__lte=day).order_by("-valid_from")
    return found.values_list("most_a_year", flat=True).first()


def cap_rows(*, on: date) -> list[CapRow]:
    """Every cap, the latest first."""
    rows = list(VisitCap.objects.order_by("-valid_from"))
    current = next((row.pk for row in rows if row.valid_from <= on), None)
    return [CapRow(r.most_a_year, r.valid_from, r.decision, r.pk == current) for r in rows]


def cap_standing(*, enterprise_id: int, on: date) -> CapStanding:
    """Counted over all departments, whoever may see their visits."""
    count = Interaction.objects.filter(
        COUNTS,
        enterprise_id=enterprise_id,
        kind=InteractionKind.VISIT,
        held_on__year=on.year,
    ).count()
    return CapStanding(on.year, count, cap_on(on))
