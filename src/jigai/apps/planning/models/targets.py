"""Targets of the programme, split among townships and departments; frozen when published."""

from __future__ import annotations

from django.db import models

from jigai.apps.accounts.models import Agency
from jigai.apps.audit.models import Record
from jigai.apps.reference.models import Division


class SplitState(models.TextChoices):
    DRAFT = "draft"
    PUBLISHED = "published"


class TargetSplit(Record):
    """One edition of a year's target of an indicator for an area, with its split.

    Attributes:
        value: the whole, in the indicator's unit; ``tolerance``: by how much the parts may miss
            it, in the same unit. Numbers are exact text.
        edition: 1, and one more with every restatement.
        restated_because: why this edition replaces the one before; blank in the first.
    """

    indicator = models.SlugField(max_length=40)
    year = models.PositiveSmallIntegerField()
    division = models.ForeignKey(Division, models.PROTECT, related_name="target_splits")
    edition = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=SplitState.choices, db_index=True)
    value = models.CharField(max_length=24)
    tolerance = models.CharField(max_length=24, default="0")
    basis = models.CharField(max_length=200, blank=True, default="")
    restated_because = models.CharField(max_length=300, blank=True, default="")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.CharField(max_length=60, blank=True, default="")
    digest = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="an_edition_of_a_target_stands_once",
                fields=["indicator", "year", "division", "edition"],
            ),
            models.UniqueConstraint(
                name="a_target_has_one_draft",
                fields=["indicator", "year", "division"],
                condition=models.Q(state=SplitState.DRAFT),
            ),
            models.CheckConstraint(
                name="a_restated_target_says_why",
                condition=models.Q(edition=1) | ~models.Q(restated_because=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.year} {self.edition}"


class TargetPart(Record):
    """The share of a township or a department; ``weight`` where parts join by a mean."""

    split = models.ForeignKey(TargetSplit, models.CASCADE, related_name="parts")
    division = models.ForeignKey(
        Division, models.PROTECT, null=True, blank=True, related_name="target_parts"
    )
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="target_parts"
    )
    value = models.CharField(max_length=24)
    weight = models.CharField(max_length=24, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_part_is_of_a_division_or_a_department",
                condition=models.Q(division=None, agency__isnull=False)
                | models.Q(agency=None, division__isnull=False),
            ),
            models.UniqueConstraint(
                name="a_division_has_one_part",
                fields=["split", "division"],
                condition=models.Q(agency=None),
            ),
            models.UniqueConstraint(
                name="a_department_has_one_part",
                fields=["split", "agency"],
                condition=models.Q(division=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.division or self.agency} {self.value}"
