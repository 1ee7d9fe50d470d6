"""An enterprise's own file on paper, a page or two: the same words as on the screen."""

from __future__ import annotations

from jigai.apps.audit.chain import head
from jigai.apps.reference.queries.programme import programme_row
from jigai.domain.periods import parse_period
from jigai.domain.sentence import Language, Sentence
from jigai.exchange.documents.blocks import Block, Column, Heading, Paragraph, Table
from jigai.exchange.documents.papers import LadderPaper, Provenance
from jigai.exchange.documents.pdf import ladder_pdf
from jigai.exchange.documents.words import day_said
from jigai.flows.own_file import OwnFile
from jigai.flows.own_file_lines import FileLine, FileSection

TITLE = Sentence("企业档案（一企一档）", "The enterprise's own file")
SUBTITLE = Sentence("{name}（{code}）\n截至 {day}", "{name} ({code})\nas of {day}")
NOTE = Sentence(
    "调度信息，非统计报表。亮牌属于项目和责任单位，不是对企业的评价。",
    "Programme information, not a statistical return. A badge is of a project and its responsible"
    " unit, no judgement of the enterprise.",
)
COLUMNS = (
    Column("label", Sentence("项目", "value of"), 2.4, "left"),
    Column("value", Sentence("内容", "as it stands"), 3.4, "left"),
    Column("source", Sentence("来源", "source"), 2.6, "left"),
    Column("by", Sentence("登记人与时间", "entered by, on"), 2, "left"),
)
BADGES = Sentence("项目亮牌与理由", "Badges of the projects, with the reason")
BADGE = Sentence("{project}，{period}：{word}。{reason}", "{project}, {period}: {word}. {reason}")
LADDER = Sentence(
    "培育梯级（自评，不代表认定）", "The ladder (a self-assessment, not a recognition)"
)
RUNG = Sentence("{rung}：{word}，缺 {count} 项事实。", "{rung}: {word}, {count} facts missing.")
LETTERS = Sentence("送达文书", "Documents delivered")
LETTER = Sentence(
    "{number} {title}，{day} 送达{receipt}", "{number} {title}, delivered {day}{receipt}"
)
RECEIVED = Sentence("，{who}于 {day} 签收。", ", received by {who} on {day}.")
OPEN = Sentence("，尚未签收。", ", receipt not confirmed yet.")
NO_RULES = Sentence("—", "—")
ON_PAPER = frozenset({"identity", "certificates", "project", "indicators"})


def print_own_file(file: OwnFile, *, language: Language = "zh") -> bytes:
    """The file as PDF; contacts are left out, since paper is passed on.

    Raises:
        CharactersMissing: a character is in no font.
    """
    newest, programme = head(), programme_row()
    sections = [one for one in file.sections if one.key in ON_PAPER and one.lines]
    paper = LadderPaper(
        title=TITLE,
        subtitle=SUBTITLE.format(name=file.name, code=file.credit_code, day=day_said(file.on)),
        note=NOTE,
        as_of=file.on,
        body=(
            *(block for one in sections for block in _section(one)),
            *_badges(file),
            *_ladder(file),
            *_letters(file),
        ),
        issuing_body=programme.division if programme else "",
        provenance=Provenance(
            rule_set=NO_RULES,
            rule_hash="—",
            data_digest=f"{file.credit_code} {file.on}",
            audit_head=str(newest) if newest else "—",
        ),
    )
    return ladder_pdf(paper, language=language)


def _section(one: FileSection) -> list[Block]:
    return [Heading(one.title), Table(COLUMNS, tuple(_cells(line) for line in one.lines))]


def _cells(line: FileLine) -> tuple[Sentence, ...]:
    by = f"{line.by} {line.at:%Y-%m-%d}".strip() if line.at else line.by
    return (line.label, line.value, line.source, Sentence(by, by))


def _badges(file: OwnFile) -> list[Block]:
    if not file.badges:
        return []
    said = [
        BADGE.format(
            project=one.project,
            period=parse_period(one.period).name,
            word=one.word,
            reason=one.reason,
        )
        for one in file.badges
    ]
    return [Heading(BADGES), *map(Paragraph, said)]


def _ladder(file: OwnFile) -> list[Block]:
    said = [
        RUNG.format(rung=one.rule_title, word=one.word, count=len(one.missing))
        for one in file.ladder.rungs
    ]
    return [Heading(LADDER), Paragraph(sum(said[1:], said[0]))] if said else []


def _letters(file: OwnFile) -> list[Block]:
    if not file.deliveries:
        return []
    said = []
    for one in file.deliveries:
        receipt = OPEN
        if one.received_at:
            receipt = RECEIVED.format(who=one.received_by, day=f"{one.received_at:%Y-%m-%d}")
        day = f"{one.delivered_at:%Y-%m-%d}"
        said.append(LETTER.format(number=one.number, title=one.title, day=day, receipt=receipt))
    return [Heading(LETTERS), *map(Paragraph, said)]
