from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.outcomes.actions.record_outcome import OutcomeEntry, record_outcome
from jigai.apps.outcomes.models import IndicatorVersion, ProjectFollowUp
from jigai.domain.change import Change
from jigai.domain.periods import ReportDay
from jigai.domain.refusal import Refusal
from jigai.domain.results.follow_ups import GRACE, may_close
from jigai.domain.results.states import FollowUpState
from jigai.domain.sentence import Sentence


class FollowUpClosed(Refusal):
    code = "outcomes.follow_up_closed"
    message = Sentence("这次回访已于 {day} 结束。", "This follow-up was closed on {day}.")


class NothingAnswered(Refusal):
    code = "outcomes.nothing_answered"
    message = Sentence("一项数据也没有填。", "Not one figure was given.")
    remedy = Sentence(
        "不知道的留空，不要填 0；全都没有的，期满后由技改办记为未答复。",
        "Leave blank what is not known, never 0; with nothing at all the office records no answer "
        "once the time is over.",
    )


class StillTime(Refusal):
    code = "outcomes.still_time"
    message = Sentence(
        "{due} 到期，之后 {days} 天内仍可答复。",
        "It is due on {due} and may be answered for {days} days after.",
    )


def answer_follow_up(
    *,
    follow_up: ProjectFollowUp,
    answers: Sequence[tuple[IndicatorVersion, OutcomeEntry]],
    note: str,
    change: Change,
) -> ProjectFollowUp:
    """Keep the figures of a follow-up as reported actuals and close it; what is blank is missing.

    Raises:
        FollowUpClosed, NothingAnswered, and what ``record_outcome`` raises.
    """
    if follow_up.state == FollowUpState.ANSWERED:
        raise FollowUpClosed(day=follow_up.closed_on)
    if not answers:
        raise NothingAnswered
    with writing("outcome_follow_up.answered", change):
        for version, entry in answers:
            record_outcome(
                subject=follow_up.project,
                version=version,
                entry=entry,
                change=change,
                follow_up=follow_up,
            )
        _close(follow_up, FollowUpState.ANSWERED, note, change)
    return follow_up


def close_unanswered(
    *, follow_up: ProjectFollowUp, note: str, on: date, change: Change
) -> ProjectFollowUp:
    """Record that nobody answered: the figures are missing, and shown as missing, never as 0.

    A late answer may still come.

    Raises:
        FollowUpClosed, StillTime, RecordInvalid: as named.
    """
    if follow_up.state != FollowUpState.OPEN:
        raise FollowUpClosed(day=follow_up.closed_on)
    if not may_close(follow_up.due_on, on=on):
        raise StillTime(due=ReportDay(follow_up.due_on).name, days=GRACE.days)
    with writing("outcome_follow_up.unanswered", change):
        _close(follow_up, FollowUpState.NO_ANSWER, note, change)
    return follow_up


def _close(follow_up: ProjectFollowUp, state: FollowUpState, note: str, change: Change) -> None:
    follow_up.state, follow_up.note = state, note.strip()
    follow_up.closed_on, follow_up.closed_by = change.at.date(), change.actor.name
    save_valid(follow_up, known={"project"})
