from __future__ import annotations

from datetime import date

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.matches.actions.start_match import StepAhead, add_step
from jigai.apps.matches.models import Match
from jigai.apps.matches.words import MOVES, STAGES
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence, joined

BY_PAPER = frozenset({"signed", "registered", "paid"})
"""Stages that are reached by recording their paper."""


class StageNotNext(Refusal):
    code = "matches.stage_not_next"
    message = Sentence(
        "现在是“{now}”，不能直接到“{to}”。", "The match is at “{now}” and cannot go to “{to}”."
    )
    remedy = Sentence("下一步可以是：{next}。", "Next may be: {next}.")


class StepBeforeLast(Refusal):
    code = "matches.step_before_last"
    message = Sentence(
        "日期{day}早于上一步的{last}。", "The day {day} lies before the last step of {last}."
    )


class PaperNeeded(Refusal):
    code = "matches.paper_needed"
    message = Sentence(
        "“{to}”要登记合同、登记证或到款凭证。",
        "“{to}” is reached by recording its contract, registration or payment.",
    )


def advance_match(*, match: Match, to: str, on: date, note: str, change: Change) -> Match:
    """Talks, a trial or a product; the stages of the contract are reached by its papers.

    Raises:
        StageNotNext, StepBeforeLast, StepAhead, PaperNeeded, RecordInvalid: as named.
    """
    with writing("match.advanced", change):
        match.refresh_from_db()
        if to in BY_PAPER and to in MOVES[match.stage]:
            raise PaperNeeded(to=STAGES[to])
        move(match, to, on, note, change)
    return match


def move(match: Match, to: str, on: date, note: str, change: Change) -> None:
    """To the next stage; the caller has opened the change set.

    Raises:
        StageNotNext, StepBeforeLast, StepAhead: as named.
    """
    if to not in MOVES[match.stage]:
        possible = [STAGES[one] for one in MOVES[match.stage]] or [Sentence("无", "none")]
        named = STAGES.get(to, Sentence(to, to))
        raise StageNotNext(
            now=STAGES[match.stage], to=named, next=joined(possible, zh="、", en=", ")
        )
    check_day(match, on, change)
    match.stage, match.last_step_on = to, on
    save_valid(match, fields=["stage", "last_step_on"])
    add_step(match, to, on, note, change)


def check_day(match: Match, on: date, change: Change) -> None:
    """Raises: StepBeforeLast, StepAhead: as named."""
    if on > change.at.date():
        raise StepAhead(day=on)
    if on < match.last_step_on:
        raise StepBeforeLast(day=on, last=match.last_step_on)
