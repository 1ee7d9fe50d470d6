"""Gaps of diagnoses beside those of plans: which are adopted, and which nobody has taken up."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.diagnosis.models import Gap, GapQuerySet
from jigai.apps.diagnosis.queries.gaps import GapRow, gap_row
from jigai.apps.planning.models import Plan, PlanGap
from jigai.domain.maturity.states import GapState


@dataclass(frozen=True, slots=True)
class OpenGaps:
    """Open gaps of an enterprise's diagnoses that no plan has adopted.

    ``core_count`` of them are of constraint scenes; ``has_plan``: a plan could take them up.
    """

    enterprise_id: int
    enterprise: str
    count: int
    core_count: int
    has_plan: bool


def open_gaps_left(viewer: Viewer) -> tuple[OpenGaps, ...]:
    """Enterprises whose diagnoses found what no plan has adopted, the most first; two queries."""
    rows = _left(Gap.objects.visible_to(viewer)).order_by()
    counted = rows.values("enterprise_id", "enterprise__name").annotate(
        count=Count("pk"), core_count=Count("pk", filter=Q(is_core=True))
    )
    planned = set(Plan.objects.visible_to(viewer).values_list("enterprise_id", flat=True))
    found = [
        OpenGaps(
            one["enterprise_id"],
            one["enterprise__name"],
            one["count"],
            one["core_count"],
            one["enterprise_id"] in planned,
        )
        for one in counted
    ]
    return tuple(sorted(found, key=lambda one: (not one.has_plan, -one.count, one.enterprise_id)))


def gaps_to_adopt(viewer: Viewer, *, enterprise_id: int) -> list[GapRow]:
    """What may be adopted for one enterprise: of constraint scenes first."""
    rows = _left(Gap.objects.visible_to(viewer)).filter(enterprise=enterprise_id)
    ordered = rows.select_related("enterprise").order_by("-is_core", "found_on", "code", "pk")
    return [gap_row(one) for one in ordered]


def adopted_gaps(keys: Collection[int]) -> dict[int, int]:
    """Gap of a diagnosis → the gap of plans that adopted it; one query."""
    found = PlanGap.objects.filter(diagnosis_gap__in=keys)
    return {int(gap): pk for gap, pk in found.values_list("diagnosis_gap_id", "pk") if gap}


def _left(rows: GapQuerySet) -> GapQuerySet:
    return rows.filter(state=GapState.OPEN, plan_gap=None)
