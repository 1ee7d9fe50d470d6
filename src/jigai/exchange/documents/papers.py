"""The three papers as plain values: notice (通报), supervision letter (督办函), badge board."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Language, Sentence
from jigai.exchange.documents.blocks import Block, Heading, Paragraph, Table
from jigai.exchange.documents.words import (
    APPEAL,
    BASIS,
    CONTACT,
    DRAFT_NOTE,
    FACTS,
    FACTS_AS_OF,
    LETTER_TITLE,
    MATTER,
    NUMBERED_NOTE,
    REPLY,
    REPLY_BY,
    REQUIREMENTS,
    Text,
    day_said,
    said,
)

_NUMBER = re.compile(r"[^\s〔〕\[\]（）()]+〔[12]\d{3}〕[1-9]\d*号")


class NumberMalformed(Refusal):
    code = "documents.number_malformed"
    message = Sentence("文号“{number}”不合规范。", "The document number “{number}” is malformed.")
    remedy = Sentence(
        "请写成“机关代字〔年份〕序号号”，年份用六角括号，序号不加“第”、不补零，例如“庆工信〔2026〕7号”。",
        "Write letters, year in 〔〕 and running number without 第 or zeros: “庆工信〔2026〕7号”.",
    )


class PartMissing(Refusal):
    code = "documents.part_missing"
    message = Sentence("公文缺少“{part}”。", "The document lacks its {part}.")


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a paper was made from: the rule set, the frozen data and the audit chain.

    What a paper was not made from stays blank and is not printed.
    """

    rule_set: Text
    rule_hash: str
    data_digest: str
    audit_head: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """An attachment by title; with ``body`` it follows the paper on a page of its own."""

    title: Text
    body: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice (通报) in the general form of GB/T 9704-2012.

    Args:
        issuing_body: full name of the issuing body; the red head adds 文件.
        number: document number from the document system, e.g. ``庆工信〔2026〕7号``; empty: draft.
        title: may hold line breaks, so that no word is split.
        signature: the body that signs; nothing is drawn over it.
        printed_by: who prints and sends it; with ``copy_to`` the imprint (版记).

    Raises:
        NumberMalformed: the number is not in the form of article 7.2.5.
        PartMissing: title, issuing body or addressees are empty.
    """

    issuing_body: Text
    title: Text
    addressees: tuple[Text, ...]
    body: tuple[Block, ...]
    issued_on: date
    signature: Text
    provenance: Provenance
    number: str = ""
    attachments: tuple[Attachment, ...] = ()
    copy_to: tuple[Text, ...] = ()
    printed_by: Text = ""

    def __post_init__(self) -> None:
        checked_number(self.number)
        _required(("发文机关", "issuing body", self.issuing_body), ("标题", "title", self.title))
        _required(("主送机关", "addressees", "".join(said(a, "zh") for a in self.addressees)))


@dataclass(frozen=True, slots=True)
class SupervisionLetter:
    """A supervision letter (督办函) in letter form, to the responsible unit, never to a firm.

    It states facts with the day of the data and asks for measures; it does not evaluate the
    enterprise and always names the way to appeal (domain/operations 9.1).

    Args:
        matter: 事由 as a noun phrase; the title becomes 关于…的督办函.
        facts_as_of: closing day of the data behind ``facts`` and ``table``.
        contact: who answers questions, phone masked where it is personal.

    Raises:
        NumberMalformed: the number is not in the form of article 7.2.5.
        PartMissing: a part that the letter must have is empty.
    """

    issuing_body: Text
    responsible_unit: Text
    matter: Text
    reason: Text
    basis: tuple[Text, ...]
    facts: tuple[Text, ...]
    facts_as_of: date
    requirements: tuple[Text, ...]
    reply_by: date
    contact: Text
    appeal: Text
    issued_on: date
    signature: Text
    provenance: Provenance
    number: str = ""
    table: Table | None = None
    copy_to: tuple[Text, ...] = ()

    def __post_init__(self) -> None:
        checked_number(self.number)
        _required(
            ("责任单位", "responsible unit", self.responsible_unit),
            ("事由", "matter", self.matter),
            ("依据", "basis", self.basis),
            ("事实", "facts", self.facts),
            ("要求", "requirements", self.requirements),
            ("联系人", "contact", self.contact),
            ("申诉途径", "way to appeal", self.appeal),
        )

    @property
    def title(self) -> Sentence:
        return LETTER_TITLE.format(matter=self.matter)

    @property
    def body(self) -> tuple[Block, ...]:
        """The letter's parts in their fixed order."""
        contact = REPLY_BY.format(day=day_said(self.reply_by)) + CONTACT.format(
            contact=self.contact
        )
        table = (self.table,) if self.table else ()
        return (
            Heading(MATTER),
            Paragraph(self.reason),
            Heading(BASIS),
            *map(Paragraph, self.basis),
            Heading(FACTS),
            Paragraph(FACTS_AS_OF.format(day=day_said(self.facts_as_of))),
            *map(Paragraph, self.facts),
            *table,
            Heading(REQUIREMENTS),
            *map(Paragraph, self.requirements),
            Heading(REPLY),
            Paragraph(contact),
            Heading(APPEAL),
            Paragraph(self.appeal),
        )


