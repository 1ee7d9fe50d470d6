"""Indicators and their versions; a version that was used is never changed."""

from __future__ import annotations

from django.db import models

from jigai.apps.audit.models import Record
from jigai.domain.results.states import Direction, Level, Measure


class Origin(models.TextChoices):
    SHIPPED = "shipped"
    COUNTY = "county"


class IndicatorVersion(Record):
    """One version of an indicator: as shipped, or as the county changed it.

    ``parts`` holds name, title and unit of each part; ``changed_because`` is blank in the first.
    """

    indicator = models.SlugField(max_length=40)
    number = models.PositiveSmallIntegerField()
    origin = models.CharField(max_length=7, choices=Origin.choices)
    title = models.CharField(max_length=80)
    title_en = models.CharField(max_length=120)
    meaning = models.CharField(max_length=300)
    meaning_en = models.CharField(max_length=400)
    measure = models.CharField(max_length=8, choices=[(m.value, m.value) for m in Measure])
    unit = models.CharField(max_length=30)
    unit_en = models.CharField(max_length=40)
    formula = models.CharField(max_length=300, blank=True, default="")
    parts = models.JSONField(default=list, blank=True)
    qualifiers = models.JSONField(default=list, blank=True)
    direction = models.CharField(max_length=7, choices=[(d.value, d.value) for d in Direction])
    level = models.CharField(max_length=7, choices=[(one.value, one.value) for one in Level])
    effect = models.CharField(max_length=30, blank=True, default="")
    is_additive = models.BooleanField(default=False)
    owner = models.CharField(max_length=120)
    owner_en = models.CharField(max_length=120)
    source = models.CharField(max_length=200)
    source_en = models.CharField(max_length=300)
    valid_from = models.DateField()
    changed_because = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_version_of_an_indicator_stands_once", fields=["indicator", "number"]
            ),
            models.UniqueConstraint(
                name="one_version_of_an_indicator_begins_on_a_day",
                fields=["indicator", "valid_from"],
            ),
            models.CheckConstraint(
                name="a_changed_indicator_says_why",
                condition=models.Q(number=1) | ~models.Q(changed_because=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} v{self.number}"
