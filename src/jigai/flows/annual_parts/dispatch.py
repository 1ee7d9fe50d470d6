"""Part 4, dispatch and review: reporting by round, three streams of investment, inclusion."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from jigai.apps.projects.models import InclusionCase, ProgressReport, Project
from jigai.apps.projects.queries.streams import Streams, streams_of
from jigai.apps.rounds.models import Round, RoundEntry
from jigai.domain.annual_figures.figures import (
    FigureRow,
    PartFigures,
    Picture,
    Series,
)
from jigai.domain.annual_figures.span import Span
from jigai.domain.inclusion import STATE_LABELS
from jigai.domain.periods import parse_period
from jigai.domain.sentence import Sentence
from jigai.flows.annual_parts.wording import (
    AT_END,
    IN_SPAN,
    ITEM,
    NOT_KNOWN,
    half_month_label,
    wan,
    wan_point,
)

TITLE = Sentence("半月调度", "Dispatch and review")
LEAD = Sentence(
    "本期调度 {rounds} 期，应报 {due} 项次，已报 {seen} 项次（其中迟报 {late}），说明原因免报 "
    "{excused} 项次。期末库内项目 {projects} 个。",
    "{rounds} rounds were held in the span: {due} reports due, {seen} handed in ({late} of them "
    "late), {excused} excused with a reason. {projects} projects were on the register at its end.",
)
STREAMS = {
    "planned": Sentence("计划投资（累计，万元）", "planned investment (cumulative, x10,000 yuan)"),
    "reported": Sentence(
        "上报投资（累计，万元）", "reported investment (cumulative, x10,000 yuan)"
    ),
    "verified": Sentence(
        "核实投资（累计，万元）", "verified investment (cumulative, x10,000 yuan)"
    ),
}
SHORT = {
    "planned": Sentence("计划", "planned"),
    "reported": Sentence("上报", "reported"),
    "verified": Sentence("核实", "verified"),
}
STATE = Sentence("纳统状态：{state}", "inclusion: {state}")
CAVEATS = (
    Sentence(
        "计划、上报、核实三个口径分列，不相加也不互相推算；都是调度信息，非统计报表。",
        "Planned, reported and verified stay apart and are neither added nor derived from one "
        "another; they are working information, not a statistical return.",
    ),
    Sentence(
        "纳统只记到办理状态，不含任何统计数字；状态以冻结时登记为准。",
        "Inclusion is told as a state of handling without any statistical figure, as registered "
        "when the report was frozen.",
    ),
    Sentence(
        "项目没有金额的不计入，不作估计。",
        "A project without an amount adds nothing; none is guessed.",
    ),
)
SOURCES = (
    Sentence("各期调度应报名单和填报", "due lists and reports of the rounds"),
    Sentence("项目基线、核实投资登记", "project baselines, register of verified amounts"),
    Sentence("纳统办理登记", "register of inclusion cases"),
)
COLUMNS = (ITEM, IN_SPAN, AT_END)


def figures(span: Span) -> PartFigures:
    rounds = list(
        Round.objects.filter(ends_on__range=(span.start_on, span.end_on)).order_by("ends_on")
    )
    count = _reporting(rounds)
    projects = list(
        Project.objects.filter(is_withdrawn=False, entered_on__lte=span.end_on).values_list(
            "pk", flat=True
        )
    )
    streams = streams_of(projects)
    states = Counter(
        InclusionCase.objects.filter(project__in=projects, since_on__lte=span.end_on).values_list(
            "state", flat=True
        )
    )
    rows = [
        FigureRow("rounds", (Sentence("调度期数", "rounds"), str(len(rounds)), NOT_KNOWN)),
        *(FigureRow(key, (label, str(count[key]), NOT_KNOWN)) for key, label in REPORTING.items()),
        *(_stream(span, key, streams) for key in STREAMS),
        *(
            FigureRow(
                f"inclusion_{state.value}",
                (STATE.format(state=label), NOT_KNOWN, str(states[state.value])),
            )
            for state, label in STATE_LABELS.items()
        ),
    ]
    return PartFigures(
        key="dispatch",
        title=TITLE,
        leads=(LEAD.format(rounds=len(rounds), projects=len(projects), **count),),
        columns=COLUMNS,
        rows=tuple(rows),
        picture=_picture(rounds, streams),
        caveats=CAVEATS,
        sources=SOURCES,
    )


REPORTING = {
    "due": Sentence("应报项次", "reports due"),
    "seen": Sentence("已报项次", "reports handed in"),
    "late": Sentence("其中迟报", "of which late"),
    "excused": Sentence("免报项次", "excused"),
}


def _reporting(rounds: list[Round]) -> dict[str, int]:
    """Over all rounds of the span; what was handed in counts also where it was excused."""
    reports = {
        (period, project): is_late
        for period, project, is_late in ProgressReport.objects.filter(
            period__in=[one.period for one in rounds], state__in=("submitted", "accepted")
        ).values_list("period", "project_id", "is_late")
    }
    found = dict.fromkeys(REPORTING, 0)
    entries = RoundEntry.objects.filter(round__in=rounds).values_list(
        "round__period", "project_id", "is_excused"
    )
    for period, project, is_excused in entries:
        seen = (period, project) in reports
        found["due"] += 1
        found["seen"] += seen
        found["late"] += seen and reports[period, project]
        found["excused"] += is_excused and not seen
    return found


def _stream(span: Span, key: str, streams: dict[int, Streams]) -> FigureRow:
    before = _total(streams, key, span.start_on - timedelta(days=1))
    after = _total(streams, key, span.end_on)
    grown = None if after is None else after - (before or 0)
    return FigureRow(key, (STREAMS[key], wan(grown), wan(after)))


def _total(streams: dict[int, Streams], key: str, day: object) -> int | None:
    """Of each project the last amount by a day, summed; ``None`` where nobody has any."""
    found = []
    for one in streams.values():
        known = [
            (parse_period(period).end_on, fen)
            for period, fen in getattr(one, key).items()
            if parse_period(period).end_on <= day  # type: ignore[operator]
        ]
        if known:
            found.append(max(known, key=lambda pair: pair[0])[1])
    return sum(found) if found else None


def _picture(rounds: list[Round], streams: dict[int, Streams]) -> Picture:
    last = [wan(_total(streams, key, rounds[-1].ends_on)) if rounds else "—" for key in STREAMS]
    return Picture(
        kind="lines",
        caption=Sentence("各期末累计投资：计划、上报、核实", "Cumulative investment by round"),
        says=Sentence(
            f"折线图：期末计划 {last[0]}、上报 {last[1]}、核实 {last[2]} 万元",
            f"Lines: at the end planned {last[0]}, reported {last[1]}, verified {last[2]} "
            "(x10,000 yuan)",
        ),
        unit=Sentence("万元", "x10,000 yuan"),
        labels=tuple(half_month_label(one.period) for one in rounds),
        series=tuple(
            Series(
                SHORT[key], tuple(wan_point(_total(streams, key, one.ends_on)) for one in rounds)
            )
            for key in STREAMS
        ),
    )
