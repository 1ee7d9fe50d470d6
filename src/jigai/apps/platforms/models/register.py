"""The register: platforms, their standings, reviews and facts."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from jigai.apps.accounts.viewer import COUNTY_WIDE, Viewer
from jigai.apps.audit.models import Record
from jigai.apps.reference.models import Direction, Division
from jigai.apps.registry.models import Enterprise
from jigai.domain.scorecards.fact_values import Basis


class PlatformQuerySet(models.QuerySet["Platform"]):
    def visible_to(self, viewer: Viewer) -> PlatformQuerySet:
        """Platforms whose host the viewer sees; those of institutions by their area."""
        hosts = Enterprise.objects.visible_to(viewer).order_by().values("pk")
        allowed = models.Q(host_enterprise__in=hosts)
        for grant in viewer.grants:
            if grant.role in COUNTY_WIDE:
                inside = models.Q(host_enterprise=None)
                if grant.division_ids is not None:
                    inside &= models.Q(division_id__in=grant.division_ids)
                allowed |= inside
        return self.filter(allowed)


class Platform(Record):
    """One innovation platform across all its levels; ``kind`` and ``lead_body`` are of the file.

    The host is an enterprise of the registry or an institution by name. Money in fen.
    """

    listed_by: ClassVar[str] = "name_sort"

    name = models.CharField(max_length=120, unique=True)
    name_sort = models.CharField(max_length=400, db_index=True)
    name_initials = models.CharField(max_length=120)
    kind = models.SlugField(max_length=40)
    lead_body = models.SlugField(max_length=30)
    host_enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, null=True, blank=True, related_name="platforms"
    )
    host_institution = models.CharField(max_length=120, blank=True, default="")
    division = models.ForeignKey(Division, models.PROTECT, null=True, blank=True, related_name="+")
    direction = models.ForeignKey(
        Direction, models.PROTECT, null=True, blank=True, related_name="+"
    )
    chain_link = models.CharField(max_length=60, blank=True, default="")
    field = models.CharField(max_length=200, blank=True, default="")
    partners = models.CharField(max_length=300, blank=True, default="")
    floor_area_m2 = models.PositiveIntegerField(null=True, blank=True)
    equipment_value_fen = models.BigIntegerField(null=True, blank=True)
    staff_count = models.PositiveIntegerField(null=True, blank=True)
    senior_count = models.PositiveIntegerField(null=True, blank=True)
    review_every_months = models.PositiveSmallIntegerField(null=True, blank=True)
    next_review_on = models.DateField(null=True, blank=True)
    contact_office = models.CharField(max_length=120, blank=True, default="")
    remark = models.CharField(max_length=300, blank=True, default="")

    objects = PlatformQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_platform_has_one_host",
                condition=models.Q(host_enterprise=None) ^ models.Q(host_institution=""),
            ),
            models.CheckConstraint(
                name="senior_staff_are_among_the_staff",
                condition=models.Q(senior_count=None)
                | models.Q(staff_count=None)
                | models.Q(senior_count__lte=models.F("staff_count")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Standing(Record):
    """A platform at one level from a day on, by its approval; ``valid_to`` is the day it ended.

    ``expires_on`` is what the approval says; ``ended_by`` is upgrade or withdrawal.
    """

    platform = models.ForeignKey(Platform, models.CASCADE, related_name="standings")
    level = models.SlugField(max_length=20)
    applied_on = models.DateField(null=True, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    document = models.CharField(max_length=200)
    document_on = models.DateField(null=True, blank=True)
    ended_by = models.CharField(max_length=10, blank=True, default="")
    end_document = models.CharField(max_length=200, blank=True, default="")
    end_reason = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_platform_stands_at_one_level",
                fields=["platform"],
                condition=models.Q(valid_to__isnull=True),
            ),
            models.UniqueConstraint(
                name="one_standing_starts_on_a_day", fields=["platform", "valid_from"]
            ),
            models.CheckConstraint(
                name="a_standing_ends_after_it_begins",
                condition=models.Q(valid_to=None) | models.Q(valid_to__gt=models.F("valid_from")),
            ),
            models.CheckConstraint(
                name="a_standing_names_its_document", condition=~models.Q(document="")
            ),
            models.CheckConstraint(
                name="an_ended_standing_says_how",
                condition=models.Q(valid_to=None) ^ ~models.Q(ended_by=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.platform} {self.level} {self.valid_from}"


class ReviewResult(models.TextChoices):
    EXCELLENT = "excellent"
    GOOD = "good"
    QUALIFIED = "qualified"
    UNQUALIFIED = "unqualified"


class PlatformReview(Record):
    """What the lead body's periodic review said, by its document."""

    platform = models.ForeignKey(Platform, models.CASCADE, related_name="reviews")
    reviewed_on = models.DateField()
    result = models.CharField(max_length=12, choices=ReviewResult.choices)
    document = models.CharField(max_length=200)
    next_due_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_review_a_day", fields=["platform", "reviewed_on"]),
        ]

    def __str__(self) -> str:
        return f"{self.platform} {self.reviewed_on} {self.result}"


class PlatformFact(Record):
    """One value of a declared fact of a platform for a year, reported or verified."""

    platform = models.ForeignKey(Platform, models.CASCADE, related_name="facts")
    name = models.SlugField(max_length=60)
    year = models.PositiveSmallIntegerField()
    basis = models.CharField(max_length=8, choices=[(b.value, b.value) for b in Basis])
    value = models.CharField(max_length=60)
    source = models.CharField(max_length=200)
    as_of = models.DateField()
    recorded_by = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_value_of_a_platform_fact", fields=["platform", "name", "year", "basis"]
            ),
            models.CheckConstraint(
                name="a_platform_fact_names_its_paper", condition=~models.Q(source="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.year}: {self.value}"
