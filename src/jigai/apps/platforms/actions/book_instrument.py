from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.timezone import localtime

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.platforms.models import BookedSlot, Booking, BookingState, Instrument
from jigai.apps.platforms.slots import SLOT, on_a_slot, slots_between
from jigai.apps.registry.models import Enterprise
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

AHEAD = timedelta(days=180)


class BookingTimeWrong(Refusal):
    code = "booking.time_wrong"
    message = Sentence(
        "起止须为同一天的整点或半点，且结束晚于开始。",
        "Begin and end lie on full or half hours of one day, the end after the beginning.",
    )
    remedy = Sentence("例：9:00 到 11:00。", "Such as 9:00 to 11:00.")


class BookingInThePast(Refusal):
    code = "booking.in_the_past"
    message = Sentence("预约时间已经过去。", "The time of the booking has passed.")


class BookedTooFarAhead(Refusal):
    code = "booking.too_far_ahead"
    message = Sentence("最多提前{days}天预约。", "Bookings are made at most {days} days ahead.")


class OutsideOpeningHours(Refusal):
    code = "booking.outside_hours"
    message = Sentence(
        "开放时间是{opens}到{closes}。", "The instrument is open from {opens} to {closes}."
    )


class NotOffered(Refusal):
    code = "booking.not_offered"
    message = Sentence("“{name}”目前不对外开放。", "“{name}” is not offered at present.")


class SlotTaken(Refusal):
    code = "booking.slot_taken"
    message = Sentence(
        "{from_}到{until}之间已有预约。", "Between {from_} and {until} it is booked already."
    )
    remedy = Sentence("请另选时间。", "Choose another time.")


def book_instrument(
    *,
    instrument: Instrument,
    enterprise: Enterprise,
    starts_at: datetime,
    ends_at: datetime,
    purpose: str,
    change: Change,
) -> Booking:
    """Have an instrument for a time; each half-hour is given once, by a constraint as well.

    Raises:
        BookingTimeWrong, BookingInThePast, BookedTooFarAhead, OutsideOpeningHours, NotOffered,
        SlotTaken, RecordInvalid: as named.
    """
    _check_time(instrument, starts_at, ends_at, change)
    slots = slots_between(starts_at, ends_at)
    with writing("instrument.booked", change):
        instrument.refresh_from_db()
        if not instrument.is_offered:
            raise NotOffered(name=instrument.name)
        taken = BookedSlot.objects.filter(instrument=instrument, starts_at__in=slots)
        if held := sorted(taken.values_list("starts_at", flat=True)):
            first, last = localtime(held[0]), localtime(held[-1])
            raise SlotTaken(from_=f"{first:%H:%M}", until=f"{last + SLOT:%H:%M}")
        booking = Booking(
            instrument=instrument,
            enterprise=enterprise,
            starts_at=starts_at,
            ends_at=ends_at,
            purpose=purpose.strip(),
            state=BookingState.BOOKED,
            booked_by_key=change.actor.key,
            booked_by=change.actor.name[:60],
            booked_at=change.at,
        )
        save_valid(booking)
        BookedSlot.objects.bulk_create(
            BookedSlot(instrument=instrument, booking=booking, starts_at=slot) for slot in slots
        )
    return booking


def _check_time(
    instrument: Instrument, starts_at: datetime, ends_at: datetime, change: Change
) -> None:
    first, last = localtime(starts_at), localtime(ends_at)
    fits = on_a_slot(first) and on_a_slot(last) and first.date() == last.date() and last > first
    if not fits:
        raise BookingTimeWrong
    if starts_at < change.at:
        raise BookingInThePast
    if starts_at > change.at + AHEAD:
        raise BookedTooFarAhead(days=AHEAD.days)
    if first.time() < instrument.opens_at or last.time() > instrument.closes_at:
        opens, closes = instrument.opens_at, instrument.closes_at
        raise OutsideOpeningHours(opens=f"{opens:%H:%M}", closes=f"{closes:%H:%M}")
