from __future__ import annotations

from django.db import models

from jigai.apps.audit.models import Record
from jigai.apps.projects.models import Project


class RoundStage(models.TextChoices):
    OPEN = "open"
    PROVISIONAL = "provisional"
    PUBLISHED = "published"
    REOPENED = "reopened"


class Round(Record):
    """One period's review. Writes of its period are refused while it is published."""

    period = models.CharField(max_length=12, unique=True)
    starts_on = models.DateField()
    ends_on = models.DateField(db_index=True)
    due_on = models.DateField()
    stage = models.CharField(max_length=12, choices=RoundStage.choices)
    rule_set = models.SlugField(max_length=60, blank=True, default="")
    rule_hash = models.CharField(max_length=64, blank=True, default="")
    computed_at = models.DateTimeField(null=True, blank=True)
    objections_until_on = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.period


class RoundEntry(Record):
    """A project is due in a round, unless it is excused with a reason."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="entries")
    project = models.ForeignKey(Project, models.CASCADE, related_name="round_entries")
    is_excused = models.BooleanField(default=False)
    excuse = models.CharField(max_length=200, blank=True, default="")
    excused_by = models.CharField(max_length=60, blank=True, default="")
    reminded_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_project_is_due_once", fields=["round", "project"]),
            models.CheckConstraint(
                name="an_excuse_has_a_reason",
                condition=models.Q(is_excused=False) | ~models.Q(excuse=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round} {self.project}"


class Reopening(Record):
    """A published round opened again: asked for, approved by another person, until a moment."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="reopenings")
    reason = models.TextField()
    asked_by_key = models.CharField(max_length=80)
    asked_by = models.CharField(max_length=60)
    asked_at = models.DateTimeField()
    approved_by_key = models.CharField(max_length=80, blank=True, default="")
    approved_by = models.CharField(max_length=60, blank=True, default="")
    approved_at = models.DateTimeField(null=True, blank=True)
    open_until = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="nobody_approves_their_own_reopening",
                condition=models.Q(approved_by_key="")
                | ~models.Q(approved_by_key=models.F("asked_by_key")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round}"
