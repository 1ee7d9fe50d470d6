"""Part 2, cultivation: who stands on which rung at both ends of the span."""

from __future__ import annotations

from datetime import date, timedelta

from jigai.apps.cultivation.models import LadderTask
from jigai.apps.cultivation.queries.standings import holders
from jigai.apps.registry.models import LibraryMembership
from jigai.domain.annual_figures.figures import (
    FigureColumn,
    FigureRow,
    PartFigures,
    Picture,
    Series,
)
from jigai.domain.annual_figures.span import Span
from jigai.domain.periods import ReportDay
from jigai.domain.scorecards.rungs import RUNGS
from jigai.domain.sentence import Sentence

TITLE = Sentence("培育", "Cultivation")
COLUMNS = (
    FigureColumn("rung", Sentence("梯级", "rung"), 3, is_number=False),
    FigureColumn("before", Sentence("期初持有", "held before")),
    FigureColumn("gained", Sentence("本期新增", "gained")),
    FigureColumn("lost", Sentence("本期到期或失去", "ended")),
    FigureColumn("after", Sentence("期末持有", "held at end")),
)
LEAD = Sentence(
    "截至{day}，在库科技型中小企业 {members} 家，高新技术企业 {high} 家，科技领军企业 {top} 家。"
    "本期办结培育任务 {done} 项。",
    "By {day}, {members} technology-oriented SMEs were in the library, {high} enterprises held the "
    "high-tech certificate and {top} were technology leading enterprises. {done} cultivation tasks "
    "were finished in the span.",
)
CAVEATS = (
    Sentence(
        "一家企业可同时持有几个梯级，各行不能相加。",
        "An enterprise may hold several rungs; the rows do not add up.",
    ),
    Sentence(
        "人数只到县；企业名单见各认定文件，本报告不排名。",
        "County counts alone; names are in the recognition documents, and nobody is ranked here.",
    ),
)
SOURCES = (
    Sentence("资格证书登记", "register of recognitions"),
    Sentence("科技型中小企业入库登记", "register of library memberships"),
    Sentence("培育任务登记", "register of cultivation tasks"),
)
BEFORE, AFTER = Sentence("期初", "before"), Sentence("期末", "at end")


def figures(span: Span) -> PartFigures:
    eve = span.start_on - timedelta(days=1)
    held = {rung.id: (_holding(rung.id, eve), _holding(rung.id, span.end_on)) for rung in RUNGS}
    members = LibraryMembership.objects.filter(valid_from__lte=span.end_on)
    done = LadderTask.objects.filter(done_on__range=(span.start_on, span.end_on)).count()
    ends = {key: len(after) for key, (_, after) in held.items()}
    return PartFigures(
        key="cultivation",
        title=TITLE,
        leads=(
            LEAD.format(
                day=ReportDay(span.end_on).name,
                members=ends["cn.tech_sme"],
                high=ends["cn.hnte"],
                top=ends["cn.leading"],
                done=done,
            ),
        ),
        columns=COLUMNS,
        rows=tuple(
            FigureRow(
                rung.id,
                (
                    rung.title,
                    str(len(held[rung.id][0])),
                    str(len(held[rung.id][1] - held[rung.id][0])),
                    str(len(held[rung.id][0] - held[rung.id][1])),
                    str(len(held[rung.id][1])),
                ),
            )
            for rung in RUNGS
        ),
        picture=_picture(held),
        caveats=CAVEATS if members.exists() else (NO_LIBRARY, *CAVEATS),
        sources=SOURCES,
    )


NO_LIBRARY = Sentence("系统中没有入库登记。", "No library membership is recorded.")


def _holding(rung: str, on: date) -> set[int]:
    return holders(rung, on=on)


def _picture(held: dict[str, tuple[set[int], set[int]]]) -> Picture:
    shown = [rung for rung in RUNGS if any(held[rung.id])]
    return Picture(
        kind="bars",
        caption=Sentence(
            "各梯级期初、期末持有企业数", "Enterprises on each rung, before and at end"
        ),
        says=Sentence(
            "条形图：" + "，".join(f"{r.title.zh} {len(held[r.id][1])} 家" for r in shown),
            "Bars: " + ", ".join(f"{r.title.en} {len(held[r.id][1])}" for r in shown),
        ),
        unit=Sentence("家", "enterprises"),
        labels=tuple(rung.title for rung in shown),
        series=(
            Series(BEFORE, tuple(str(len(held[r.id][0])) for r in shown)),
            Series(AFTER, tuple(str(len(held[r.id][1])) for r in shown)),
        ),
    )
