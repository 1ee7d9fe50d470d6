from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.diagnosis.editions import bank_of, keep_result
from jigai.apps.diagnosis.models import Answer, Diagnosis
from jigai.apps.evidence.actions.store_attachment import store_attachment
from jigai.apps.evidence.models import Attachment
from jigai.apps.evidence.pictures import kept_form
from jigai.domain.change import Change
from jigai.domain.maturity.answers import kept_answer
from jigai.domain.maturity.states import DiagnosisState, Side
from jigai.domain.refusal import NotFound, Refusal
from jigai.domain.rules.refusals import nearest
from jigai.domain.sentence import Sentence

PURPOSE = "诊断佐证"


class NoSuchQuestion(NotFound):
    code = "diagnosis.no_such_question"
    message = Sentence(
        "这一版题库没有题目“{name}”。{near}", "This edition has no question “{name}”. {near}"
    )


class SideClosed(Refusal):
    code = "diagnosis.side_closed"
    message = Sentence(
        "诊断已{state}，这一方不能再改答案。", "The diagnosis is {state}; this side is closed."
    )
    remedy = Sentence("如需更正，请县技改办退回重填。", "Ask the programme office to reopen it.")


class NotHandedIn(Refusal):
    code = "diagnosis.not_handed_in"
    message = Sentence("企业还没有交卷，不能评估。", "The enterprise has not handed in yet.")
    remedy = Sentence("请等企业交卷。", "Wait until it has.")


STATES = {
    DiagnosisState.HANDED_IN: Sentence("交卷", "handed in"),
    DiagnosisState.ASSESSED: Sentence("评估完毕", "assessed"),
}


@dataclass(frozen=True, slots=True)
class AnswerEntry:
    """One answer as written; a blank ``value`` makes it unknown again.

    ``evidence`` ``None`` leaves the text as it is.
    """

    value: str
    evidence: str | None = None


def save_answers(
    *, diagnosis: Diagnosis, side: Side, entries: Mapping[str, AnswerEntry], change: Change
) -> tuple[str, ...]:
    """Keep answers of one side; questions not named stay as they are.

    Returns:
        The questions whose answer or evidence changed.

    Raises:
        NoSuchQuestion, AnswerUnreadable, SideClosed, NotHandedIn, RecordInvalid: as named.
    """
    refuse_unless_open(diagnosis, side)
    bank = bank_of(diagnosis.edition)
    wanted = {}
    for name, entry in entries.items():
        question = bank.question(name)
        if question is None:
            known = [one.name for one in bank.questions]
            raise NoSuchQuestion(name=name, near=nearest(name, known))
        wanted[name] = (kept_answer(question, entry.value), entry.evidence)
    rows = {row.question: row for row in diagnosis.answers.filter(side=side)}
    changed = [name for name, want in wanted.items() if _differs(rows.get(name), *want)]
    if not changed:
        return ()
    with writing(f"answers.{side.value}", change):
        for name in changed:
            row = rows.get(name) or Answer(diagnosis=diagnosis, side=side, question=name)
            value, evidence = wanted[name]
            row.value = value
            row.evidence = row.evidence if evidence is None else evidence.strip()
            _sign(row, change)
        keep_result(diagnosis, side)
    return tuple(changed)


def attach_to_answer(
    *, diagnosis: Diagnosis, side: Side, question: str, name: str, content: bytes, change: Change
) -> Answer:
    """Keep a picture or PDF as the evidence of an answer, in place of an earlier file.

    Raises:
        NoSuchQuestion, SideClosed, NotHandedIn, EvidenceTooLarge, KindNotTaken, FileEmpty,
        RecordInvalid: as named.
    """
    refuse_unless_open(diagnosis, side)
    if bank_of(diagnosis.edition).question(question) is None:
        raise NoSuchQuestion(name=question, near="")
    kept = kept_form(content, name=name)
    with writing("answer.evidence_attached", change):
        attachment: Attachment = store_attachment(
            name=name, content=kept.content, media_type=kept.media_type, purpose=PURPOSE,
            change=change,
        )  # fmt: skip
        row = diagnosis.answers.filter(side=side, question=question).first()
        row = row or Answer(diagnosis=diagnosis, side=side, question=question)
        row.attachment = attachment
        _sign(row, change)
    return row


def refuse_unless_open(diagnosis: Diagnosis, side: Side) -> None:
    """The enterprise answers a draft; the assessor what was handed in.

    Raises:
        SideClosed, NotHandedIn: as named.
    """
    if side == Side.ASSESSOR and diagnosis.state == DiagnosisState.DRAFT:
        raise NotHandedIn
    own_state = DiagnosisState.DRAFT if side == Side.OWN else DiagnosisState.HANDED_IN
    if diagnosis.state != own_state:
        raise SideClosed(state=STATES[DiagnosisState(diagnosis.state)])


def _differs(row: Answer | None, value: str, evidence: str | None) -> bool:
    if row is None:
        return bool(value or evidence)
    return row.value != value or evidence not in (None, row.evidence)


def _sign(row: Answer, change: Change) -> None:
    row.answered_by, row.answered_at = change.actor.name, change.at
    save_valid(row)
