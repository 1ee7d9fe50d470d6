from __future__ import annotations

from django.db import models

from jigai.apps.audit.models import Record
from jigai.apps.audit.plain_json import PlainJSONField
from jigai.apps.evidence.models import Attachment


class AnalysisState(models.TextChoices):
    WAITING = "waiting"
    PRINTED = "printed"
    REFUSED = "refused"
    FAILED = "failed"


class PanelSource(models.TextChoices):
    UPLOAD = "upload"
    REGISTER = "register"


class Analysis(Record):
    """One analysis with everything it was made from; what it found is never changed.

    Attributes:
        panel: the columns as they were taken, units under numbers instead of names.
        plan: columns and options as ordered.
        conditions: each with its figures and source; findings: only of a printed one.
        receipt: digest of the data, versions, seed, edition of the conditions.
    """

    title = models.CharField(max_length=120)
    outcome = models.CharField(max_length=80)
    note = models.CharField(max_length=300, blank=True, default="")
    source = models.CharField(max_length=8, choices=PanelSource.choices)
    file_name = models.CharField(max_length=200, blank=True, default="")
    panel = models.ForeignKey(Attachment, models.PROTECT, related_name="+")
    plan = PlainJSONField()
    is_invented = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=AnalysisState.choices)
    conditions = PlainJSONField(default=list, blank=True)
    findings = PlainJSONField(null=True, blank=True)
    receipt = PlainJSONField(default=dict, blank=True)
    fault = models.CharField(max_length=400, blank=True, default="")
    ordered_at = models.DateTimeField()
    ordered_by_key = models.CharField(max_length=80)
    ordered_by = models.CharField(max_length=120)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="only_a_printed_analysis_holds_numbers",
                condition=models.Q(state="printed", findings__isnull=False)
                | (~models.Q(state="printed") & models.Q(findings__isnull=True)),
            ),
            models.CheckConstraint(
                name="an_analysis_ends_when_it_is_no_longer_waiting",
                condition=models.Q(state="waiting", finished_at__isnull=True)
                | (~models.Q(state="waiting") & models.Q(finished_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.title
