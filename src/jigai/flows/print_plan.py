"""A plan as a paper, PDF or Word: its head and every line by theme, each with whose word it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from hashlib import sha256
from typing import Literal

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.chain import head
from jigai.apps.planning.models import PlanVersion
from jigai.apps.planning.queries.plans import LineCard, ThemeCard, VersionCard, version_card
from jigai.apps.planning.queries.words import wan
from jigai.apps.reference.queries.programme import programme_row
from jigai.domain.sentence import Language, Sentence, joined
from jigai.exchange.documents.blocks import Block, Column, Heading, Paragraph, Table
from jigai.exchange.documents.docx import ladder_docx
from jigai.exchange.documents.papers import LadderPaper, Provenance
from jigai.exchange.documents.pdf import ladder_pdf

SUBTITLE = Sentence(
    "{enterprise}\n{plan}，{first}—{last} 年，第 {number} 版（{state}）",
    "{enterprise}\n{plan}, {first} to {last}, version {number} ({state})",
)
TITLE = Sentence("企业技术改造规划", "Transformation plan of an enterprise")
NOTE = Sentence(
    "调度信息，非统计报表；不作填报依据。",
    "Programme information, no statistical return; no basis for reporting.",
)
STATES = {
    "draft": Sentence("草稿", "draft"),
    "submitted": Sentence("待批准", "submitted"),
    "approved": Sentence("已批准", "approved"),
    "discarded": Sentence("已放弃", "discarded"),
}
HEAD = Sentence(
    "责任单位：{owner}。预算 {budget} 万元，措施合计 {cost} 万元。{starts} 至 {ends}。{summary}",
    "Responsible: {owner}. Budget {budget}, measures {cost} (x10,000 yuan). "
    "{starts} to {ends}. {summary}",
)
APPROVED = Sentence(
    "{who} 于 {day} 批准（{decision}）。", "Approved by {who} on {day} ({decision})."
)
COLUMNS = (
    Column("key", Sentence("号", "no."), 0.5),
    Column("title", Sentence("条目", "line"), 2.2, "left"),
    Column("content", Sentence("内容与指标", "content and figures"), 4.6, "left"),
    Column("project", Sentence("差距与项目", "gap and project"), 2, "left"),
    Column("evidence", Sentence("依据与来源", "evidence and origin"), 2.2, "left"),
)
Form = Literal["pdf", "docx"]
FORMS: dict[Form, Callable[..., bytes]] = {"pdf": ladder_pdf, "docx": ladder_docx}
ABSENT = Sentence("—", "—")
GAP = Sentence("差距：{gap}", "gap: {gap}")
CELL = Sentence("{label} {said}", "{label} {said}")


def print_plan(
    version: PlanVersion,
    viewer: Viewer,
    *,
    on: date,
    language: Language = "zh",
    form: Form = "pdf",
) -> bytes:
    """The paper as PDF or Word; projects that the viewer may not see are left out.

    Raises:
        CharactersMissing: a character is in no font.
    """
    card, newest, programme = version_card(version, viewer), head(), programme_row()
    paper = LadderPaper(
        title=TITLE,
        subtitle=SUBTITLE.format(
            enterprise=card.enterprise,
            plan=card.title,
            first=card.first_year,
            last=card.last_year,
            number=card.head.number,
            state=STATES[card.head.state],
        ),
        note=NOTE,
        as_of=on,
        body=(Paragraph(_head(card)), *(b for theme in card.themes for b in _theme(theme))),
        issuing_body=programme.division if programme else "",
        provenance=Provenance(
            rule_set="",
            rule_hash="",
            data_digest=sha256(repr(card).encode()).hexdigest()[:16],
            audit_head=str(newest) if newest else "—",
        ),
    )
    return FORMS[form](paper, language=language)


def _head(card: VersionCard) -> Sentence:
    said = HEAD.format(
        owner=card.owner if card.owner.zh else ABSENT,
        budget="—" if card.budget_fen is None else wan(card.budget_fen),
        cost=wan(card.cost_fen),
        starts=card.starts_on or "—",
        ends=card.ends_on or "—",
        summary=card.summary,
    )
    if card.head.approved_at is None:
        return said
    day = card.head.approved_at.date()
    return said + APPROVED.format(who=card.head.approved_by, day=day, decision=card.head.decision)


def _theme(theme: ThemeCard) -> list[Block]:
    if not theme.lines:
        return []
    return [Heading(theme.label), Table(COLUMNS, tuple(_row(line) for line in theme.lines))]


def _row(line: LineCard) -> tuple[str | Sentence, ...]:
    title = CELL.format(label=line.kind_label, said=line.title)
    parts = [Sentence(line.detail, line.detail)] if line.detail else []
    parts += [CELL.format(label=cell.label, said=cell.said) for cell in line.cells]
    parts += [Sentence(line.note, line.note)] if line.note else []
    ties = [GAP.format(gap=line.gap.name)] if line.gap else []
    ties += [Sentence(one.name, one.name) for one in line.projects]
    words = [Sentence(line.evidence, line.evidence)] if line.evidence else []
    return (
        line.key,
        title,
        joined(parts) if parts else ABSENT,
        joined(ties) if ties else ABSENT,
        joined([*words, line.origin_label]),
    )
