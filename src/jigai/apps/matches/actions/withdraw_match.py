from __future__ import annotations

from datetime import date

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.matches.actions.advance_match import check_day
from jigai.apps.matches.actions.decline_match import code_of, record_refusal
from jigai.apps.matches.actions.start_match import add_step
from jigai.apps.matches.models import Match
from jigai.apps.matches.models.pipeline import Stage
from jigai.apps.matches.words import STAGES, WITHDRAWABLE
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class TooLateToWithdraw(Refusal):
    code = "matches.too_late_to_withdraw"
    message = Sentence("已到“{now}”，不能退出。", "At “{now}” a match is not withdrawn any more.")
    remedy = Sentence("合同的变更请按合同办理。", "Change the contract by its own rules.")


def withdraw_match(
    *, match: Match, side: str, code: str, note: str, on: date, change: Change
) -> Match:
    """One side gives up, by a code; the refusal counts for the next list as any other.

    Raises:
        TooLateToWithdraw, RefusalCodeUnknown, StepBeforeLast, StepAhead, RecordInvalid: as named.
    """
    chosen = code_of(code)
    with writing("match.withdrawn", change):
        match.refresh_from_db()
        if match.stage not in WITHDRAWABLE:
            raise TooLateToWithdraw(now=STAGES[match.stage])
        check_day(match, on, change)
        match.stage, match.last_step_on = Stage.WITHDRAWN, on
        match.withdrawn_code = chosen.value
        save_valid(match, fields=["stage", "last_step_on", "withdrawn_code"])
        add_step(match, Stage.WITHDRAWN, on, note, change)
        offer = match.achievement or match.expert
        record_refusal(match.demand, offer, side, chosen, note, on, change)
    return match
