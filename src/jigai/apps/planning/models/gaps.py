"""The line of sight: gap, the project that carries a measure out, and what came of it."""

from __future__ import annotations

from django.db import models

from jigai.apps.audit.models import Record
from jigai.apps.diagnosis.models import Gap
from jigai.apps.planning.catalogue import Origin
from jigai.apps.projects.models import Project
from jigai.apps.registry.models import Enterprise

ORIGIN_CHOICES = [(one.value, one.value) for one in Origin]


class PlanGap(Record):
    """Something missing at an enterprise that its plans are to close.

    Attributes:
        diagnosis_gap: the gap of a diagnosis that was adopted, each once; without one the plan's
            own people found it. What the diagnosis says and how it stands is read there.
        found_by: the diagnosis or paper that found it.
        dropped_because: why it is pursued no more; blank while it stands.
    """

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="plan_gaps")
    diagnosis_gap = models.OneToOneField(
        Gap, models.PROTECT, null=True, blank=True, related_name="plan_gap"
    )
    title = models.CharField(max_length=200)
    theme = models.CharField(max_length=10)
    indicator = models.CharField(max_length=60, blank=True, default="")
    baseline = models.CharField(max_length=24, blank=True, default="")
    wanted = models.CharField(max_length=24, blank=True, default="")
    unit = models.CharField(max_length=20, blank=True, default="")
    found_on = models.DateField()
    found_by = models.CharField(max_length=300)
    origin = models.CharField(max_length=10, choices=ORIGIN_CHOICES, default=Origin.DIAGNOSIS)
    dropped_on = models.DateField(null=True, blank=True)
    dropped_because = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_gap_of_an_enterprise_is_found_once_a_day",
                fields=["enterprise", "title", "found_on"],
            ),
            models.CheckConstraint(
                name="a_dropped_gap_has_a_reason",
                condition=models.Q(dropped_on=None) | ~models.Q(dropped_because=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class MeasureProject(Record):
    """A project carries out a line of a plan; it stays through later versions by the key."""

    plan = models.ForeignKey("planning.Plan", models.PROTECT, related_name="measure_projects")
    line_key = models.CharField(max_length=8)
    project = models.ForeignKey(Project, models.PROTECT, related_name="plan_measures")
    linked_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_project_carries_a_line_out_once", fields=["plan", "line_key", "project"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} {self.line_key} → {self.project}"


class GapResult(Record):
    """What was measured after the work, with its paper; ``project`` where one carried it out."""

    gap = models.ForeignKey(PlanGap, models.PROTECT, related_name="results")
    project = models.ForeignKey(
        Project, models.PROTECT, null=True, blank=True, related_name="gap_results"
    )
    indicator = models.CharField(max_length=60)
    value = models.CharField(max_length=24)
    unit = models.CharField(max_length=20, blank=True, default="")
    measured_on = models.DateField()
    evidence = models.CharField(max_length=300)
    origin = models.CharField(max_length=10, choices=ORIGIN_CHOICES, default=Origin.ENTERPRISE)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_gap_result_names_its_paper", condition=~models.Q(evidence="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.value}"
