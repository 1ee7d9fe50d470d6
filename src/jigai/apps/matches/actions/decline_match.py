from __future__ import annotations

from datetime import date

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.cooperation.models import Achievement, Demand, Expert
from jigai.apps.matches.actions.start_match import StepAhead, as_keys, of_offer
from jigai.apps.matches.models import Match, MatchRefusal
from jigai.apps.matches.words import SIDES
from jigai.domain.change import Change
from jigai.domain.match_reasons.refusal_codes import CODES, RefusalCode
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence, joined


class RefusalCodeUnknown(Refusal):
    code = "matches.refusal_code_unknown"
    message = Sentence("没有谢绝原因“{given}”。", "There is no reason for declining “{given}”.")
    remedy = Sentence("可选：{known}。", "Choose one of: {known}.")


class AlreadyDeclined(Refusal):
    code = "matches.already_declined"
    message = Sentence("已经谢绝过。", "It was declined already.")


class InContact(Refusal):
    code = "matches.in_contact"
    message = Sentence(
        "双方正在对接，不能谢绝。", "The two are in contact: this cannot be declined."
    )
    remedy = Sentence("请在对接进展中退出。", "Withdraw the match instead.")


def decline_match(
    *,
    demand: Demand,
    offer: Achievement | Expert,
    side: str,
    code: str,
    note: str,
    on: date,
    change: Change,
) -> MatchRefusal:
    """One side says no to a proposal; the next list of the demand heeds the code.

    Raises:
        RefusalCodeUnknown, AlreadyDeclined, InContact, StepAhead, RecordInvalid: as named.
    """
    chosen = code_of(code)
    if on > change.at.date():
        raise StepAhead(day=on)
    with writing("match.declined", change):
        running = Match.objects.filter(of_offer(offer), demand=demand)
        if running.exclude(stage="withdrawn").exists():
            raise InContact
        return record_refusal(demand, offer, side, chosen, note, on, change)


def record_refusal(
    demand: Demand,
    offer: Achievement | Expert | None,
    side: str,
    code: RefusalCode,
    note: str,
    on: date,
    change: Change,
) -> MatchRefusal:
    """The refusal of a proposal or of a match; the caller has opened the change set.

    Raises:
        AlreadyDeclined, RecordInvalid: as named.
    """
    if offer is None or side not in SIDES:
        raise ValueError(side)
    held = MatchRefusal.objects.filter(of_offer(offer), demand=demand, taken_back_on=None)
    if held.exists():
        raise AlreadyDeclined
    refusal = MatchRefusal(
        demand=demand,
        side=side,
        code=code.value,
        note=note.strip(),
        declined_on=on,
        declined_by_key=change.actor.key,
        declined_by=change.actor.name[:60],
        **as_keys(offer),
    )
    save_valid(refusal)
    return refusal


def code_of(text: str) -> RefusalCode:
    """Raises: RefusalCodeUnknown: as named."""
    try:
        return RefusalCode(text)
    except ValueError:
        known = joined(list(CODES.values()), zh="、", en=", ")
        raise RefusalCodeUnknown(given=text, known=known) from None
