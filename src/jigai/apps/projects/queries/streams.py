"""The four streams of investment side by side."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from jigai.apps.projects.models import (
    BaselinePoint,
    InvestmentEntry,
    ProgressReport,
    ReportState,
)

ByPeriod = dict[str, int]


@dataclass(slots=True)
class Streams:
    """Cumulative amounts of one project by period."""

    planned: ByPeriod = field(default_factory=dict)
    reported: ByPeriod = field(default_factory=dict)
    verified: ByPeriod = field(default_factory=dict)
    paid: ByPeriod = field(default_factory=dict)


def streams_of(project_ids: list[int], *, through: str | None = None) -> dict[int, Streams]:
    """The streams of projects up to a period; three queries. Drafts are not counted."""
    found: dict[int, Streams] = defaultdict(Streams)
    points = BaselinePoint.objects.filter(
        baseline__project__in=project_ids, baseline__is_current=True
    )
    reports = ProgressReport.objects.filter(
        project__in=project_ids, total_investment_fen__isnull=False
    ).exclude(state__in=(ReportState.DRAFT, ReportState.RETURNED))
    entries = InvestmentEntry.objects.filter(project__in=project_ids)
    if through is not None:
        points = points.filter(period__lte=through)
        reports, entries = reports.filter(period__lte=through), entries.filter(period__lte=through)
    for key, period, fen in points.values_list(
        "baseline__project", "period", "planned_value_fen"
    ).iterator():
        found[key].planned[period] = fen
    for key, period, reported in reports.values_list(
        "project", "period", "total_investment_fen"
    ).iterator():
        found[key].reported[period] = reported or 0
    for key, stream, period, fen in entries.values_list(
        "project", "stream", "period", "amount_fen"
    ).iterator():
        getattr(found[key], stream)[period] = fen
    return found
