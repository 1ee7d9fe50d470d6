"""A report's frozen figures as paper and workbook: nothing but the figures is asked."""

from __future__ import annotations

from datetime import date
from importlib.metadata import version
from typing import Any

from jigai.apps.annual_reports.models import AnnualReport, ReportState
from jigai.domain.annual_figures.figures import PartFigures, Text, from_plain
from jigai.domain.annual_figures.span import Span, parse_span
from jigai.domain.sentence import Sentence
from jigai.exchange.annual_workbook import AnnualBook
from jigai.exchange.documents.annual_picture import picture_spec
from jigai.exchange.documents.blocks import (
    Block,
    Chart,
    Column,
    Heading,
    Notes,
    Paragraph,
    Table,
)
from jigai.exchange.documents.papers import AnnualPaper, Provenance
from jigai.exchange.documents.words import day_said

LAYOUT_EDITION = 1
"""Raised when the layout of a report changes: older files then differ from a rebuilt one."""
DRAWN_BY = ("typst", "vl-convert-python", "python-docx", "xlsxwriter", "pylopdf-fonts-zh-cn")

TITLE = Sentence(
    "{county}工业技术改造工作报告\n（{span}）",
    "Programme report on industrial transformation\n{county}, {span}",
)
ORIGINAL = Sentence("原报告", "original report")
RESTATED = Sentence("第 {number} 号更正", "restatement no. {number}")
SUBTITLE = Sentence("{number}　数据冻结于{day}", "{number}, figures frozen on {day}")
NOTE = Sentence(
    "调度信息，非统计报表；不含统计部门的单位级数据，不对企业和个人排名。",
    "Working information, not a statistical return; no unit-level figures of the statistics "
    "bureau, no ranking of firms or persons.",
)
DEMO = Sentence("演示县，数字为虚构。", "Demo county, figures invented.")
DRAFT = Sentence("草稿，未发布", "DRAFT, not published")
OVERVIEW = (
    Column("part", Sentence("部分", "part"), 1.1, "left"),
    Column("says", Sentence("本期概述", "what it says of the span"), 6, "left"),
)
REASON = Sentence("更正原因：{reason}", "Reason of the restatement: {reason}")
CHANGES = (
    Column("part", Sentence("部分", "part"), 1, "left"),
    Column("place", Sentence("位置", "place"), 2, "left"),
    Column("before", Sentence("原为", "before"), 2.4, "left"),
    Column("after", Sentence("更正为", "now"), 2.4, "left"),
)
CHANGES_TITLE = Sentence("与上一号相比的更正", "What differs from the number before")
CHANGES_ON = Sentence(
    "更正共 {count} 处，逐条列在报告末尾。", "{count} lines differ; they are listed at the end."
)
CAVEATS, SOURCES = Sentence("说明", "Caveats"), Sentence("来源", "Sources")
NOTHING = Sentence("本期没有登记。", "Nothing is on record for the span.")
NOT_DRAWN = Sentence("图：本期没有可画的数字。", "Picture: nothing to draw in this span.")


def made_with() -> dict[str, Any]:
    """The edition of the layout, and the versions of what draws it."""
    return {"layout": LAYOUT_EDITION} | {name: version(name) for name in DRAWN_BY}


def parts_of(report: AnnualReport) -> tuple[PartFigures, ...]:
    """The eight parts as they were frozen."""
    return tuple(from_plain(one) for one in report.figures["parts"])


def annual_paper(report: AnnualReport) -> AnnualPaper:
    """The paper: an overview, a part a page, and what a restatement says otherwise."""
    head, parts = report.figures["head"], parts_of(report)
    span, day = parse_span(report.span), date.fromisoformat(head["frozen_on"])
    county = Sentence(**head["county"])
    overview = Table(OVERVIEW, tuple((part.title, _joined(part.leads)) for part in parts))
    changed = changed_of(report)
    front: list[Block] = [overview]
    if report.number:
        front = [
            Paragraph(REASON.format(reason=report.reason)),
            Paragraph(CHANGES_ON.format(count=len(changed))),
            overview,
        ]
    pages = [_part(part) for part in parts]
    if report.number:
        pages.append((Heading(CHANGES_TITLE), Table(CHANGES, changed)))
    return AnnualPaper(
        title=title_of(span, county),
        subtitle=SUBTITLE.format(number=number_said(report.number), day=day_said(day)),
        note=NOTE + DEMO if head["is_demo"] else NOTE,
        as_of=day,
        front=tuple(front),
        parts=tuple(pages),
        issuing_body=county,
        provenance=Provenance("", "", report.content_sha256, report.audit_head),
        draft="" if report.state == ReportState.PUBLISHED else DRAFT,
    )


def annual_book(report: AnnualReport) -> AnnualBook:
    """The same as a workbook."""
    paper = annual_paper(report)
    title = paper.title if isinstance(paper.title, Sentence) else Sentence(paper.title, paper.title)
    subtitle, note = (
        one if isinstance(one, Sentence) else Sentence(one, one)
        for one in (paper.subtitle, paper.note)
    )
    reason = (REASON.format(reason=report.reason),) if report.number else ()
    flat = Sentence(title.zh.replace("\n", ""), title.en.replace("\n", ", "))
    return AnnualBook(flat, (subtitle, note, *reason), paper.as_of, parts_of(report),
                      changed_of(report))  # fmt: skip


def changed_of(report: AnnualReport) -> tuple[tuple[Sentence, Sentence, Sentence, Sentence], ...]:
    """Part, place, before, after of every line that a restatement says otherwise."""
    return tuple(
        (
            Sentence(**one["part"]),
            Sentence(**one["place"]),
            Sentence(**one["before"]),
            Sentence(**one["after"]),
        )
        for one in report.changed_lines
    )


def title_of(span: Span, county: Sentence) -> Sentence:
    return TITLE.format(county=county, span=span.name)


def number_said(number: int) -> Sentence:
    return RESTATED.format(number=number) if number else ORIGINAL


def _part(part: PartFigures) -> tuple[Block, ...]:
    table = Table(
        tuple(
            Column(c.key, c.title, c.width, "right" if c.is_number else "left")
            for c in part.columns
        ),
        tuple(row.cells for row in part.rows),
    )
    listed: Block = table if part.rows else Paragraph(NOTHING)
    picture = part.picture
    drawn: Block = Paragraph(NOT_DRAWN)
    if picture.is_drawn:
        drawn = Chart(
            picture_spec(picture, "zh"),
            caption=picture.caption,
            alternative=picture.says,
            english_spec=picture_spec(picture, "en"),
        )
    notes = (Notes(CAVEATS, part.caveats), Notes(SOURCES, part.sources))
    return (Heading(part.title), listed, drawn, *notes)


def _joined(texts: tuple[Sentence, ...]) -> Text:
    return Sentence("".join(one.zh for one in texts), " ".join(one.en for one in texts))