@dataclass(frozen=True, slots=True)
class Board:
    """The badge board (亮牌公示表) of one round: a landscape table with counts and legend."""

    title: Text
    period: Text
    as_of: date
    table: Table
    provenance: Provenance
    issuing_body: Text = ""


@dataclass(frozen=True, slots=True)
class LadderPaper:
    """One enterprise's self-assessment on the ladder (自评表); ``note`` says what it is not."""

    title: Text
    subtitle: Text
    note: Text
    as_of: date
    body: tuple[Block, ...]
    provenance: Provenance
    issuing_body: Text = ""


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One box of a handling sheet; a wide one fills its row, ``lines`` keeps room to write."""

    label: Text
    text: Text
    is_wide: bool = False
    lines: int = 1


@dataclass(frozen=True, slots=True)
class HandlingSheet:
    """What goes to a department about one request (企业诉求交办单): one page of labelled boxes.

    Raises:
        PartMissing: title or boxes are empty.
    """

    title: Text
    number: Text
    cells: tuple[SheetCell, ...]
    note: Text
    made_on: date
    provenance: Provenance
    issuing_body: Text = ""

    def __post_init__(self) -> None:
        _required(("标题", "title", self.title))
        if not self.cells:
            raise PartMissing(part=Sentence("内容", "content"))


@dataclass(frozen=True, slots=True)
class AnnualPaper:
    """The programme report of a half year or year; ``parts`` each begin on a page of their own.

    ``note`` says what it is not, ``draft`` is blank once it is published.
    """

    title: Text
    subtitle: Text
    note: Text
    as_of: date
    front: tuple[Block, ...]
    parts: tuple[tuple[Block, ...], ...]
    provenance: Provenance
    issuing_body: Text = ""
    draft: Text = ""


Paper = Notice | SupervisionLetter | Board | LadderPaper | HandlingSheet | AnnualPaper


def checked_number(number: str) -> str:
    """The document number, if empty or well formed.

    >>> checked_number("庆工信〔2026〕7号")
    '庆工信〔2026〕7号'
    """
    if number and not _NUMBER.fullmatch(number):
        raise NumberMalformed(number=number)
    return number


def standing_note(number: str) -> Sentence:
    """What the paper says about itself: a draft, or numbered and still to be signed and sealed."""
    return NUMBERED_NOTE if number else DRAFT_NOTE


def _required(*parts: tuple[str, str, Text | tuple[Text, ...]]) -> None:
    for zh, en, value in parts:
        if not value:
            raise PartMissing(part=Sentence(zh, en))


@dataclass(frozen=True, slots=True)
class ChainPaper:
    """The map of a chain on one page: a drawing for each language and the table of its links."""

    title: Text
    subtitle: Text
    note: Text
    as_of: date
    pictures: Mapping[Language, bytes]
    alternative: Text
    table: Table
    provenance: Provenance
    issuing_body: Text = ""
