from __future__ import annotations

from typing import ClassVar

from django.db import models

from jigai.apps.accounts.models import User
from jigai.apps.audit.models import Record
from jigai.apps.projects.models import Project
from jigai.apps.registry.models import Contact, Enterprise
from jigai.apps.reports.models import IssuedDocument


class Decision(models.TextChoices):
    """Where something that was asked stands."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


NOBODY_DECIDES_THEIR_OWN = models.Q(decided_by_key="") | ~models.Q(
    decided_by_key=models.F("asked_by_key")
)
DECIDED_WITH_AN_ANSWER = models.Q(state__in=["waiting", "withdrawn"]) | ~models.Q(answer="")


class Asked(Record):
    """Who asked what when, and who answered what: shared by all that waits for a decision.

    ``noun`` begins the name of each deed in history.
    """

    noun: ClassVar[str]

    state = models.CharField(max_length=9, choices=Decision.choices, default=Decision.WAITING)
    asked_by_key = models.CharField(max_length=80)
    asked_by = models.CharField(max_length=60)
    asked_at = models.DateTimeField()
    decided_by_key = models.CharField(max_length=80, blank=True, default="")
    decided_by = models.CharField(max_length=60, blank=True, default="")
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True, default="")

    class Meta:
        abstract = True


class Correction(Asked):
    """“This is wrong, because …”: one column of one record, as it stood and as it should be.

    ``record_key`` is the certificate or the fiscal year, where the subject has several.
    """

    noun: ClassVar[str] = "correction"

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="corrections")
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="+")
    subject = models.SlugField(max_length=20)
    record_key = models.BigIntegerField(null=True, blank=True)
    field = models.SlugField(max_length=40)
    before = models.CharField(max_length=200, blank=True, default="")
    after = models.CharField(max_length=200, blank=True, default="")
    because = models.TextField()
    due_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="nobody_decides_their_own_correction", condition=NOBODY_DECIDES_THEIR_OWN
            ),
            models.CheckConstraint(
                name="a_decided_correction_has_an_answer", condition=DECIDED_WITH_AN_ANSWER
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject}.{self.field}"


class FormPermit(Record):
    """The responsible unit lets the enterprise fill in the form of one project, for a time."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="form_permits")
    given_by_key = models.CharField(max_length=80)
    given_by = models.CharField(max_length=60)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_form_permit_at_a_time",
                fields=["project"],
                condition=models.Q(valid_to__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.valid_from}"


class ReportProposal(Asked):
    """A half-month form as the enterprise said it; the unit decides, the report is the unit's."""

    noun: ClassVar[str] = "reportproposal"

    project = models.ForeignKey(Project, models.PROTECT, related_name="report_proposals")
    period = models.CharField(max_length=12)
    values = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_report_proposal_waits",
                fields=["project", "period"],
                condition=models.Q(state="waiting"),
            ),
            models.CheckConstraint(
                name="nobody_decides_their_own_proposal", condition=NOBODY_DECIDES_THEIR_OWN
            ),
            models.CheckConstraint(
                name="a_decided_proposal_has_an_answer", condition=DECIDED_WITH_AN_ANSWER
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.period}"


class DataRequest(Asked):
    """A person's request about data on them: copy, correct, withdraw, delete, explain."""

    noun: ClassVar[str] = "datarequest"

    user = models.ForeignKey(User, models.PROTECT, related_name="data_requests")
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, null=True, blank=True, related_name="data_requests"
    )
    contact = models.ForeignKey(Contact, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=10)
    text = models.TextField()
    due_on = models.DateField()
    ground = models.CharField(max_length=20, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="nobody_decides_their_own_data_request", condition=NOBODY_DECIDES_THEIR_OWN
            ),
            models.CheckConstraint(
                name="a_refused_data_request_names_its_ground",
                condition=~models.Q(state="refused") | ~models.Q(ground=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.asked_at:%Y-%m-%d}"


class RetiredDelivery(Record):
    """Where the portal kept deliveries before they had one table; empty since, written by nobody.

    It stays for its history, which the chain of changes proves.
    """

    document = models.ForeignKey(IssuedDocument, models.PROTECT, related_name="+")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="+")
    delivered_at = models.DateTimeField()
    delivered_by_key = models.CharField(max_length=80)
    delivered_by = models.CharField(max_length=60)
    received_at = models.DateTimeField(null=True, blank=True)
    received_by_key = models.CharField(max_length=80, blank=True, default="")
    received_by = models.CharField(max_length=60, blank=True, default="")

    class Meta:
        db_table = "portal_delivery"
        constraints = [
            models.UniqueConstraint(
                name="a_document_is_delivered_once", fields=["document", "enterprise"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document} → {self.enterprise}"
