from __future__ import annotations

from typing import ClassVar

from django.db import models

from jigai.apps.accounts.models import Role, User
from jigai.apps.accounts.viewer import COUNTY_WIDE, Viewer
from jigai.apps.audit.models import Record
from jigai.apps.reference.models import Direction, Division

LISTED = models.Q(merged_into__isnull=True)
"""Enterprises in their own right; nearly all are, so that an index on it would mislead."""
EVERY = ~models.Q(pk__in=[])  # an empty Q would vanish when joined by "or"


class EnterpriseSize(models.TextChoices):
    LARGE = "large"
    MEDIUM = "medium"
    SMALL = "small"
    MICRO = "micro"


class EnterpriseQuerySet(models.QuerySet["Enterprise"]):
    def visible_to(self, viewer: Viewer) -> EnterpriseQuerySet:
        """Enterprises that the viewer may see, each once: by area, by agency, or their own."""
        allowed = models.Q(pk__in=[])
        for grant in viewer.grants:
            allowed |= _reach(grant.role, grant.division_ids, grant.agency_id, viewer.user_id)
        return self.filter(allowed)


def _reach(role: str, divisions: frozenset[int] | None, agency: int | None, user: int) -> models.Q:
    if role == Role.ENTERPRISE:
        own = Representative.objects.filter(user_id=user, valid_to__isnull=True)
        return models.Q(pk__in=own.values("enterprise_id"))
    inside = EVERY if divisions is None else models.Q(division_id__in=divisions)
    if role == Role.UNIT:
        served = Enterprise.objects.filter(projects__responsible_agency_id=agency)
        return inside & models.Q(pk__in=served.order_by().values("pk"))
    return inside if role in COUNTY_WIDE else models.Q(pk__in=[])


class Enterprise(Record):
    listed_by: ClassVar[str] = "name_sort"

    credit_code = models.CharField(max_length=18, unique=True)
    name = models.CharField(max_length=120, db_index=True)
    name_sort = models.CharField(max_length=400, db_index=True)
    name_initials = models.CharField(max_length=120, db_index=True)
    division = models.ForeignKey(Division, models.PROTECT, null=True, blank=True, related_name="+")
    direction = models.ForeignKey(
        Direction, models.PROTECT, null=True, blank=True, related_name="+"
    )
    industry_code = models.CharField(max_length=4, blank=True, default="")
    size = models.CharField(max_length=6, choices=EnterpriseSize.choices, blank=True, default="")
    founded_on = models.DateField(null=True, blank=True)
    is_active = models.BooleanField(default=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    objects = EnterpriseQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                name="enterprise_by_division", fields=["division", "name_sort"], condition=LISTED
            ),
            models.Index(name="enterprise_by_name", fields=["name_sort"], condition=LISTED),
            models.Index(name="enterprise_by_founding", fields=["founded_on"], condition=LISTED),
            models.Index(name="enterprise_merged", fields=["merged_into"], condition=~LISTED),
        ]

    def __str__(self) -> str:
        return self.name


class EnterpriseMerge(Record):
    """Two records of one enterprise, joined under the kept one; both originals remain."""

    kept = models.ForeignKey(Enterprise, models.PROTECT, related_name="merges")
    merged = models.ForeignKey(Enterprise, models.PROTECT, related_name="+")
    moved = models.JSONField(default=dict)
    merged_on = models.DateField()
    undone_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="an_enterprise_is_merged_once",
                fields=["merged"],
                condition=models.Q(undone_on__isnull=True),
            ),
            models.CheckConstraint(
                name="an_enterprise_is_not_merged_with_itself",
                condition=~models.Q(kept=models.F("merged")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.merged} → {self.kept}"


class EnterpriseName(Record):
    """A name that the enterprise bore during a period."""

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="names")
    name = models.CharField(max_length=120)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class Contact(Record):
    """A contact person, sealed under a key of its own: without the key history tells nothing."""

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="contacts")
    duty = models.CharField(max_length=60, blank=True, default="")
    sealed = models.TextField()
    is_current = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"{self.enterprise} {self.duty}"


class ContactKey(models.Model):
    """The key of one contact's seal. Not kept in history: destroying it is the erasure."""

    contact = models.OneToOneField(Contact, models.CASCADE, primary_key=True, related_name="key")
    key = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"key of contact {self.contact_id}"


class YearlyIndicators(Record):
    """What an enterprise declared for one year. Money in fen, heads and counts as integers."""

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="indicators")
    year = models.PositiveSmallIntegerField()
    employees = models.IntegerField(null=True, blank=True)
    tech_staff = models.IntegerField(null=True, blank=True)
    sales_revenue_fen = models.BigIntegerField(null=True, blank=True)
    rd_expense_fen = models.BigIntegerField(null=True, blank=True)
    cost_expense_fen = models.BigIntegerField(null=True, blank=True)
    total_assets_fen = models.BigIntegerField(null=True, blank=True)
    class1_ip = models.IntegerField(null=True, blank=True)
    class2_ip = models.IntegerField(null=True, blank=True)
    source = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_set_of_indicators_a_year", fields=["enterprise", "year"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enterprise} {self.year}"


class LibraryMembership(Record):
    """A place in the library of technology-oriented SMEs under a registration number."""

    listed_by: ClassVar[str] = "enterprise_id"

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="memberships")
    registration_number = models.CharField(max_length=20, unique=True)
    year = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.registration_number


class Certificate(Record):
    """A recognition with an end, such as the high-tech enterprise certificate (``hnte``).

    ``document`` names the notice in which it was announced. A revoked one counts up to its day.
    """

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="certificates")
    kind = models.SlugField(max_length=40)
    number = models.CharField(max_length=60, blank=True, default="")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    issued_by = models.CharField(max_length=120, blank=True, default="")
    document = models.CharField(max_length=200, blank=True, default="")
    revoked_on = models.DateField(null=True, blank=True)
    revoked_because = models.CharField(max_length=200, blank=True, default="")

    def __str__(self) -> str:
        return f"{self.kind} {self.valid_to}"


class Representative(Record):
    """A person who may act for an enterprise, for a time."""

    user = models.ForeignKey(User, models.PROTECT, related_name="represents")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="representatives")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.user} → {self.enterprise}"
