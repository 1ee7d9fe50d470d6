from __future__ import annotations

from datetime import date

from django.db.models import Q

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.cooperation.models import Achievement, Demand, Expert
from jigai.apps.matches.models import Match, MatchStep
from jigai.apps.matches.models.pipeline import Stage
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class AlreadyMatched(Refusal):
    code = "matches.already_started"
    message = Sentence("双方已经在对接。", "The two are in contact already.")
    remedy = Sentence("请在对接进展中继续登记。", "Record the next step of that match.")


class StepAhead(Refusal):
    code = "matches.step_ahead"
    message = Sentence("日期{day}在将来。", "The day {day} lies ahead.")
    remedy = Sentence("只登记已经发生的事。", "Record only what has happened.")


def start_match(
    *, demand: Demand, offer: Achievement | Expert, on: date, note: str, change: Change
) -> Match:
    """The two sides spoke for the first time.

    Raises:
        AlreadyMatched, StepAhead, RecordInvalid: as named.
    """
    if on > change.at.date():
        raise StepAhead(day=on)
    with writing("match.started", change):
        if Match.objects.filter(of_offer(offer), demand=demand).exclude(stage="withdrawn").exists():
            raise AlreadyMatched
        match = Match(demand=demand, stage=Stage.CONTACT, last_step_on=on, **as_keys(offer))
        save_valid(match)
        add_step(match, Stage.CONTACT, on, note, change)
    return match


def of_offer(offer: Achievement | Expert) -> Q:
    return Q(**as_keys(offer))


def as_keys(offer: Achievement | Expert) -> dict[str, Achievement | Expert]:
    """The offer as the keyword of its own column."""
    return {"achievement" if isinstance(offer, Achievement) else "expert": offer}


def add_step(match: Match, stage: str, on: date, note: str, change: Change) -> None:
    """One more dated step; the caller has opened the change set."""
    step = MatchStep(
        match=match,
        stage=stage,
        done_on=on,
        note=note.strip(),
        recorded_by=change.actor.name[:60],
    )
    save_valid(step)
