"""Before and after of one enterprise or project on paper, the same words as on the screen."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from jigai.apps.audit.chain import head
from jigai.apps.outcomes.queries.before_after import BeforeAfterCard, ComparedRow, before_after_card
from jigai.apps.outcomes.queries.figures import OutcomeRow
from jigai.apps.projects.models import Project
from jigai.apps.reference.queries.programme import programme_row
from jigai.apps.registry.models import Enterprise
from jigai.domain.results.before_after import CAVEAT, MISSING
from jigai.domain.results.states import STATES, FigureState
from jigai.domain.sentence import Language, Sentence
from jigai.exchange.documents.blocks import Block, Column, Heading, Paragraph, Table
from jigai.exchange.documents.papers import LadderPaper, Provenance
from jigai.exchange.documents.pdf import ladder_pdf
from jigai.exchange.documents.words import day_said

TITLE = Sentence("成效前后对比", "Results before and after")
SUBTITLE = Sentence("{name}\n截至 {day}", "{name}\nas of {day}")
NOTE = Sentence("调度信息，非统计报表。", "Working information, not a statistical return.")
NAMED = Sentence("{title}（第 {number} 版）", "{title} (version {number})")
VALUE = Sentence("{value}（{period}）", "{value} ({period})")
TABLE = Sentence("基线、目标、实际", "Baseline, target, actual")
SOURCES = Sentence("来源", "Sources")
SOURCE = Sentence(
    "{title}，{period}，{state}：{source}（{day} {by}）",
    "{title}, {period}, {state}: {source} ({day}, {by})",
)
NOTHING = Sentence("还没有成效数据。", "No figures yet.")
COLUMNS = (
    Column("indicator", Sentence("指标", "indicator"), 2.2, "left"),
    Column("state", Sentence("来源性质", "by whose word"), 0.9),
    Column("baseline", Sentence("基线", "baseline"), 1.2),
    Column("target", Sentence("目标", "target"), 1.2),
    Column("actual", Sentence("实际", "actual"), 1.2),
    Column("change", Sentence("变化", "change"), 1.8, "left"),
)


def print_outcomes(subject: Enterprise | Project, *, on: date, language: Language = "zh") -> bytes:
    """The page as PDF; its caveat comes first.

    Raises:
        CharactersMissing: a character is in no font.
    """
    card, newest, programme = before_after_card(subject), head(), programme_row()
    paper = LadderPaper(
        title=TITLE,
        subtitle=SUBTITLE.format(name=subject.name, day=day_said(on)),
        note=NOTE,
        as_of=on,
        body=tuple(_body(card)),
        issuing_body=programme.division if programme else "",
        provenance=Provenance(
            rule_set="",
            rule_hash="",
            data_digest=_digest(card),
            audit_head=str(newest) if newest else "—",
        ),
    )
    return ladder_pdf(paper, language=language)


def _body(card: BeforeAfterCard) -> list[Block]:
    if not card.figures:
        return [Paragraph(NOTHING)]
    body: list[Block] = [Paragraph(CAVEAT), *(Paragraph(one) for one in card.warnings)]
    body += [Heading(TABLE), Table(COLUMNS, tuple(_cells(row) for row in card.rows))]
    return [*body, Heading(SOURCES), *(Paragraph(_source(one)) for one in card.figures)]


def _cells(row: ComparedRow) -> tuple[Sentence, ...]:
    one = row.definition
    said = row.result.change_said
    if row.result.reached_said.zh:
        reached = row.result.reached_said
        said = Sentence(f"{said.zh}；{reached.zh}", f"{said.en}; {reached.en}")
    return (
        NAMED.format(title=one.title, number=one.version),
        STATES[FigureState(row.state)],
        _value(row.baseline),
        _value(row.target),
        _value(row.actual),
        said,
    )


def _value(row: OutcomeRow | None) -> Sentence:
    return VALUE.format(value=row.said, period=row.period) if row else MISSING


def _source(row: OutcomeRow) -> Sentence:
    return SOURCE.format(
        title=row.title,
        period=row.period,
        state=STATES[FigureState(row.state)],
        source=row.source,
        day=day_said(row.given_on),
        by=row.given_by,
    )


def _digest(card: BeforeAfterCard) -> str:
    told = "\n".join(
        f"{one.id} {one.indicator} {one.version} {one.period} {one.value}" for one in card.figures
    )
    return sha256(told.encode()).hexdigest()[:16]
