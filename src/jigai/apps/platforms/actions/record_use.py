from __future__ import annotations

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.platforms.actions.cancel_booking import BookingSettled
from jigai.apps.platforms.models import Booking, BookingState, Use
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

OPEN = frozenset({BookingState.BOOKED, BookingState.DISPUTED, BookingState.USED})
MINUTES = 60


class UseNotYet(Refusal):
    code = "booking.use_not_yet"
    message = Sentence("预约时间还没开始。", "Its time has not begun.")


class UseTooLong(Refusal):
    code = "booking.use_too_long"
    message = Sentence(
        "使用{minutes}分钟，超过预约的{booked}分钟。",
        "{minutes} minutes of use are more than the {booked} minutes booked.",
    )
    remedy = Sentence("超出的时间请另行预约。", "Book what goes beyond apart.")


def record_use(*, booking: Booking, minutes: int, note: str, change: Change) -> Use | None:
    """Say how long an instrument was used of a booking; 0 says that nobody came.

    It counts for nothing until the outside user confirms; said again, the answer is asked anew.

    Raises:
        BookingSettled, UseNotYet, UseTooLong, RecordInvalid: as named.
    """
    with writing("use.recorded", change):
        booking.refresh_from_db()
        if booking.state not in OPEN:
            raise BookingSettled
        if change.at < booking.starts_at:
            raise UseNotYet
        booked = int((booking.ends_at - booking.starts_at).total_seconds()) // MINUTES
        if minutes > booked:
            raise UseTooLong(minutes=minutes, booked=booked)
        use = Use.objects.filter(booking=booking).first()
        if minutes == 0:
            if use is not None:
                use.delete()
            booking.state, booking.note = BookingState.UNUSED, note.strip()
            booking.save(update_fields=["state", "note"])
            return None
        use = use or Use(booking=booking)
        use.minutes, use.note = minutes, note.strip()
        use.recorded_by_key, use.recorded_by = change.actor.key, change.actor.name[:60]
        use.recorded_at = change.at
        use.answered_by_key = use.answered_by = use.answer = ""
        use.answered_at = None
        save_valid(use)
        booking.state = BookingState.USED
        booking.save(update_fields=["state"])
    return use
