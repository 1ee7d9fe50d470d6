"""Part 8, outcomes: completed projects, follow-ups, indicators, contributions, effects."""

from __future__ import annotations

from jigai.apps.outcomes.queries.contribution import group_minimum
from jigai.domain.annual_figures.figures import (
    FigureColumn,
    FigureRow,
    PartFigures,
    Picture,
    Series,
)
from jigai.domain.annual_figures.span import Span
from jigai.domain.sentence import Sentence
from jigai.flows.annual_parts.impact_leads import impact_leads
from jigai.flows.annual_parts.outcome_counts import DAYS, Pair, asked, defined, reached
from jigai.flows.annual_parts.outcome_rows import contribution_rows, figure_rows
from jigai.flows.annual_parts.wording import AT_END, IN_SPAN, ITEM, NOT_KNOWN, PIECES

TITLE = Sentence("成效", "Outcomes")
ROWS = {
    "completed": Sentence("竣工项目", "projects completed"),
    "production": Sentence("投产项目", "projects in production"),
    "output": Sentence("达产项目", "projects at design output"),
    "measured": Sentence("改造后实测的结果", "results measured after the work"),
    "verified": Sentence("其中不由企业自报", "of which not the enterprise's own word"),
    "due": Sentence("到期的成效回访", "follow-ups fallen due"),
    "answered": Sentence("已回访", "follow-ups answered"),
    "silent": Sentence("未答复（缺数据，不按 0 计）", "follow-ups never answered (missing, not 0)"),
    "overdue": Sentence("逾期待回访", "follow-ups overdue"),
    "indicators": Sentence("在用指标", "indicators in use"),
    "versions": Sentence("指标版本（本期新生效）", "versions of indicators (new in the span)"),
}
VALUE = FigureColumn("value", Sentence("本期数值", "value of the span"), 1.4)
LEAD = Sentence(
    "本期竣工 {completed} 个、投产 {production} 个、达产 {output} 个项目；登记改造后实测结果 "
    "{measured} 项。",
    "{completed} projects were completed in the span, {production} went into production and "
    "{output} reached design output; {measured} measured results were recorded.",
)
ASKED = Sentence(
    "本期到期成效回访 {due} 次，已回访 {answered} 次，未答复 {silent} 次；期末逾期待回访 {overdue} "
    "次。",
    "{due} follow-ups fell due in the span, {answered} were answered and {silent} never were; "
    "{overdue} were overdue at its end.",
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
    Sentence(
        "填报、核实、测算分列，不相互替代；比率和单位量不相加；不足 {least} 家的数值不列示。",
        "Reported, verified and computed figures stand apart and none stands in for another; "
        "rates and unit figures are not summed; values of fewer than {least} are withheld.",
    ),
    Sentence(
        "目标、实际和增长贡献属于本期，按冻结时的登记，同比基期为上年同期；各乡镇贡献之和等于增长率，"
        "家数不足的并入其余各组。",
        "Targets, actuals and contributions are about the span as registered when the report was "
        "frozen, against the same span a year before; the contributions of the areas add up to "
        "the growth, and areas with too few are pooled.",
    ),
)
SOURCES = (
    Sentence("项目登记的实际竣工、投产、达产日", "days of completion, production, design output"),
    Sentence("差距结果登记及其材料", "register of gap results with their papers"),
    Sentence(
        "指标字典、成效登记和竣工回访",
        "dictionary of indicators, figures and follow-ups after completion",
    ),
    Sentence("成效评估登记", "register of analyses of effects"),
)
DRAWN = (*DAYS, "measured", "verified", "due", "answered", "silent")


def figures(span: Span) -> PartFigures:
    counts: dict[str, Pair] = {**reached(span), **asked(span)}
    told = impact_leads(span)
    measured = [*figure_rows(span), *contribution_rows(span)]
    known = told or measured or any(n for pair in counts.values() for n in pair)
    words = {k: pair[1] if pair[0] is None else pair[0] for k, pair in counts.items()}
    leads = (LEAD.format(**words), ASKED.format(**words), *told)
    counts |= defined(span)
    return PartFigures(
        key="outcomes",
        title=TITLE,
        leads=leads if known else (NOTHING,),
        columns=(ITEM, IN_SPAN, AT_END, VALUE),
        rows=(
            *(
                FigureRow(k, (label, *map(_cell, counts[k]), NOT_KNOWN))
                for k, label in ROWS.items()
            ),
            *measured,
        ),
        picture=_picture({k: counts[k][0] or 0 for k in DRAWN}),
        caveats=tuple(one.format(least=group_minimum()) for one in CAVEATS),
        sources=SOURCES,
    )


def _cell(count: int | None) -> str | Sentence:
    return NOT_KNOWN if count is None else str(count)


def _picture(drawn: dict[str, int]) -> Picture:
    return Picture(
        kind="bars",
        caption=Sentence("本期到达节点的项目、实测结果和回访", "Projects, results, follow-ups"),
        says=Sentence(
            "条形图：" + "，".join(f"{ROWS[k].zh} {n}" for k, n in drawn.items()),
            "Bars: " + ", ".join(f"{ROWS[k].en} {n}" for k, n in drawn.items()),
        ),
        unit=PIECES,
        labels=tuple(ROWS[key] for key in drawn),
        series=(Series(IN_SPAN.title, tuple(str(n) for n in drawn.values())),),
    )
