"""Part 8, outcomes: projects that came to their end, and gaps measured after the work."""

from __future__ import annotations

from jigai.apps.planning.catalogue import Origin
from jigai.apps.planning.models import GapResult
from jigai.apps.projects.models import Project
from jigai.domain.annual_figures.figures import FigureRow, PartFigures, Picture, Series
from jigai.domain.annual_figures.span import Span
from jigai.domain.sentence import Sentence
from jigai.flows.annual_parts.wording import AT_END, IN_SPAN, ITEM, PIECES

TITLE = Sentence("成效", "Outcomes")
ROWS = {
    "completed": Sentence("竣工项目", "projects completed"),
    "production": Sentence("投产项目", "projects in production"),
    "output": Sentence("达产项目", "projects at design output"),
    "measured": Sentence("改造后实测的结果", "results measured after the work"),
    "verified": Sentence("其中不由企业自报", "of which not the enterprise's own word"),
}
LEAD = Sentence(
    "本期竣工 {completed} 个、投产 {production} 个、达产 {output} 个项目；登记改造后实测结果 "
    "{measured} 项。",
    "{completed} projects were completed in the span, {production} went into production and "
    "{output} reached design output; {measured} measured results were recorded.",
)
NOTHING = Sentence("本期县里没有登记任何成效。", "The county recorded no outcome in the span.")
CAVEATS = (
    Sentence(
        "竣工、投产、达产按登记的实际日期，不等于产生经济效益；本报告不给没有基线的百分比。",
        "Completion, production and design output go by the registered day and are no economic "
        "effect; no percentage without a baseline is given here.",
    ),
    Sentence(
        "实测结果不推断因果；因果估计须另经检验，不成立时不出数。",
        "A measured result is no cause; an estimate of effect needs its own tests and is not "
        "printed where they fail.",
    ),
)
SOURCES = (
    Sentence("项目登记的实际竣工、投产、达产日", "days of completion, production, design output"),
    Sentence("差距结果登记及其材料", "register of gap results with their papers"),
)
DAYS = {
    "completed": "actual_completion_on",
    "production": "production_on",
    "output": "output_reached_on",
}


def figures(span: Span) -> PartFigures:
    counts = _counts(span)
    known = any(n for pair in counts.values() for n in pair)
    return PartFigures(
        key="outcomes",
        title=TITLE,
        leads=(LEAD.format(**{k: pair[0] for k, pair in counts.items()}) if known else NOTHING,),
        columns=(ITEM, IN_SPAN, AT_END),
        rows=tuple(FigureRow(k, (ROWS[k], *map(str, pair))) for k, pair in counts.items()),
        picture=Picture(
            kind="bars",
            caption=Sentence("本期到达节点的项目和实测结果", "Projects and results of the span"),
            says=Sentence(
                "条形图：" + "，".join(f"{ROWS[k].zh} {pair[0]}" for k, pair in counts.items()),
                "Bars: " + ", ".join(f"{ROWS[k].en} {pair[0]}" for k, pair in counts.items()),
            ),
            unit=PIECES,
            labels=tuple(ROWS[key] for key in counts),
            series=(Series(IN_SPAN.title, tuple(str(pair[0]) for pair in counts.values())),),
        ),
        caveats=CAVEATS,
        sources=SOURCES,
    )


def _counts(span: Span) -> dict[str, tuple[int, int]]:
    """Row → in the span, by its end."""
    days = (span.start_on, span.end_on)
    projects = Project.objects.filter(is_withdrawn=False)
    found = {
        key: (
            projects.filter(**{f"{field}__range": days}).count(),
            projects.filter(**{f"{field}__lte": span.end_on}).count(),
        )
        for key, field in DAYS.items()
    }
    results = GapResult.objects.filter(measured_on__lte=span.end_on)
    other = results.exclude(origin=Origin.ENTERPRISE)
    for key, rows in (("measured", results), ("verified", other)):
        found[key] = (rows.filter(measured_on__gte=span.start_on).count(), rows.count())
    return found
