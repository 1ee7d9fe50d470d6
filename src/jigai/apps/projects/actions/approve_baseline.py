from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from jigai.apps.audit.writing import writing
from jigai.apps.projects.models import Baseline, BaselinePoint, Project
from jigai.domain.change import Change
from jigai.domain.earned_value.baseline import PerformanceMeasurementBaseline
from jigai.domain.periods import RegularPeriod
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class BaselineWithoutDates(Refusal):
    code = "baseline.without_dates"
    message = Sentence(
        "项目还没有计划开工和计划竣工日期，不能批准基准计划。",
        "The project has no planned start and completion: a baseline cannot be approved.",
    )
    remedy = Sentence("请先填写两个日期。", "Enter the two dates first.")


class BaselineTotalDiffers(Refusal):
    code = "baseline.total_differs"
    message = Sentence(
        "基准计划最后一期的累计数与项目总投资不一致。",
        "The last cumulative figure of the baseline differs from the project's total investment.",
    )
    remedy = Sentence("请使最后一期等于总投资。", "Let the last period equal the total investment.")


def approve_baseline(
    *,
    project: Project,
    points: Sequence[tuple[RegularPeriod, int]],
    approved_on: date,
    change: Change,
) -> Baseline:
    """Freeze a plan. The first is number 1; a later one replaces it and leaves it visible.

    Args:
        points: cumulative planned fen at the end of each period, without gaps.
        change: its reason is kept with the baseline.

    Raises:
        BaselineWithoutDates, BaselineTotalDiffers: as named.
        BaselineEmpty, BaselinePeriodsUnordered, BaselineFalls: the points make no curve.
    """
    plan = PerformanceMeasurementBaseline(tuple(points))
    start, end = project.planned_start_on, project.planned_completion_on
    if start is None or end is None:
        raise BaselineWithoutDates
    if plan.budget_at_completion != project.total_investment_fen:
        raise BaselineTotalDiffers
    with writing("baseline.approved", change):
        last = project.baselines.order_by("-number").first()
        project.baselines.filter(is_current=True).update(is_current=False)
        baseline = Baseline.objects.create(
            project=project,
            number=last.number + 1 if last else 1,
            approved_on=approved_on,
            approved_by=change.actor.name,
            reason=change.reason,
            planned_start_on=start,
            planned_completion_on=end,
            total_fen=plan.budget_at_completion,
        )
        BaselinePoint.objects.bulk_create(
            BaselinePoint(baseline=baseline, period=str(period), planned_value_fen=fen)
            for period, fen in plan.points
        )
    return baseline
