"""How far two streams of investment may differ, by rule, from a day on."""

from __future__ import annotations

from django.db import models

from jigai.apps.audit.models import Record


class GapTolerance(Record):
    """One edition of the tolerance between streams, with its source; a later one ends it.

    ``planned_bp`` is relative to the project's total, the others to the larger amount of the two.
    """

    valid_from = models.DateField(unique=True)
    planned_bp = models.PositiveIntegerField()
    verified_bp = models.PositiveIntegerField()
    paid_bp = models.PositiveIntegerField()
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_gap_tolerance_has_a_source", condition=~models.Q(source="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.valid_from} {self.source}"
