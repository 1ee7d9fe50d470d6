from __future__ import annotations

from django.db import models

from jigai.apps.audit.models import Record
from jigai.apps.evidence.models import Attachment
from jigai.apps.projects.models import Project
from jigai.apps.registry.models import Enterprise
from jigai.apps.rounds.models import Round


class DocumentNumber(Record):
    """A number of a series and year; none is skipped, a cancelled one stays as void.

    Each number but the first points to the one before it, so that the database itself refuses
    to start with a later number or to take one out of the middle.
    """

    series = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    is_void = models.BooleanField(default=False)
    void_reason = models.CharField(max_length=200, blank=True, default="")
    follows = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="every_number_but_the_first_follows_one",
                condition=models.Q(number=1, follows__isnull=True)
                | models.Q(number__gt=1, follows__isnull=False),
            ),
            models.UniqueConstraint(
                name="a_number_is_given_once", fields=["series", "year", "number"]
            ),
            models.CheckConstraint(
                name="a_void_number_has_a_reason",
                condition=models.Q(is_void=False) | ~models.Q(void_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.series}〔{self.year}〕{self.number}号"


class LetterRun(Record):
    """One letter to each of many enterprises: ordered once, numbered in a row, then made.

    ``words`` holds subject, paragraphs, day and the office's details; ``places`` what is filled
    in for each enterprise, as it stood when the run was ordered.
    """

    batch = models.SlugField(max_length=40, unique=True)
    words = models.JSONField()
    places = models.JSONField()
    is_done = models.BooleanField(default=False)
    merged = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="+")
    ordered_at = models.DateTimeField()
    owner_key = models.CharField(max_length=80)
    owner_name = models.CharField(max_length=120)
    reason = models.TextField()

    def __str__(self) -> str:
        return self.batch


class IssuedDocument(Record):
    """A document as issued: its number, its files and what it was made from."""

    kind = models.SlugField(max_length=30)  # notice, supervision_letter, board, ledger
    title = models.CharField(max_length=200)
    number = models.OneToOneField(
        DocumentNumber, models.PROTECT, null=True, blank=True, related_name="document"
    )
    round = models.ForeignKey(
        Round, models.PROTECT, null=True, blank=True, related_name="documents"
    )
    project = models.ForeignKey(
        Project, models.PROTECT, null=True, blank=True, related_name="documents"
    )
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, null=True, blank=True, related_name="documents"
    )
    run = models.ForeignKey(
        LetterRun, models.PROTECT, null=True, blank=True, related_name="documents"
    )
    made_from = models.JSONField()
    pdf = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="+")
    docx = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="+")
    xlsx = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="+")
    issued_at = models.DateTimeField()
    audit_head = models.CharField(max_length=100)

    def __str__(self) -> str:
        return self.title


class DeliveryWay(models.TextChoices):
    HAND = "hand"
    POST = "post"
    OFFICE_SYSTEM = "oa"
    EMAIL = "email"
    ACCOUNT = "account"
    PORTAL = "portal"


class Delivery(Record):
    """How and when a document reached its addressee: every line of its way, in one table.

    ``account`` is the addressee's own click, ``portal`` that it lies on the enterprise's desk.
    ``enterprise`` is whom it reached or who confirmed, where that was an enterprise.
    """

    document = models.ForeignKey(IssuedDocument, models.PROTECT, related_name="deliveries")
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, null=True, blank=True, related_name="+"
    )
    way = models.CharField(max_length=7, choices=DeliveryWay.choices)
    delivered_on = models.DateField()
    note = models.CharField(max_length=200, blank=True, default="")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=120)
    recorded_by_key = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_person_confirms_a_document_once",
                fields=["document", "recorded_by_key"],
                condition=models.Q(way="account"),
            ),
            models.UniqueConstraint(
                name="a_document_lies_on_a_desk_once",
                fields=["document", "enterprise"],
                condition=models.Q(way="portal"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document} {self.way} {self.delivered_on}"


class Layout(Record):
    """An official layout that the office owns: a workbook or Word file with named places."""

    kind = models.SlugField(max_length=30)
    version = models.PositiveSmallIntegerField()
    file = models.ForeignKey(Attachment, models.PROTECT, related_name="+")
    valid_from = models.DateField()
    note = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="layouts_are_versioned", fields=["kind", "version"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} v{self.version}"
