from __future__ import annotations

from django.db import models


class RunState(models.TextChoices):
    """On trial, tried and waiting for confirmation, at work, done, taken back."""

    TRYING = "trying"
    TRIED = "tried"
    RUNNING = "running"
    DONE = "done"
    UNDONE = "undone"


class Outcome(models.TextChoices):
    """What becomes of a row; blank until its turn comes."""

    CHANGED = "changed"
    WAITS = "waits"
    SAME = "same"
    REFUSED = "refused"


class BulkRun(models.Model):
    """One order to change many rows. What it changed stands in change sets with its batch.

    Not a business record: its undo must leave the list of results standing.
    """

    batch = models.CharField(max_length=64, unique=True)
    register = models.CharField(max_length=20)
    values = models.JSONField()
    base_version = models.BigIntegerField()
    state = models.CharField(max_length=8, choices=RunState.choices)
    owner_key = models.CharField(max_length=80, db_index=True)
    owner_name = models.CharField(max_length=120)
    path = models.CharField(max_length=12)
    reason = models.TextField(blank=True, default="")
    came_from = models.TextField(blank=True, default="")
    ordered_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    kept = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.batch


class BulkRow(models.Model):
    """One row of the order: what the trial foresaw, and what became of it."""

    run = models.ForeignKey(BulkRun, models.CASCADE, related_name="rows")
    key = models.BigIntegerField()
    label = models.CharField(max_length=200)
    foreseen = models.CharField(max_length=8, choices=Outcome.choices, blank=True, default="")
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True, default="")
    code = models.CharField(max_length=60, blank=True, default="")
    said_zh = models.TextField(blank=True, default="")
    said_en = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_row_is_in_a_bulk_edit_once", fields=["run", "key"]),
        ]
        indexes = [
            models.Index(name="bulk_row_by_outcome", fields=["run", "outcome"]),
            models.Index(name="bulk_row_by_forecast", fields=["run", "foreseen"]),
        ]

    def __str__(self) -> str:
        return self.label
