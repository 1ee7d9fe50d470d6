"""Shared instruments, their bookings, and the totals of confirmed use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Case, F, IntegerField, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce
from django.utils.timezone import localtime, make_aware

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.platforms.facts import outside_uses
from jigai.apps.platforms.models import BookedSlot, Booking, BookingState, Instrument
from jigai.apps.platforms.queries.access import visible_bookings
from jigai.apps.platforms.slots import SLOT

MINUTE = 60
DAYS_SHOWN = 7


@dataclass(frozen=True, slots=True)
class InstrumentRow:
    id: int
    platform_id: int
    platform: str
    name: str
    model: str
    value_fen: int | None
    purpose: str
    terms: str
    price: str
    contact_office: str
    opens_at: time
    closes_at: time
    is_offered: bool


@dataclass(frozen=True, slots=True)
class BookingRow:
    """``minutes`` is what was said to be used; only state ``confirmed`` counts."""

    id: int
    instrument_id: int
    instrument: str
    platform_id: int
    platform: str
    enterprise_id: int
    enterprise: str
    starts_at: datetime
    ends_at: datetime
    purpose: str
    state: str
    booked_by: str
    minutes: int | None
    recorded_by: str
    answered_by: str
    answer: str
    note: str


@dataclass(frozen=True, slots=True)
class DaySlots:
    """The half-hours of one day of an instrument: time, and whether it is free."""

    day: date
    slots: tuple[tuple[time, bool], ...]

    @property
    def free_count(self) -> int:
        return sum(free for _, free in self.slots)


def all_instruments() -> QuerySet[Instrument]:
    return Instrument.objects.annotate(
        platform_name=F("platform__name"),
        kind=F("platform__kind"),
        direction_name=F("platform__direction__name"),
        direction_en=F("platform__direction__name_en"),
        area=F("platform__division__name"),
        area_en=F("platform__division__name_en"),
    )


def visible_instruments(viewer: Viewer) -> QuerySet[Instrument]:
    seen = Instrument.objects.visible_to(viewer).order_by().values("pk")
    return all_instruments().filter(pk__in=seen)


def instrument_row(one: Instrument) -> InstrumentRow:
    return InstrumentRow(
        one.pk,
        one.platform_id,
        one.platform.name,
        one.name,
        one.model,
        one.value_fen,
        one.purpose,
        one.terms,
        one.price,
        one.contact_office,
        one.opens_at,
        one.closes_at,
        one.is_offered,
    )


def instrument_rows(viewer: Viewer, *, platform_id: int | None = None) -> list[InstrumentRow]:
    """What the viewer may see of the catalogue, by name."""
    found = Instrument.objects.visible_to(viewer).select_related("platform")
    if platform_id is not None:
        found = found.filter(platform_id=platform_id)
    return [instrument_row(one) for one in found.order_by("name", "pk")]


def all_bookings() -> QuerySet[Booking]:
    return Booking.objects.annotate(
        instrument_name=F("instrument__name"),
        platform_name=F("instrument__platform__name"),
        enterprise_name=F("enterprise__name"),
        enterprise_sort=F("enterprise__name_sort"),
        minutes=F("use__minutes"),
        counted=Case(
            When(
                Q(state=BookingState.CONFIRMED)
                & (
                    Q(instrument__platform__host_enterprise=None)
                    | ~Q(enterprise_id=F("instrument__platform__host_enterprise_id"))
                ),
                then=F("use__minutes"),
            ),
            default=Value(0),
            output_field=IntegerField(),
        ),
    )


def seen_bookings(viewer: Viewer) -> QuerySet[Booking]:
    seen = Booking.objects.filter(visible_bookings(viewer)).order_by().values("pk")
    return all_bookings().filter(pk__in=seen)


def booking_row(one: Any) -> BookingRow:
    """A booking with instrument, platform and use at hand."""
    use = getattr(one, "use", None)
    return BookingRow(
        one.pk,
        one.instrument_id,
        one.instrument.name,
        one.instrument.platform_id,
        one.instrument.platform.name,
        one.enterprise_id,
        one.enterprise.name,
        one.starts_at,
        one.ends_at,
        one.purpose,
        one.state,
        one.booked_by,
        use.minutes if use else None,
        use.recorded_by if use else "",
        use.answered_by if use else "",
        use.answer if use else "",
        one.note,
    )


def booking_rows(
    viewer: Viewer, *, platform_id: int | None = None, enterprise_id: int | None = None
) -> list[BookingRow]:
    """Bookings that the viewer sees, the latest first."""
    found = Booking.objects.filter(visible_bookings(viewer))
    if platform_id is not None:
        found = found.filter(instrument__platform_id=platform_id)
    if enterprise_id is not None:
        found = found.filter(enterprise_id=enterprise_id)
    related = found.select_related("instrument__platform", "enterprise", "use")
    return [booking_row(one) for one in related.order_by("-starts_at", "-pk").distinct()]


def free_days(instrument: Instrument, *, on: date, at: datetime) -> list[DaySlots]:
    """A week of half-hours with what is free from a moment on; one query."""
    first = make_aware(datetime.combine(on, time.min))
    held = BookedSlot.objects.filter(
        instrument=instrument, starts_at__gte=first, starts_at__lt=first + timedelta(DAYS_SHOWN + 1)
    )
    taken = {localtime(one) for one in held.values_list("starts_at", flat=True)}
    days = []
    for number in range(DAYS_SHOWN):
        day = on + timedelta(days=number)
        moment = make_aware(datetime.combine(day, instrument.opens_at))
        end = make_aware(datetime.combine(day, instrument.closes_at))
        slots = []
        while moment < end:
            slots.append((moment.time(), moment >= at and moment not in taken))
            moment += SLOT
        days.append(DaySlots(day, tuple(slots)))
    return days


@dataclass(frozen=True, slots=True)
class SharedTotals:
    """Confirmed use by outside enterprises, in whole minutes."""

    minutes: int
    by_platform: dict[str, int]
    by_enterprise: dict[str, int]
    by_year: dict[int, int]


def shared_totals(viewer: Viewer, *, year: int | None = None) -> SharedTotals:
    """Only what the outside user confirmed; a booking or an unanswered use counts zero."""
    found = outside_uses().filter(visible_bookings(viewer))
    if year is not None:
        found = found.filter(starts_at__year=year)
    platforms: dict[str, int] = {}
    enterprises: dict[str, int] = {}
    years: dict[int, int] = {}
    rows = found.values_list(
        "pk", "instrument__platform__name", "enterprise__name", "starts_at", "use__minutes"
    ).distinct()
    total = 0
    for _pk, platform, enterprise, starts_at, minutes in rows:
        total += minutes
        begun = localtime(starts_at).year
        platforms[platform] = platforms.get(platform, 0) + minutes
        enterprises[enterprise] = enterprises.get(enterprise, 0) + minutes
        years[begun] = years.get(begun, 0) + minutes
    return SharedTotals(
        total,
        dict(sorted(platforms.items())),
        dict(sorted(enterprises.items())),
        dict(sorted(years.items())),
    )


def minutes_of(*, platform_id: int | None = None, enterprise_id: int | None = None) -> int:
    """Confirmed minutes of outside use of a platform, by an enterprise, or both; one query."""
    found = outside_uses()
    if platform_id is not None:
        found = found.filter(instrument__platform_id=platform_id)
    if enterprise_id is not None:
        found = found.filter(enterprise_id=enterprise_id)
    return int(found.aggregate(n=Coalesce(Sum("use__minutes"), 0))["n"])
