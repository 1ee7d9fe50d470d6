from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models

from jigai.apps.audit.models import Record
from jigai.apps.reference.models import Division


class AgencyKind(models.TextChoices):
    OFFICE = "office"
    TOWNSHIP = "township"
    BUREAU = "bureau"
    PARK = "park"


class Agency(Record):
    """A responsible unit (责任单位)."""

    name = models.CharField(max_length=60, unique=True)
    name_en = models.CharField(max_length=100, blank=True, default="")
    kind = models.CharField(max_length=10, choices=AgencyKind.choices)
    division = models.ForeignKey(Division, models.PROTECT, null=True, blank=True, related_name="+")
    is_active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.name


class User(AbstractUser, Record):
    """A person who can sign in. The password hash is rewritten by the log-in machinery."""

    untracked_fields: ClassVar[frozenset[str]] = frozenset({"password"})

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    last_login = None
    display_name = models.CharField(max_length=60)
    language = models.CharField(max_length=10, default="zh-hans")

    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    def __str__(self) -> str:
        return self.display_name

    def get_full_name(self) -> str:
        return self.display_name


class Role(models.TextChoices):
    ADMINISTRATOR = "administrator"
    OFFICE = "office"
    REVIEWER = "reviewer"
    UNIT = "unit"
    LEADER = "leader"
    ENTERPRISE = "enterprise"
    AUDITOR = "auditor"
    INSTITUTION = "institution"


class Appointment(Record):
    """A role held by a person for a time, for an agency, an area or the whole county."""

    user = models.ForeignKey(User, models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=14, choices=Role.choices)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    division = models.ForeignKey(Division, models.PROTECT, null=True, blank=True, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_unit_appointment_names_its_agency",
                condition=~models.Q(role="unit") | models.Q(agency__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.role}"


class ApiToken(Record):
    """A token for the API: kept as a digest, with scope, area and expiry."""

    user = models.ForeignKey(User, models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=60)
    prefix = models.CharField(max_length=8, unique=True)
    digest = models.CharField(max_length=64)
    may_write = models.BooleanField(default=False)
    division = models.ForeignKey(Division, models.PROTECT, null=True, blank=True, related_name="+")
    expires_on = models.DateField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class Invitation(Record):
    """A one-time link by which a person sets a first password."""

    user = models.ForeignKey(User, models.PROTECT, related_name="invitations")
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.user}"


class SavedView(Record):
    """Filters, columns and order of a list, kept as its query string and shared by audience."""

    list_name = models.SlugField(max_length=40)
    title = models.CharField(max_length=60)
    owner = models.ForeignKey(User, models.PROTECT, related_name="saved_views")
    audience = models.CharField(max_length=14, default="private")
    path = models.CharField(max_length=120, blank=True, default="")
    query = models.TextField(blank=True, default="")

    def __str__(self) -> str:
        return self.title


class RoleView(Record):
    """The view with which a list opens for everybody who holds a role; the office sets it."""

    list_name = models.SlugField(max_length=40)
    role = models.CharField(max_length=14, choices=Role.choices)
    view = models.ForeignKey(SavedView, models.PROTECT, related_name="role_defaults")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_list_opens_with_one_view_a_role", fields=["list_name", "role"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.list_name} {self.role}"


class Subscription(Record):
    """A person is told when rows of a view are new, changed or gone."""

    view = models.ForeignKey(SavedView, models.PROTECT, related_name="subscriptions")
    user = models.ForeignKey(User, models.PROTECT, related_name="subscriptions")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_view_is_subscribed_to_once", fields=["view", "user"]),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.view}"


class SubscriptionMark(models.Model):
    """Up to which change set a reader has looked. Kept out of history: reading is not tracked."""

    subscription = models.OneToOneField(
        Subscription, models.CASCADE, primary_key=True, related_name="mark"
    )
    change_set = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.subscription} {self.change_set}"


class ViewNotice(models.Model):
    """What the daily digest found for one subscription; derived from the history."""

    subscription = models.ForeignKey(Subscription, models.CASCADE, related_name="notices")
    day = models.DateField()
    change_set = models.BigIntegerField()
    new = models.IntegerField(default=0)
    changed = models.IntegerField(default=0)
    gone = models.IntegerField(default=0)
    is_too_long = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_digest_a_day", fields=["subscription", "day"]),
        ]

    def __str__(self) -> str:
        return f"{self.subscription} {self.day}"


class ExportState(models.TextChoices):
    WAITING = "waiting"
    READY = "ready"
    FAILED = "failed"
    EXPIRED = "expired"


class ListExport(Record):
    """A file of all rows of a list, made in the background for the person who asked."""

    owner = models.ForeignKey(User, models.PROTECT, related_name="exports")
    title = models.CharField(max_length=120)
    path = models.CharField(max_length=120)
    query = models.TextField(blank=True, default="")
    form = models.CharField(max_length=4)
    language = models.CharField(max_length=10)
    state = models.CharField(max_length=8, choices=ExportState.choices)
    scope = models.CharField(max_length=64)
    file = models.CharField(max_length=120, blank=True, default="")
    row_count = models.BigIntegerField(null=True, blank=True)
    byte_count = models.BigIntegerField(null=True, blank=True)
    asked_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    problem = models.CharField(max_length=300, blank=True, default="")

    def __str__(self) -> str:
        return self.title


class FactorReset(Record):
    """A lost second factor: one administrator asks, another one confirms, the person is told."""

    user = models.ForeignKey(User, models.PROTECT, related_name="factor_resets")
    reason = models.TextField()
    asked_by_key = models.CharField(max_length=80)
    asked_by = models.CharField(max_length=60)
    asked_at = models.DateTimeField()
    confirmed_by_key = models.CharField(max_length=80, blank=True, default="")
    confirmed_by = models.CharField(max_length=60, blank=True, default="")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="nobody_confirms_their_own_factor_reset",
                condition=models.Q(confirmed_by_key="")
                | ~models.Q(confirmed_by_key=models.F("asked_by_key")),
            ),
            models.UniqueConstraint(
                name="one_factor_reset_waits",
                fields=["user"],
                condition=models.Q(confirmed_at__isnull=True, withdrawn_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}"


class FactorDemand(Record):
    """The office demands a second factor of a role, from a day on."""

    role = models.CharField(max_length=14, choices=Role.choices)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    decision = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_factor_demand_starts_on_a_day", fields=["role", "valid_from"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} from {self.valid_from}"


class RetentionKind(models.TextChoices):
    """What is kept for a time and then loses its names."""

    ENTERPRISE_CONTACT = "enterprise_contact"
    REPRESENTATIVE = "representative"
    ACCOUNT = "account"
    SIGN_IN_LOG = "sign_in_log"


class RetentionRule(Record):
    """How many years personal data of a kind are kept, from a day on, by which source."""

    kind = models.CharField(max_length=20, choices=RetentionKind.choices)
    years = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_retention_rule_starts_on_a_day", fields=["kind", "valid_from"]
            ),
            models.CheckConstraint(
                name="personal_data_are_kept_for_at_least_a_year",
                condition=models.Q(years__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.years}"
