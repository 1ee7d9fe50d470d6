"""What of the platforms waits for somebody on a day: reviews, endings, uses to answer."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db.models import F, Q, QuerySet

from jigai.apps.platforms.models import Booking, BookingState, Platform, Standing
from jigai.apps.platforms.queries.platform_list import REVIEW_AHEAD

STANDS = Q(standings__valid_to=None, standings__isnull=False)


def reviews_due(on: date) -> QuerySet[Platform]:
    """Standing platforms whose review is due within 90 days, or overdue."""
    rows: Any = Platform.objects.filter(STANDS, next_review_on__lte=on + REVIEW_AHEAD)
    return rows  # type: ignore[no-any-return]


def recognitions_ending(on: date) -> QuerySet[Standing]:
    """Standings whose approval runs out within 90 days, or has, and that nobody has renewed."""
    found = Standing.objects.filter(valid_to=None, expires_on__lte=on + REVIEW_AHEAD)
    return found.select_related("platform")


def uses_to_answer() -> QuerySet[Booking]:
    """Bookings whose recorded use the outside enterprise has not confirmed yet."""
    found = Booking.objects.filter(state=BookingState.USED)
    outside = ~Q(enterprise=F("instrument__platform__host_enterprise"))
    none = Q(instrument__platform__host_enterprise=None)
    return found.filter(outside | none).select_related("instrument__platform", "enterprise")


def uses_to_record(at: datetime) -> QuerySet[Booking]:
    """Bookings that are over and of which the host has recorded nothing."""
    found = Booking.objects.filter(state=BookingState.BOOKED, ends_at__lte=at)
    return found.select_related("instrument__platform", "enterprise")


def bookings_ahead(enterprise_ids: Collection[int], *, at: datetime) -> QuerySet[Booking]:
    """Bookings of these enterprises that begin later."""
    found = Booking.objects.filter(
        state=BookingState.BOOKED, enterprise__in=enterprise_ids, starts_at__gt=at
    )
    return found.select_related("instrument__platform").order_by("starts_at", "pk")
