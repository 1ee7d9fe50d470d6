"""Yearly cards of platforms, and objections to them."""

from __future__ import annotations

from django.db import models

from jigai.apps.audit.models import Record
from jigai.apps.audit.plain_json import PlainJSONField
from jigai.apps.platforms.models.register import Platform


class ScoreState(models.TextChoices):
    PROVISIONAL = "provisional"
    OBJECTED = "objected"
    FINAL = "final"


class PlatformScore(Record):
    """One platform's card of one year, computed; the facts are kept as they were read."""

    platform = models.ForeignKey(Platform, models.CASCADE, related_name="scores")
    year = models.PositiveSmallIntegerField()
    rule_set = models.SlugField(max_length=60)
    rule_hash = models.CharField(max_length=64)
    facts = PlainJSONField()
    outcome = models.CharField(max_length=20)
    total_low = models.CharField(max_length=24, blank=True, default="")
    total_high = models.CharField(max_length=24, blank=True, default="")
    state = models.CharField(max_length=11, choices=ScoreState.choices)
    objections_until_on = models.DateField()
    computed_at = models.DateTimeField()
    computed_by_key = models.CharField(max_length=80)
    computed_by = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_card_a_year", fields=["platform", "year"]),
        ]

    def __str__(self) -> str:
        return f"{self.platform} {self.year} {self.outcome}"


class ScoreObjection(Record):
    """The host objects to a card inside the window; someone else than the scorer rules."""

    score = models.ForeignKey(PlatformScore, models.CASCADE, related_name="objections")
    text = models.TextField()
    lodged_by_key = models.CharField(max_length=80)
    lodged_by = models.CharField(max_length=60)
    lodged_at = models.DateTimeField()
    ruling = models.CharField(max_length=10, blank=True, default="")  # upheld, rejected
    ruling_reason = models.TextField(blank=True, default="")
    ruled_by_key = models.CharField(max_length=80, blank=True, default="")
    ruled_by = models.CharField(max_length=60, blank=True, default="")
    ruled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_waiting_objection_to_a_card",
                fields=["score"],
                condition=models.Q(ruling=""),
            ),
            models.CheckConstraint(
                name="a_ruling_on_a_card_has_a_reason",
                condition=models.Q(ruling="") | ~models.Q(ruling_reason=""),
            ),
            models.CheckConstraint(
                name="nobody_rules_on_their_own_objection_to_a_card",
                condition=models.Q(ruled_by_key="")
                | ~models.Q(ruled_by_key=models.F("lodged_by_key")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.score}"
