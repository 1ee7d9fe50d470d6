from __future__ import annotations

from datetime import date

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.visits.models import FollowUp
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class FollowUpFinishedAlready(Refusal):
    code = "visits.follow_up_finished_already"
    message = Sentence("这件跟进已由{name}于{day}办结。", "{name} finished this on {day} already.")


class OutcomeMissing(Refusal):
    code = "visits.outcome_missing"
    message = Sentence("请写明办理情况。", "Say what came of it.")


def finish_follow_up(*, follow_up: FollowUp, on: date, note: str, change: Change) -> FollowUp:
    """Take a promise off the list, saying what came of it.

    Raises:
        FollowUpFinishedAlready, OutcomeMissing, RecordInvalid: as named.
    """
    if follow_up.done_on is not None:
        raise FollowUpFinishedAlready(name=follow_up.done_by, day=follow_up.done_on)
    if not note.strip():
        raise OutcomeMissing
    with writing("promise.finished", change):
        follow_up.done_on, follow_up.done_by = on, change.actor.name
        follow_up.note = note.strip()
        save_valid(follow_up, fields=["done_on", "done_by", "note"])
    return follow_up
