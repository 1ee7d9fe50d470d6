"""The plan of a project: milestones, approved baselines, procedures, papers."""

from __future__ import annotations

from django.db import models

from jigai.apps.audit.models import Record
from jigai.apps.evidence.models import Attachment
from jigai.apps.projects.models.project import Project


class Milestone(Record):
    """A node of the project's own plan; weights of one project add up to 10 000."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="milestones")
    title = models.CharField(max_length=120)
    due_on = models.DateField()
    weight_bp = models.IntegerField()
    achieved_on = models.DateField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_milestone_weighs_between_0_and_1",
                condition=models.Q(weight_bp__gte=0, weight_bp__lte=10_000),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Baseline(Record):
    """An approved plan, frozen; a new one needs a reason and leaves the old one visible."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="baselines")
    number = models.PositiveSmallIntegerField()
    approved_on = models.DateField()
    approved_by = models.CharField(max_length=60)
    reason = models.TextField()
    planned_start_on = models.DateField()
    planned_completion_on = models.DateField()
    total_fen = models.BigIntegerField()
    is_current = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="baselines_are_numbered", fields=["project", "number"]),
            models.UniqueConstraint(
                name="a_project_has_one_current_baseline",
                fields=["project"],
                condition=models.Q(is_current=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} v{self.number}"


class BaselinePoint(Record):
    """Planned value at the end of a period, cumulative since start."""

    baseline = models.ForeignKey(Baseline, models.CASCADE, related_name="points")
    period = models.CharField(max_length=12)
    planned_value_fen = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_point_a_period", fields=["baseline", "period"]),
        ]

    def __str__(self) -> str:
        return f"{self.period} {self.planned_value_fen}"


class ProcedureKind(models.TextChoices):
    """手续, in the order of the county ledger."""

    FILING = "filing"
    ENVIRONMENT = "environment"
    ENERGY = "energy"
    LAND = "land"
    PLANNING = "planning"
    CONSTRUCTION = "construction"
    SAFETY = "safety"


class Procedure(Record):
    project = models.ForeignKey(Project, models.CASCADE, related_name="procedures")
    kind = models.CharField(max_length=14, choices=ProcedureKind.choices)
    state = models.CharField(max_length=10, default="pending")  # pending, done, not_needed
    document_number = models.CharField(max_length=80, blank=True, default="")
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_procedure_of_a_kind", fields=["project", "kind"]),
        ]

    def __str__(self) -> str:
        return self.kind


class ProjectPaper(Record):
    """A paper that a stage gate asks for, such as the proof of start."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="papers")
    kind = models.SlugField(max_length=40)
    attachment = models.ForeignKey(
        Attachment, models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_stage_paper_of_a_kind", fields=["project", "kind"]),
        ]

    def __str__(self) -> str:
        return self.kind
