"""The contact history of one enterprise on one page: what waits, then the latest contacts."""

from __future__ import annotations

from collections.abc import Sequence

from jigai.apps.audit.chain import head
from jigai.apps.reference.queries.programme import programme_row
from jigai.apps.visits.queries.interactions import InteractionRow
from jigai.domain.sentence import Language, Sentence
from jigai.exchange.documents.blocks import Block, Column, Heading, Paragraph, Table
from jigai.exchange.documents.papers import LadderPaper, Provenance
from jigai.exchange.documents.pdf import ladder_pdf
from jigai.exchange.documents.words import day_said
from jigai.flows.desk_card import DeskCard, WaitingItem

TITLE = Sentence("企业联系情况", "Contacts with the enterprise")
SUBTITLE = Sentence("{enterprise}（{code}）\n截至 {day}", "{enterprise} ({code})\nas of {day}")
NOTE = Sentence(
    "走访联系是服务，不是检查；内部工作记录。",
    "Contacts are services, not inspections; a record of internal work.",
)
STANDING = Sentence(
    "联系人：{coach}。最近联系：{last}。本年走访 {count} 次，上限 {most}。",
    "Officer: {coach}. Last contact: {last}. Visits this year: {count}, cap {most}.",
)
NONE = Sentence("无", "none")
WAITS = Sentence("等待办理（{count} 件）", "Waiting ({count})")
CONTACTS = Sentence(
    "联系记录（最近 {shown} 次，共 {count} 次）", "Contacts (latest {shown} of {count})"
)
OFFICE = Sentence("县技改办", "programme office")
KINDS = {
    "visit": Sentence("走访", "visit"),
    "call": Sentence("电话", "call"),
    "meeting": Sentence("座谈", "meeting"),
    "message": Sentence("消息", "message"),
}
Cells = tuple[Sentence | str, ...]
ON_ONE_PAGE = 18
MOST_WAITING = 8
LONGEST = 60
WAITING = (
    Column("kind", Sentence("种类", "kind"), 1.1),
    Column("title", Sentence("事项", "what"), 3.5, "left"),
    Column("due", Sentence("到期日", "due"), 1.2),
    Column("turn", Sentence("轮到", "whose turn"), 1.4),
)
TALKS = (
    Column("day", Sentence("日期", "day"), 1.2),
    Column("kind", Sentence("方式", "way"), 0.8),
    Column("agency", Sentence("部门、人员", "department, officers"), 2.2, "left"),
    Column("purpose", Sentence("目的", "purpose"), 1.8, "left"),
    Column("said", Sentence("谈了什么", "what was said"), 3.6, "left"),
)


def print_contacts(card: DeskCard, *, language: Language = "zh") -> bytes:
    """The page as PDF.

    Raises:
        CharactersMissing: a character is in no font.
    """
    newest, programme = head(), programme_row()
    counted = [one for one in card.contacts if one.withdrawn_on is None]
    shown = counted[:ON_ONE_PAGE]
    body: list[Block] = [
        Paragraph(_standing(card)),
        Heading(WAITS.format(count=len(card.waiting))),
        _table(WAITING, [_waiting(item) for item in card.waiting[:MOST_WAITING]]),
        Heading(CONTACTS.format(shown=len(shown), count=len(counted))),
        _table(TALKS, [_talk(one) for one in shown]),
    ]
    paper = LadderPaper(
        title=TITLE,
        subtitle=SUBTITLE.format(
            enterprise=card.enterprise, code=card.credit_code, day=day_said(card.on)
        ),
        note=NOTE,
        as_of=card.on,
        body=tuple(body),
        issuing_body=programme.division if programme else "",
        provenance=Provenance("", "", "", str(newest) if newest else "—"),
    )
    return ladder_pdf(paper, language=language)


def _table(columns: tuple[Column, ...], rows: Sequence[Cells]) -> Block:
    return Table(columns, tuple(rows)) if rows else Paragraph(NONE)


def _standing(card: DeskCard) -> Sentence:
    last = Sentence(f"{card.last_contact_on} {card.last_contact_by}", str(card.last_contact_on))
    return STANDING.format(
        coach=card.coach or NONE,
        last=last if card.last_contact_on else NONE,
        count=card.cap.count,
        most=card.cap.most or NONE,
    )


def _turn(item: WaitingItem) -> Sentence:
    return Sentence(item.turn, item.turn_en or item.turn) if item.turn else OFFICE


def _waiting(item: WaitingItem) -> Cells:
    return (item.kind, item.title, str(item.due_on or "—"), _turn(item))


def _talk(one: InteractionRow) -> Cells:
    said = one.said if len(one.said) <= LONGEST else f"{one.said[: LONGEST - 1]}…"
    ours = "，".join(part for part in (one.agency, one.officers) if part)
    return (str(one.held_on), KINDS[one.kind], ours, one.purpose, said)
