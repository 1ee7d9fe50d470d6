"""The notice (通报) of a published board in words: counts, changes, how to object, the table."""

from __future__ import annotations

from datetime import date

from jigai.apps.reports.queries.board_lines import BoardLine, PublishedBoard
from jigai.domain.periods import parse_period
from jigai.domain.sentence import Sentence, joined
from jigai.exchange.documents.blocks import BadgeCell, Block, Column, Heading, Paragraph, Table
from jigai.exchange.documents.look import BADGES, Badge
from jigai.exchange.documents.papers import Attachment, Notice, Provenance
from jigai.flows.document_details import DocumentDetails, names

TITLE = Sentence(
    "关于{period}\n技术改造项目亮牌情况的通报",
    "Notice on the badges of\ntechnological-transformation projects, {period}",
)
LEAD = Sentence(
    "{period}，全县纳入半月调度的技术改造项目{count}个。现将亮牌情况通报如下。",
    "{count} technological-transformation projects were under review in {period}. "
    "Their badges are as follows.",
)
COUNT = Sentence("{badge}{count}个", "{count} {badge}")
COUNTS = Sentence("本期{counts}。", "This round: {counts}.")
CHANGES = Sentence("与{period}相比，{changes}。", "Against {period}: {changes}.")
MORE = Sentence("{badge}增加{count}个", "{badge} up by {count}")
LESS = Sentence("{badge}减少{count}个", "{badge} down by {count}")
NOT_ASSESSED = Sentence(
    "未评定的项目占{share}，原因是资料缺失或过期，不代表进度好坏。",
    "{share} of the projects were not assessed since facts are missing or outdated; "
    "this says nothing of their progress.",
)
RULES = Sentence(
    "亮牌由系统按公布的规则“{rule}”计算，任何人不能直接填写牌色；逐项理由见附件。"
    "评定对象为项目和责任单位，不针对企业和个人。",
    "Badges are computed by the published rule set “{rule}”; nobody can enter a colour. "
    "Reasons are given in the attachment. Badges are of projects and responsible units, "
    "never of enterprises or persons.",
)
OBJECTIONS = Sentence(
    "本期异议期已满，异议的裁定和理由已随公示表一并留存；此后发现差错的，以编号的更正公布。",
    "The time for objections has passed; rulings and reasons are kept with the board. "
    "Errors found later are published as numbered restatements.",
)
RESTATED = Sentence(
    "本通报依据第{number}次更正后的公示表，更正原因：{reason}。",
    "This notice follows restatement {number} of the board; its reason: {reason}.",
)
OVERVIEW = Sentence("总体情况", "Overview")
RULE_HEADING = Sentence("评定规则", "Rules")
OBJECTION_HEADING = Sentence("异议与更正", "Objections and corrections")
TABLE_TITLE = Sentence("技术改造项目亮牌情况表", "Table of badges")
NO_REASON = Sentence("—", "—")
COLUMNS = (
    Column("serial", Sentence("序号", "No."), 0.7),
    Column("project", Sentence("项目名称", "Project"), 3.2, "left"),
    Column("unit", Sentence("责任单位", "Responsible unit"), 1.7, "left"),
    Column("badge", Sentence("亮牌", "Badge"), 1.3),
    Column("score", Sentence("得分", "Score"), 0.9, "right"),
    Column("reason", Sentence("评定理由", "Reason"), 3.4, "left"),
)


def notice_paper(
    found: PublishedBoard,
    *,
    before: PublishedBoard | None,
    rule_title: Sentence,
    number: str,
    details: DocumentDetails,
    issued_on: date,
) -> Notice:
    """The notice as a paper; a board without a colour of ours keeps its own name in the table."""
    period = parse_period(found.board.round.period).name
    return Notice(
        issuing_body=details.issuing_body,
        title=TITLE.format(period=period),
        addressees=names(details.addressees),
        body=_body(found, before, rule_title, period),
        issued_on=issued_on,
        signature=details.issuing_body,
        provenance=provenance(found, rule_title),
        number=number,
        attachments=(Attachment(TABLE_TITLE, (badge_table(found.lines),)),),
        copy_to=names(details.copy_to),
        printed_by=details.printed_by,
    )


def provenance(found: PublishedBoard, rule_title: Sentence) -> Provenance:
    """Rule hash, snapshot digest and audit head, as they stood at publication."""
    board = found.board
    return Provenance(rule_title, board.rule_hash, board.facts_sha256, board.audit_head)


def badge_table(lines: tuple[BoardLine, ...]) -> Table:
    rows = tuple(
        (str(n), line.project, line.unit, badge_cell(line.colour), line.score, _reason(line))
        for n, line in enumerate(lines, start=1)
    )
    return Table(COLUMNS, rows)


def badge_cell(colour: str) -> BadgeCell:
    """A colour that paper has no shape for is shown as not assessed, never as a good one."""
    return BadgeCell(Badge(colour) if colour in set(Badge) else Badge.NOT_ASSESSED)


def _body(
    found: PublishedBoard, before: PublishedBoard | None, rule_title: Sentence, period: Sentence
) -> tuple[Block, ...]:
    board = found.board
    restated = RESTATED.format(number=board.number, reason=board.reason)
    return (
        Paragraph(LEAD.format(period=period, count=len(found.lines))),
        *([Paragraph(restated)] if board.number else []),
        Heading(OVERVIEW),
        Paragraph(overview(found, before)),
        Heading(RULE_HEADING),
        Paragraph(RULES.format(rule=rule_title)),
        Heading(OBJECTION_HEADING),
        Paragraph(OBJECTIONS),
    )


def overview(found: PublishedBoard, before: PublishedBoard | None) -> Sentence:
    """Counts by colour, what changed since the round before, the share not assessed."""
    counted = [
        COUNT.format(badge=word(colour), count=count) for colour, count in found.counts.items()
    ]
    said = COUNTS.format(counts=joined(counted, zh="、", en=", "))
    if before is not None and (changes := _changes(found.counts, before.counts)):
        earlier = parse_period(before.board.round.period).name
        said += CHANGES.format(period=earlier, changes=joined(changes, zh="，", en=", "))
    missing = found.counts.get("not_assessed", 0)
    if missing:
        said += NOT_ASSESSED.format(share=f"{missing / len(found.lines):.1%}")
    return said


def word(colour: str) -> Sentence:
    return BADGES[badge_cell(colour).badge].word


def _changes(now: dict[str, int], then: dict[str, int]) -> list[Sentence]:
    moved = {
        colour: now.get(colour, 0) - then.get(colour, 0) for colour in dict.fromkeys([*now, *then])
    }
    return [
        (MORE if step > 0 else LESS).format(badge=word(colour), count=abs(step))
        for colour, step in moved.items()
        if step
    ]


def _reason(line: BoardLine) -> Sentence:
    return line.reason if line.reason.zh else NO_REASON
