"""Sensitive changes that wait for a second person."""

from __future__ import annotations

from django.db import models

from jigai.apps.audit.models import Record
from jigai.apps.projects.models.project import Project


class PendingChange(Record):
    """A sensitive change of a project that waits for a second person."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="pending_changes")
    values = models.JSONField()
    base_version = models.BigIntegerField()
    reason = models.TextField()
    asked_by_key = models.CharField(max_length=80)
    asked_by = models.CharField(max_length=60)
    asked_at = models.DateTimeField()
    decision = models.CharField(max_length=10, blank=True, default="")  # approved, rejected
    decision_reason = models.TextField(blank=True, default="")
    decided_by_key = models.CharField(max_length=80, blank=True, default="")
    decided_by = models.CharField(max_length=60, blank=True, default="")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="nobody_decides_their_own_change",
                condition=models.Q(decided_by_key="")
                | ~models.Q(decided_by_key=models.F("asked_by_key")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project}"
