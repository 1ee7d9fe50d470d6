"""The columns that projects offer to the rule engine, at the end of one period.

A fact that is not known is absent: the rules then give 未评定, never a good colour. Colours of
former rounds, exemptions and rulings belong to later parts, which add theirs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from jigai.apps.projects.models import (
    InclusionCase,
    Milestone,
    ProgressReport,
    Project,
    ReportState,
)
from jigai.apps.projects.queries.inclusion import missing_papers
from jigai.apps.projects.queries.streams import Streams, streams_of
from jigai.domain.earned_value.baseline import share_planned_evenly
from jigai.domain.periods import HalfMonth, Period, parse_period
from jigai.domain.quantities import WHOLE_BP, share_from_bp

FactValue = bool | str | int | Decimal | Fraction


@dataclass(frozen=True, slots=True)
class DatedFact:
    """One value and the day of which it speaks; ``None`` for what does not age."""

    value: FactValue
    as_of: date | None = None


Facts = dict[str, DatedFact]


def project_facts(project_ids: Iterable[int], *, period: str) -> dict[int, Facts]:
    """Facts of projects at the end of a period; seven queries for any number of projects."""
    end = parse_period(period)
    keys = list(project_ids)
    projects = Project.objects.in_bulk(keys)
    nodes: dict[int, list[Milestone]] = defaultdict(list)
    for node in Milestone.objects.filter(project__in=keys):
        nodes[node.project_id].append(node)
    reports: dict[int, list[ProgressReport]] = defaultdict(list)
    stated = ProgressReport.objects.filter(project__in=keys, period__lte=period)
    for report in stated.filter(state=ReportState.ACCEPTED).order_by("period"):
        reports[report.project_id].append(report)
    cases = {
        case.project_id: case
        for case in InclusionCase.objects.filter(project__in=keys)
        .select_related("project")
        .prefetch_related("papers")
    }
    streams = streams_of(keys)
    return {
        key: {
            **_dates(project, end.end_on),
            **_progress(reports[key], nodes[key], project, end.end_on),
            **_investment(reports[key], streams.get(key), end),
            **_inclusion(cases.get(key), end.end_on),
            **_forecast(reports[key]),
        }
        for key, project in projects.items()
    }


def _dates(project: Project, on: date) -> Facts:
    facts: Facts = {"days_since_entry": DatedFact((on - project.entered_on).days)}
    if project.actual_start_on and project.actual_start_on <= on:
        facts["days_since_start"] = DatedFact((on - project.actual_start_on).days)
        facts["months_start_missed"] = DatedFact(0)
    elif planned := project.planned_start_on:
        months = (on.year - planned.year) * 12 + on.month - planned.month
        facts["months_start_missed"] = DatedFact(max(months - (on.day < planned.day), 0))
    return facts


def _progress(
    reports: list[ProgressReport], nodes: list[Milestone], project: Project, on: date
) -> Facts:
    facts: Facts = {}
    if reports and reports[-1].progress_bp is not None:
        last = reports[-1]
        facts["progress_share"] = DatedFact(share_from_bp(last.progress_bp or 0), last.data_on)
    if nodes and sum(node.weight_bp for node in nodes) == WHOLE_BP:
        due = [node for node in nodes if node.due_on <= on]
        facts["planned_progress_share"] = DatedFact(
            Fraction(sum(node.weight_bp for node in due), WHOLE_BP)
        )
        facts["behind_any_node"] = DatedFact(any(_is_late(node, on) for node in due))
    elif project.planned_start_on and project.planned_completion_on:
        planned = share_planned_evenly(
            start_on=project.planned_start_on,
            completion_on=project.planned_completion_on,
            as_of=on,
        )
        facts["planned_progress_share"] = DatedFact(planned.share)
    return facts


def _is_late(node: Milestone, on: date) -> bool:
    return node.achieved_on is None or node.achieved_on > on


def _investment(reports: list[ProgressReport], streams: Streams | None, end: Period) -> Facts:
    facts: Facts = {}
    last = reports[-1] if reports else None
    if last and last.year_investment_fen is not None and last.data_on.year == end.end_on.year:
        facts["investment_ytd_fen"] = DatedFact(last.year_investment_fen, last.data_on)
    if streams and streams.planned and isinstance(end, HalfMonth):
        before = _planned_by(streams, HalfMonth(end.year - 1, 12, "B"))
        facts["planned_investment_ytd_fen"] = DatedFact(_planned_by(streams, end) - before)
        december = _planned_by(streams, HalfMonth(end.year, 12, "B"))
        facts["annual_plan_fen"] = DatedFact(december - before)
    return facts


def _planned_by(streams: Streams, period: HalfMonth) -> int:
    """The cumulative plan at the end of a half-month; 0 before the plan begins."""
    known = [key for key in streams.planned if key <= str(period)]
    return streams.planned[max(known)] if known else 0


def _inclusion(case: InclusionCase | None, on: date) -> Facts:
    if case is None or case.since_on > on:
        return {}
    complete = not missing_papers(case)
    return {
        "inclusion_state": DatedFact(case.state, on),
        "inclusion_file_complete": DatedFact(complete, on),
    }


def _forecast(reports: list[ProgressReport]) -> Facts:
    facts: Facts = {"report_count": DatedFact(len(reports))}
    ends = [r.forecast_completion_on for r in reports if r.forecast_completion_on]
    if ends:
        slip = (ends[-1] - ends[0]).days
        facts["forecast_completion_slip_days"] = DatedFact(slip, reports[-1].data_on)
    totals = [r.forecast_total_fen for r in reports if r.forecast_total_fen]
    if totals:
        growth = Fraction(totals[-1] - totals[0], totals[0])
        facts["budget_growth_share"] = DatedFact(growth, reports[-1].data_on)
    return facts
