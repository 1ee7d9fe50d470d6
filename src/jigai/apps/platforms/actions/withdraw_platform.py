from __future__ import annotations

from datetime import date

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.platforms.models import Platform, Standing
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class WithdrawnAlready(Refusal):
    code = "platform.withdrawn_already"
    message = Sentence("“{name}”已经撤销。", "“{name}” was withdrawn already.")


class WithdrawnBeforeStart(Refusal):
    code = "platform.withdrawn_before_start"
    message = Sentence(
        "撤销日{day}不晚于起始日{since}。",
        "The withdrawal on {day} does not come after the start on {since}.",
    )


def withdraw_platform(
    *, platform: Platform, on: date, document: str, because: str, change: Change
) -> Standing:
    """End a platform's standing from a day on; what it was before that day stays.

    Its instruments are no longer offered; bookings already made stay to be settled by people.

    Raises:
        WithdrawnAlready, WithdrawnBeforeStart, RecordInvalid: as named.
    """
    present = platform.standings.filter(valid_to=None).first()
    if present is None:
        raise WithdrawnAlready(name=platform.name)
    if on <= present.valid_from:
        raise WithdrawnBeforeStart(day=on, since=present.valid_from)
    with writing("platform.withdrawn", change):
        present.valid_to, present.ended_by = on, "withdrawal"
        present.end_document, present.end_reason = document.strip(), because.strip()
        save_valid(present, fields=["valid_to", "ended_by", "end_document", "end_reason"])
        platform.next_review_on = None
        platform.save(update_fields=["next_review_on"])
        platform.instruments.update(is_offered=False)
    return present
