from __future__ import annotations

from django.db import models

from jigai.apps.accounts.viewer import COUNTY_WIDE, Viewer
from jigai.apps.audit.models import Record
from jigai.apps.audit.plain_json import PlainJSONField
from jigai.apps.evidence.models import Attachment


class ReportState(models.TextChoices):
    DRAFT = "draft"
    APPROVED = "approved"
    PUBLISHED = "published"
    DISCARDED = "discarded"


class AnnualReportQuerySet(models.QuerySet["AnnualReport"]):
    def visible_to(self, viewer: Viewer) -> AnnualReportQuerySet:
        """All of them for a role that sees the whole county, none for others."""
        whole = any(g.role in COUNTY_WIDE and g.division_ids is None for g in viewer.grants)
        return self.all() if whole else self.none()


class AnnualReport(Record):
    """One report of a span with its frozen figures: number 0, then numbered restatements.

    Attributes:
        span: ``2026-H1``, ``2026-H2`` or ``2026``.
        figures: head and eight parts as plain JSON; nothing else is needed to lay it out.
        changed_lines: what a restatement says otherwise than the report before it.
        made_with: edition of the layout and versions of what draws it.
        audit_head: the last link of the audit chain before the figures were frozen.
    """

    span = models.CharField(max_length=8, db_index=True)
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=9, choices=ReportState.choices, db_index=True)
    reason = models.TextField(blank=True, default="")
    figures = PlainJSONField()
    changed_lines = PlainJSONField(default=list, blank=True)
    content_sha256 = models.CharField(max_length=64)
    audit_head = models.CharField(max_length=100, blank=True, default="")
    made_with = PlainJSONField(default=dict, blank=True)
    frozen_at = models.DateTimeField()
    drafted_by_key = models.CharField(max_length=80)
    drafted_by = models.CharField(max_length=120)
    approved_by_key = models.CharField(max_length=80, blank=True, default="")
    approved_by = models.CharField(max_length=120, blank=True, default="")
    approved_at = models.DateTimeField(null=True, blank=True)
    published_by = models.CharField(max_length=120, blank=True, default="")
    published_at = models.DateTimeField(null=True, blank=True)
    signature = models.CharField(max_length=64, blank=True, default="")
    discarded_because = models.CharField(max_length=300, blank=True, default="")

    objects = AnnualReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="reports_of_a_span_are_numbered",
                fields=["span", "number"],
                condition=~models.Q(state=ReportState.DISCARDED),
            ),
            models.CheckConstraint(
                name="a_restated_report_has_a_reason",
                condition=models.Q(number=0) | ~models.Q(reason=""),
            ),
            models.CheckConstraint(
                name="nobody_approves_their_own_report",
                condition=models.Q(approved_by_key="")
                | ~models.Q(approved_by_key=models.F("drafted_by_key")),
            ),
            models.CheckConstraint(
                name="a_published_report_was_approved_and_sealed",
                condition=~models.Q(state=ReportState.PUBLISHED)
                | (~models.Q(approved_by_key="") & ~models.Q(signature="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.span} no. {self.number}"


class ReportFile(Record):
    """A file of a published report as it was made: language and form; kept as evidence."""

    report = models.ForeignKey(AnnualReport, models.PROTECT, related_name="files")
    language = models.CharField(max_length=2, choices=(("zh", "zh"), ("en", "en")))
    form = models.CharField(max_length=4)
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_report_has_one_file_of_a_form", fields=["report", "language", "form"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report} {self.language} {self.form}"
