"""Part 1, planning: approved plans, gaps by theme, and which of them a project answers."""

from __future__ import annotations

from collections import Counter

from jigai.apps.planning.catalogue import THEMES
from jigai.apps.planning.models import (
    GapResult,
    MeasureProject,
    PlanGap,
    PlanLine,
    PlanVersion,
    VersionState,
)
from jigai.domain.annual_figures.figures import FigureRow, PartFigures, Picture, Series
from jigai.domain.annual_figures.span import Span
from jigai.domain.periods import ReportDay
from jigai.domain.sentence import Sentence
from jigai.flows.annual_parts.wording import AT_END, IN_SPAN, ITEM, NOT_KNOWN, PIECES, moments

TITLE = Sentence("规划", "Planning")
LEAD = Sentence(
    "截至{day}，{plans} 家企业有经第二人批准的改造规划，本期新批准 {fresh} 份版本。"
    "登记的差距 {gaps} 项，其中 {carried} 项已有项目承接，{measured} 项已有实测结果。",
    "By {day}, {plans} enterprises had an upgrade plan approved by a second person; {fresh} "
    "versions were approved in the span. Of {gaps} recorded gaps {carried} are carried by a "
    "project and {measured} have a measured result.",
)
ROWS = {
    "plans": Sentence("有已批准规划的企业", "enterprises with an approved plan"),
    "versions": Sentence("批准的规划版本", "approved plan versions"),
    "gaps": Sentence("登记的差距", "gaps recorded"),
    "dropped": Sentence("放弃的差距", "gaps dropped"),
    "carried": Sentence("已有项目承接的差距", "gaps carried by a project"),
    "measured": Sentence("已有实测结果的差距", "gaps with a measured result"),
}
CAVEAT = Sentence(
    "差距由诊断或企业提出，未经统计核定；没有实测结果的差距不推断成效。",
    "Gaps come from diagnoses and enterprises and are no statistics; without a measured result "
    "no effect is inferred.",
)
SOURCES = (
    Sentence(
        "企业规划登记（版本、批准记录）", "register of enterprise plans (versions, approvals)"
    ),
    Sentence("差距、项目、结果对应登记", "register of gaps, projects and results"),
)
FOUND, CARRIED, MEASURED = (
    Sentence("登记", "recorded"),
    Sentence("有项目承接", "carried by a project"),
    Sentence("有实测结果", "measured"),
)
CAPTION = Sentence("各主题的差距：登记、承接、实测", "Gaps by theme: recorded, carried, measured")


def figures(span: Span) -> PartFigures:
    first, after = moments(span)
    approved = PlanVersion.objects.filter(state=VersionState.APPROVED, approved_at__lt=after)
    gaps = list(PlanGap.objects.filter(found_on__lte=span.end_on).order_by("pk"))
    carried = _carried(span)
    results = dict(
        GapResult.objects.filter(measured_on__lte=span.end_on)
        .order_by("-measured_on", "-pk")
        .values_list("gap_id", "measured_on")
    )
    counts: dict[str, tuple[object, object]] = {
        "plans": (
            approved.filter(approved_at__gte=first).values("plan__enterprise").distinct().count(),
            approved.values("plan__enterprise").distinct().count(),
        ),
        "versions": (approved.filter(approved_at__gte=first).count(), approved.count()),
        "gaps": (sum(g.found_on >= span.start_on for g in gaps), len(gaps)),
        "dropped": (
            sum(g.dropped_on is not None and g.dropped_on >= span.start_on
                and g.dropped_on <= span.end_on for g in gaps),
            sum(g.dropped_on is not None and g.dropped_on <= span.end_on for g in gaps),
        ),
        "carried": (NOT_KNOWN, sum(g.pk in carried for g in gaps)),
        "measured": (
            sum(results.get(g.pk) is not None and results[g.pk] >= span.start_on for g in gaps),
            sum(g.pk in results for g in gaps),
        ),
    }  # fmt: skip
    return PartFigures(
        key="planning",
        title=TITLE,
        leads=(
            LEAD.format(
                day=ReportDay(span.end_on).name,
                plans=counts["plans"][1],
                fresh=counts["versions"][0],
                gaps=len(gaps),
                carried=counts["carried"][1],
                measured=counts["measured"][1],
            ),
        ),
        columns=(ITEM, IN_SPAN, AT_END),
        rows=tuple(
            FigureRow(key, (ROWS[key], *(v if isinstance(v, Sentence) else str(v) for v in pair)))
            for key, pair in counts.items()
        ),
        picture=_picture(gaps, carried, set(results)),
        caveats=(CAVEAT,),
        sources=SOURCES,
    )


def _carried(span: Span) -> set[int]:
    """Gaps whose measure a project carries out."""
    linked = set(
        MeasureProject.objects.filter(linked_on__lte=span.end_on).values_list("plan_id", "line_key")
    )
    lines = PlanLine.objects.filter(gap__isnull=False).values_list(
        "version__plan_id", "key", "gap_id"
    )
    return {gap for plan, key, gap in lines if gap is not None and (plan, key) in linked}


def _picture(gaps: list[PlanGap], carried: set[int], measured: set[int]) -> Picture:
    found = Counter(g.theme for g in gaps)
    done = Counter(g.theme for g in gaps if g.pk in carried)
    proved = Counter(g.theme for g in gaps if g.pk in measured)
    return Picture(
        kind="bars",
        caption=CAPTION,
        says=Sentence(
            f"条形图：四个主题的差距数，共登记 {len(gaps)} 项",
            f"Bars: gaps on the four themes, {len(gaps)} in all",
        ),
        unit=PIECES,
        labels=tuple(THEMES.values()),
        series=tuple(
            Series(name, tuple(str(counts[theme]) for theme in THEMES))
            for name, counts in ((FOUND, found), (CARRIED, done), (MEASURED, proved))
        ),
    )
