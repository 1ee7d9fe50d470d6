"""Investment against plan by half-month: one definition for the chart and for its list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import BigIntegerField, OuterRef, QuerySet, Subquery

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.projects.models import (
    BaselinePoint,
    InvestmentEntry,
    ProgressReport,
    Project,
    ReportState,
)
from jigai.apps.projects.queries.streams import streams_of

HALF_MONTH = re.compile(r"\d{4}-\d{2}[AB]")
UNCOUNTED = (ReportState.DRAFT, ReportState.RETURNED)
STREAMS = ("planned", "reported", "verified")


@dataclass(frozen=True, slots=True)
class InvestmentPoint:
    """Cumulative amounts of all projects at the end of a period; ``None``: nobody has any yet."""

    period: str
    planned_fen: int | None
    reported_fen: int | None
    verified_fen: int | None


def investment_by_period(
    viewer: Viewer, *, through: str, limit: int = 24
) -> tuple[InvestmentPoint, ...]:
    """Of each project the last amount known by then, summed; four queries.

    The three streams stay apart; none is a figure of statistics, and none is guessed: a project
    without an amount adds nothing.
    """
    projects = list(counted_projects(viewer).values_list("pk", flat=True))
    streams = streams_of(projects, through=through)
    periods = sorted(
        {
            period
            for one in streams.values()
            for named in (one.planned, one.reported, one.verified)
            for period in named
            if HALF_MONTH.fullmatch(period)
        }
    )[-limit:]
    sums = {
        name: _sums([getattr(one, name) for one in streams.values()], periods) for name in STREAMS
    }
    return tuple(
        InvestmentPoint(period, *(sums[name][at] for name in STREAMS))
        for at, period in enumerate(periods)
    )


def counted_projects(viewer: Viewer) -> QuerySet[Project]:
    return Project.objects.visible_to(viewer).filter(is_withdrawn=False)


def every_project() -> QuerySet[Project]:
    return Project.objects.filter(is_withdrawn=False)


def amounts_at(period: str, projects: QuerySet[Project]) -> QuerySet[Project]:
    """The projects with their last amounts by a period; the list behind one point."""
    points = BaselinePoint.objects.filter(
        baseline__project=OuterRef("pk"), baseline__is_current=True, period__lte=period
    )
    reports = ProgressReport.objects.filter(
        project=OuterRef("pk"), period__lte=period, total_investment_fen__isnull=False
    ).exclude(state__in=UNCOUNTED)
    entries = InvestmentEntry.objects.filter(
        project=OuterRef("pk"), stream="verified", period__lte=period
    )
    return projects.annotate(
        planned_fen=_last(points, "planned_value_fen"),
        reported_fen=_last(reports, "total_investment_fen"),
        verified_fen=_last(entries, "amount_fen"),
    )


def _last(rows: QuerySet[BaselinePoint] | QuerySet[ProgressReport] | QuerySet[InvestmentEntry],
          field: str) -> Subquery:  # fmt: skip
    newest = rows.order_by("-period").values(field)[:1]
    return Subquery(newest, output_field=BigIntegerField())


def _sums(streams: list[Mapping[str, int]], periods: list[str]) -> list[int | None]:
    totals: list[int | None] = [None] * len(periods)
    for stream in streams:
        known = sorted(stream.items())
        at, last = 0, None
        for place, period in enumerate(periods):
            while at < len(known) and known[at][0] <= period:
                last, at = known[at][1], at + 1
            if last is not None:
                totals[place] = (totals[place] or 0) + last
    return totals
