"""What platforms share: instruments by booking, and services."""

from __future__ import annotations

from django.db import models

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.models import Record
from jigai.apps.platforms.models.register import Platform
from jigai.apps.projects.models import Project
from jigai.apps.registry.models import Certificate, Enterprise


class InstrumentQuerySet(models.QuerySet["Instrument"]):
    def visible_to(self, viewer: Viewer) -> InstrumentQuerySet:
        """What is offered is for everybody who holds a role; the rest for who sees the platform."""
        own = Platform.objects.visible_to(viewer).order_by().values("pk")
        seen = models.Q(platform__in=own)
        return self.filter(seen | models.Q(is_offered=True) if viewer.grants else seen)


class Instrument(Record):
    """An instrument or service that a platform offers by the half-hour. Money in fen."""

    platform = models.ForeignKey(Platform, models.PROTECT, related_name="instruments")
    name = models.CharField(max_length=120)
    model = models.CharField(max_length=120, blank=True, default="")
    value_fen = models.BigIntegerField(null=True, blank=True)
    purpose = models.CharField(max_length=300)
    terms = models.CharField(max_length=300)
    price = models.CharField(max_length=120)
    contact_office = models.CharField(max_length=120)
    opens_at = models.TimeField()
    closes_at = models.TimeField()
    is_offered = models.BooleanField(default=True)

    objects = InstrumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="an_instrument_is_named_once_a_platform", fields=["platform", "name", "model"]
            ),
            models.CheckConstraint(
                name="an_instrument_closes_after_it_opens",
                condition=models.Q(closes_at__gt=models.F("opens_at")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BookingState(models.TextChoices):
    BOOKED = "booked"
    CANCELLED = "cancelled"
    UNUSED = "unused"
    USED = "used"
    DISPUTED = "disputed"
    CONFIRMED = "confirmed"


class Booking(Record):
    """An enterprise has an instrument for a time; whole half-hours, each held by a slot row."""

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="bookings")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="bookings")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    purpose = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=BookingState.choices, db_index=True)
    booked_by_key = models.CharField(max_length=80)
    booked_by = models.CharField(max_length=60)
    booked_at = models.DateTimeField()
    note = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_booking_ends_after_it_begins",
                condition=models.Q(ends_at__gt=models.F("starts_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instrument} {self.starts_at}"


class BookedSlot(Record):
    """One half-hour of one instrument: the database gives it to one booking only."""

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="+")
    booking = models.ForeignKey(Booking, models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_half_hour_of_an_instrument_is_booked_once",
                fields=["instrument", "starts_at"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instrument} {self.starts_at}"


class Use(Record):
    """What the platform says was used of a booking, and what the outside user says to that."""

    booking = models.OneToOneField(Booking, models.CASCADE, related_name="use")
    minutes = models.PositiveIntegerField()
    recorded_by_key = models.CharField(max_length=80)
    recorded_by = models.CharField(max_length=60)
    recorded_at = models.DateTimeField()
    note = models.CharField(max_length=300, blank=True, default="")
    answered_by_key = models.CharField(max_length=80, blank=True, default="")
    answered_by = models.CharField(max_length=60, blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_use_takes_some_time", condition=models.Q(minutes__gt=0)),
            models.CheckConstraint(
                name="nobody_confirms_a_use_that_they_recorded",
                condition=~models.Q(answered_by_key=models.F("recorded_by_key")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.booking} {self.minutes} min"


class PlatformService(Record):
    """A service given to an enterprise, with what came of it; nothing named means nothing yet."""

    platform = models.ForeignKey(Platform, models.PROTECT, related_name="services")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="platform_services")
    kind = models.SlugField(max_length=20)
    description = models.CharField(max_length=300)
    given_on = models.DateField()
    fee_fen = models.BigIntegerField(null=True, blank=True)
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="+")
    certificate = models.ForeignKey(
        Certificate, models.PROTECT, null=True, blank=True, related_name="+"
    )
    contract = models.CharField(max_length=200, blank=True, default="")
    recorded_by_key = models.CharField(max_length=80)
    recorded_by = models.CharField(max_length=60)
    confirmed_by_key = models.CharField(max_length=80, blank=True, default="")
    confirmed_by = models.CharField(max_length=60, blank=True, default="")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="nobody_confirms_a_service_that_they_recorded",
                condition=~models.Q(confirmed_by_key=models.F("recorded_by_key")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.platform} → {self.enterprise} {self.given_on}"
