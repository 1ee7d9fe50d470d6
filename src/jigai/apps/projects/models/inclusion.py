"""The way of a project into the statistics library."""

from __future__ import annotations

from django.db import models

from jigai.apps.audit.models import Record
from jigai.apps.evidence.models import Attachment
from jigai.apps.projects.models.project import Project


class InclusionCase(Record):
    """The way of one project into the statistics library: a process, never an amount."""

    project = models.OneToOneField(Project, models.CASCADE, related_name="inclusion")
    state = models.CharField(max_length=20)
    since_on = models.DateField()
    declared_on = models.DateField(null=True, blank=True)
    included_month = models.CharField(max_length=7, blank=True, default="")
    return_code = models.SlugField(max_length=40, blank=True, default="")
    note = models.CharField(max_length=200, blank=True, default="")

    def __str__(self) -> str:
        return self.state


class InclusionPaper(Record):
    case = models.ForeignKey(InclusionCase, models.CASCADE, related_name="papers")
    kind = models.SlugField(max_length=40)
    is_ready = models.BooleanField(default=False)
    attachment = models.ForeignKey(
        Attachment, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_paper_of_a_kind", fields=["case", "kind"]),
        ]

    def __str__(self) -> str:
        return self.kind


class InclusionAlarm(Record):
    """A reminder or a breach, raised once for a case and a start; it stays when the case moves."""

    case = models.ForeignKey(InclusionCase, models.CASCADE, related_name="alarms")
    kind = models.CharField(max_length=8, choices=(("reminder", "reminder"), ("breach", "breach")))
    started_on = models.DateField()
    due_on = models.DateField()
    raised_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="an_inclusion_alarm_comes_once", fields=["case", "kind", "started_on"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.due_on}"


class InclusionCutoff(Record):
    """The day of each month by which a file in one state must have gone on, with its source."""

    state = models.CharField(max_length=20, unique=True)
    day_of_month = models.PositiveSmallIntegerField()
    skips_january = models.BooleanField(default=True)
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_cutoff_is_a_day_of_a_month",
                condition=models.Q(day_of_month__gte=1, day_of_month__lte=31),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.day_of_month}"
