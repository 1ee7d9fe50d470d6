"""Hand a diagnosis in, assess it, or take it back."""

from __future__ import annotations

from datetime import date

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.diagnosis.actions.raise_gaps import raise_gaps
from jigai.apps.diagnosis.actions.save_answers import refuse_unless_open
from jigai.apps.diagnosis.editions import keep_result
from jigai.apps.diagnosis.models import Answer, Diagnosis
from jigai.domain.change import Change
from jigai.domain.maturity.states import DiagnosisState, Side
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class NothingAnswered(Refusal):
    code = "diagnosis.nothing_answered"
    message = Sentence("还一题都没有答。", "Not one question has been answered.")
    remedy = Sentence("不知道的可以留空，但至少答一题。", "Unknown may stay empty, but answer one.")


class DiagnosisIsDraft(Refusal):
    code = "diagnosis.is_draft"
    message = Sentence("诊断还在填写，不用退回。", "The diagnosis is being filled in already.")


def hand_in(*, diagnosis: Diagnosis, on: date, change: Change) -> Diagnosis:
    """Close the enterprise's side; its answers stay as they are. Gaps follow from them.

    Raises:
        SideClosed, NothingAnswered: as named.
    """
    refuse_unless_open(diagnosis, Side.OWN)
    if not diagnosis.answers.filter(side=Side.OWN).exclude(value="").exists():
        raise NothingAnswered
    with writing("diagnosis.handed_in", change):
        diagnosis.state, diagnosis.handed_in_on = DiagnosisState.HANDED_IN, on
        save_valid(diagnosis, fields=["state", "handed_in_on"])
        raise_gaps(diagnosis=diagnosis, on=on, change=change)
    return diagnosis


def assess(*, diagnosis: Diagnosis, on: date, change: Change) -> Diagnosis:
    """Close the assessor's side; the gap list follows from the assessor's answers.

    A question that the assessor left open counts as unknown, never as the enterprise's answer.

    Raises:
        SideClosed, NotHandedIn, NothingAnswered: as named.
    """
    refuse_unless_open(diagnosis, Side.ASSESSOR)
    if not diagnosis.answers.filter(side=Side.ASSESSOR).exclude(value="").exists():
        raise NothingAnswered
    with writing("diagnosis.assessed", change):
        diagnosis.state, diagnosis.assessed_on = DiagnosisState.ASSESSED, on
        diagnosis.assessor = change.actor.name
        save_valid(diagnosis, fields=["state", "assessed_on", "assessor"])
        raise_gaps(diagnosis=diagnosis, on=on, change=change)
    return diagnosis


def agree_with_own(*, diagnosis: Diagnosis, change: Change) -> int:
    """Take over the enterprise's answers where the assessor has none yet; how many.

    Raises:
        SideClosed, NotHandedIn: as named.
    """
    refuse_unless_open(diagnosis, Side.ASSESSOR)
    rows = list(diagnosis.answers.all())
    done = {row.question: row for row in rows if row.side == Side.ASSESSOR}
    taken = [
        row
        for row in rows
        if row.side == Side.OWN
        and row.value
        and not (row.question in done and done[row.question].value)
    ]
    with writing("answers.assessor", change):
        for own in taken:
            row = done.get(own.question) or Answer(
                diagnosis=diagnosis, side=Side.ASSESSOR, question=own.question
            )
            row.value, row.answered_by, row.answered_at = own.value, change.actor.name, change.at
            save_valid(row)
        keep_result(diagnosis, Side.ASSESSOR)
    return len(taken)


def reopen_diagnosis(*, diagnosis: Diagnosis, change: Change) -> Diagnosis:
    """One step back: an assessed one to the assessor, a handed-in one to the enterprise.

    Raises:
        DiagnosisIsDraft: as named.
    """
    if diagnosis.state == DiagnosisState.DRAFT:
        raise DiagnosisIsDraft
    with writing("diagnosis.reopened", change):
        if diagnosis.state == DiagnosisState.ASSESSED:
            diagnosis.state, diagnosis.assessed_on = DiagnosisState.HANDED_IN, None
        else:
            diagnosis.state, diagnosis.handed_in_on = DiagnosisState.DRAFT, None
        save_valid(diagnosis, fields=["state", "assessed_on", "handed_in_on"])
    return diagnosis
