"""What is said of a project period by period, and the amounts that are verified and paid."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from jigai.apps.audit.models import Record
from jigai.apps.evidence.models import Attachment
from jigai.apps.projects.models.project import Project


class ReportState(models.TextChoices):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    RETURNED = "returned"


class ProgressReport(Record):
    """What is said of one project for one period. Amounts are cumulative, as reported."""

    listed_by: ClassVar[str] = "project_id"

    project = models.ForeignKey(Project, models.CASCADE, related_name="reports")
    period = models.CharField(max_length=12, db_index=True)
    data_on = models.DateField()
    state = models.CharField(max_length=10, choices=ReportState.choices)
    is_started = models.BooleanField(null=True, blank=True)
    progress_bp = models.IntegerField(null=True, blank=True)
    progress_text = models.CharField(max_length=200, blank=True, default="")
    year_investment_fen = models.BigIntegerField(null=True, blank=True)
    total_investment_fen = models.BigIntegerField(null=True, blank=True)
    forecast_completion_on = models.DateField(null=True, blank=True)
    forecast_total_fen = models.BigIntegerField(null=True, blank=True)
    problem = models.TextField(blank=True, default="")
    measure = models.TextField(blank=True, default="")
    problem_agency = models.CharField(max_length=60, blank=True, default="")
    problem_due_on = models.DateField(null=True, blank=True)
    jump_reason = models.TextField(blank=True, default="")
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.CharField(max_length=60, blank=True, default="")
    is_late = models.BooleanField(default=False)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.CharField(max_length=60, blank=True, default="")
    review_comment = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_report_a_period", fields=["project", "period"]),
            models.CheckConstraint(
                name="progress_lies_between_0_and_1",
                condition=models.Q(progress_bp__isnull=True)
                | models.Q(progress_bp__gte=0, progress_bp__lte=10_000),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.period}"


class ReportPhoto(Record):
    """A photo given with a report, where the rule set asks for one; purpose stated, no place."""

    report = models.ForeignKey(ProgressReport, models.CASCADE, related_name="photos")
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.attachment}"


class InvestmentStream(models.TextChoices):
    VERIFIED = "verified"
    PAID = "paid"


class EvidenceGrade(models.TextChoices):
    """How well an amount is shown: A vouchers and payment, B invoices, C contract, D statement."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


class InvestmentEntry(Record):
    """A verified or paid amount, cumulative since start, with its grade of evidence."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="entries")
    stream = models.CharField(max_length=8, choices=InvestmentStream.choices)
    period = models.CharField(max_length=12)
    amount_fen = models.BigIntegerField()
    grade = models.CharField(max_length=1, choices=EvidenceGrade.choices, blank=True, default="")
    attachment = models.ForeignKey(
        Attachment, models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_amount_a_stream_and_period", fields=["project", "stream", "period"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stream} {self.period}"


class GapReason(Record):
    """Why two streams differ at a period."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="gap_reasons")
    period = models.CharField(max_length=12)
    pair = models.CharField(max_length=20)
    reason_code = models.SlugField(max_length=40)
    note = models.CharField(max_length=200, blank=True, default="")

    def __str__(self) -> str:
        return f"{self.pair} {self.reason_code}"
