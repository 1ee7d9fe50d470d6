from __future__ import annotations

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.platforms.models import Booking, BookingState
from jigai.domain.change import Change
from jigai.domain.refusal import NotAllowed, Refusal
from jigai.domain.sentence import Sentence


class NothingToConfirm(Refusal):
    code = "booking.nothing_to_confirm"
    message = Sentence(
        "没有等待确认的使用记录。", "There is no record of use that waits for an answer."
    )


class OwnUse(NotAllowed):
    code = "booking.own_use"
    message = Sentence(
        "登记使用的人不能自己确认；平台自用不需要确认，也不计入共享。",
        "Who recorded a use cannot confirm it; a host's own use needs no answer and counts for "
        "nothing.",
    )


def answer_use(*, booking: Booking, is_right: bool, change: Change) -> Booking:
    """The outside user confirms what was recorded, or disputes it; the reason is the answer.

    Raises:
        NothingToConfirm, OwnUse, RecordInvalid: as named.
    """
    with writing("use.confirmed" if is_right else "use.disputed", change):
        booking.refresh_from_db()
        if booking.state not in {BookingState.USED, BookingState.DISPUTED}:
            raise NothingToConfirm
        use = booking.use
        use.refresh_from_db()
        is_own = booking.enterprise_id == booking.instrument.platform.host_enterprise_id
        if is_own or use.recorded_by_key == change.actor.key:
            raise OwnUse
        use.answered_by_key, use.answered_by = change.actor.key, change.actor.name[:60]
        use.answered_at, use.answer = change.at, change.reason[:300]
        save_valid(use)
        booking.state = BookingState.CONFIRMED if is_right else BookingState.DISPUTED
        booking.save(update_fields=["state"])
    return booking
