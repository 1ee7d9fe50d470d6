"""The handling sheet (企业诉求交办单) of one request: what goes with it to a department."""

from __future__ import annotations

from datetime import date, datetime

from jigai.apps.audit.chain import head
from jigai.apps.badges.stored_facts import canonical_sha256
from jigai.apps.reference.queries.programme import programme_row
from jigai.apps.support.queries.cards import RequestCard
from jigai.domain.request_clocks.clock import Standing, Unit
from jigai.domain.request_clocks.office_time import local
from jigai.domain.sentence import Language, Sentence, joined
from jigai.exchange.documents.papers import HandlingSheet, Provenance, SheetCell
from jigai.exchange.documents.pdf import handling_pdf
from jigai.exchange.documents.words import day_said

TITLE = Sentence("企业诉求交办单", "Handling sheet of an enterprise's request")
NUMBER = Sentence("编号：诉求{code}　第{cycle}轮", "No. {code}, round {cycle}")
NOTE = Sentence(
    "办结由企业确认，或答复后静默期满；办理人员不能办结。请勿为办理本诉求要求企业重复报表或陪同检查。",
    "The enterprise confirms, or the time of silence passes; no officer closes it. Ask for no "
    "further forms and hold no inspection because of this request.",
)
NONE = Sentence("—", "—")
BLANK = Sentence("", "")
MOMENT = Sentence("{day}{clock}", "{day}, {clock}")
LIMIT = Sentence("{due}前（{amount}）。依据：{source}", "{due} ({amount}). Source: {source}")
WORK_DAYS = Sentence("{n}个工作日", "{n} work-days")
MINUTES = Sentence("{n}办公分钟", "{n} office minutes")
STANDS = Sentence("答复或恢复办理", "the answer, or once taken up again")
PERSON = Sentence("{name} {telephone}", "{name} {telephone}")
ANSWER = Sentence("{result}，{way}，{at}。{text}", "{result}, {way}, {at}. {text}")
PART = Sentence("{agency}：{task}", "{agency}: {task}")
LABELS = {
    "enterprise": Sentence("企业", "Enterprise"),
    "asker": Sentence("提出人", "Asked by"),
    "raised": Sentence("提出时间", "Raised"),
    "origin": Sentence("来源", "From"),
    "category": Sentence("类别", "Category"),
    "urgency": Sentence("紧急程度", "Urgency"),
    "project": Sentence("关联项目", "Project"),
    "receiver": Sentence("首接单位", "First receiver"),
    "title": Sentence("诉求事项", "Matter"),
    "text": Sentence("诉求内容", "Text"),
    "lead": Sentence("承办单位", "In charge"),
    "class": Sentence("办理类别", "Class"),
    "task": Sentence("交办要求", "Task"),
    "blocking": Sentence("协办单位", "Blocking"),
    "response": Sentence("响应时限", "Response by"),
    "due": Sentence("答复时限", "Answer by"),
    "remarks": Sentence("领导批示", "Remarks of the leader"),
    "answer": Sentence("办理结果", "Answer"),
    "rating": Sentence("企业评价", "The enterprise"),
    "signed": Sentence("经办人签字", "Signed by"),
}


def print_request(card: RequestCard, *, on: date, language: Language = "zh") -> bytes:
    """The sheet as PDF; what its reader may not read is not on it.

    Raises:
        CharactersMissing: a character is in no font.
    """
    newest, programme = head(), programme_row()
    digest = canonical_sha256([card.code, card.cycle, card.state, card.asked.text.zh, card.answer])
    sheet = HandlingSheet(
        title=TITLE,
        number=NUMBER.format(code=card.code, cycle=card.cycle),
        cells=_cells(card),
        note=NOTE,
        made_on=on,
        issuing_body=programme.division if programme else "",
        provenance=Provenance(
            rule_set=card.total.limit.source if card.total else card.response.limit.source,
            rule_hash="",
            data_digest=digest,
            audit_head=str(newest) if newest else "—",
        ),
    )
    return handling_pdf(sheet, language=language)


def _cells(card: RequestCard) -> tuple[SheetCell, ...]:
    asked = card.asked
    person = PERSON.format(name=asked.asker_name, telephone=asked.asker_telephone)
    return (
        _box("enterprise", Sentence(asked.enterprise, asked.enterprise)),
        _box("asker", person if asked.asker_name else NONE),
        _box("raised", _moment(asked.raised_at)),
        _box("origin", asked.origin),
        _box("category", asked.category),
        _box("urgency", asked.urgency_title),
        _box("project", Sentence(asked.project, asked.project) if asked.project else NONE),
        _box("receiver", card.receiver),
        _box("title", asked.title, wide=True),
        _box("text", asked.text, wide=True),
        _box("lead", card.lead if card.lead.zh else NONE),
        _box("class", card.request_class if card.request_class.zh else NONE),
        _box("task", _tasks(card, is_lead=True), wide=True, lines=2),
        _box("blocking", _tasks(card, is_lead=False), wide=True),
        _box("response", _limit(card.response, card.response_due_at), wide=True),
        _box("due", _limit(card.total, card.total.due_at) if card.total else NONE, wide=True),
        _box("remarks", BLANK, wide=True, lines=4),
        _box("answer", _answer(card), wide=True, lines=5),
        _box("rating", _rating(card), wide=True, lines=2),
        _box("signed", BLANK, wide=True, lines=2),
    )


def _box(name: str, text: Sentence, *, wide: bool = False, lines: int = 1) -> SheetCell:
    return SheetCell(LABELS[name], text, wide, lines)


def _tasks(card: RequestCard, *, is_lead: bool) -> Sentence:
    told = [
        PART.format(agency=part.agency, task=part.task or "—")
        for part in card.parts
        if part.is_lead is is_lead
    ]
    return joined(told) if told else NONE


def _limit(clock: Standing, due_at: datetime | None) -> Sentence:
    amount = MINUTES if clock.limit.unit is Unit.OFFICE_MINUTE else WORK_DAYS
    return LIMIT.format(
        due=_moment(due_at) if due_at else STANDS,
        amount=amount.format(n=clock.limit.amount),
        source=clock.limit.source,
    )


def _answer(card: RequestCard) -> Sentence:
    if card.answered_at is None or not card.answer:
        return BLANK
    return ANSWER.format(
        result=card.result,
        way=card.answer_way,
        at=_moment(card.answered_at),
        text=card.answer,
    )


def _rating(card: RequestCard) -> Sentence:
    own = [one for one in card.ratings if one.cycle == card.cycle]
    return own[-1].title + Sentence(own[-1].reason, own[-1].reason) if own else BLANK


def _moment(at: datetime) -> Sentence:
    there = local(at)
    return MOMENT.format(day=day_said(there.date()), clock=f"{there:%H:%M}")
