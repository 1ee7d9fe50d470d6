from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.platforms.models import Booking, BookingState
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class BookingSettled(Refusal):
    code = "booking.settled"
    message = Sentence("这次预约已经不是“已预约”。", "This booking is no longer open.")
    remedy = Sentence("请看它现在的状态。", "See its present state.")


class BookingBegun(Refusal):
    code = "booking.begun"
    message = Sentence(
        "预约时间已经开始，不能取消。", "Its time has begun: it cannot be cancelled."
    )
    remedy = Sentence(
        "没有使用的，由平台登记“未使用”。", "If it was not used, the platform says so."
    )


def cancel_booking(*, booking: Booking, change: Change) -> Booking:
    """Give the time back before it begins; the booking stays in the log as cancelled.

    Raises:
        BookingSettled, BookingBegun: as named.
    """
    with writing("booking.cancelled", change):
        booking.refresh_from_db()
        if booking.state != BookingState.BOOKED:
            raise BookingSettled
        if change.at >= booking.starts_at:
            raise BookingBegun
        booking.slots.all().delete()
        booking.state, booking.note = BookingState.CANCELLED, change.reason[:300]
        booking.save(update_fields=["state", "note"])
    return booking
