"""What of the plans waits for somebody: versions for a second person, measures for their end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from jigai.apps.planning.catalogue import KINDS
from jigai.apps.planning.models import (
    GapResult,
    MeasureProject,
    Plan,
    PlanLine,
    PlanVersion,
    VersionState,
)
from jigai.apps.planning.queries.plans import standing_ids

AHEAD = timedelta(days=30)
"""A measure is called to mind from these days before it is due."""
MEASURES = tuple(kind.value for kind, spec in KINDS.items() if spec.is_measure)


def open_measures(*, before: date) -> QuerySet[PlanLine]:
    """Measures of approved plans that are due before a day and of which nothing shows the end.

    The end of a measure is a project that carries it out and is completed, or a result that was
    measured at its gap.
    """
    standing = standing_ids(Plan.objects.all())
    carried = MeasureProject.objects.filter(
        plan=OuterRef("version__plan_id"), line_key=OuterRef("key")
    )
    is_open = carried.filter(project__actual_completion_on=None, project__is_withdrawn=False)
    is_done = carried.exclude(project__actual_completion_on=None)
    result = GapResult.objects.filter(gap=OuterRef("gap_id"))
    lines = PlanLine.objects.filter(
        version__in=standing,
        version__state=VersionState.APPROVED,
        kind__in=MEASURES,
        due_on__lt=before,
    )
    return lines.exclude(Exists(result)).exclude(Q(Exists(is_done)) & ~Q(Exists(is_open)))


def waiting_versions() -> QuerySet[PlanVersion]:
    """Versions that were handed in and wait for a second person."""
    return PlanVersion.objects.filter(state=VersionState.SUBMITTED)


def live_plan_counts(enterprise_ids: Collection[int]) -> dict[int, int]:
    """Enterprise → its plans that are not wholly discarded; absent without any."""
    standing = standing_ids(Plan.objects.filter(enterprise__in=enterprise_ids))
    rows = PlanVersion.objects.filter(pk__in=standing)
    return dict(Counter(rows.values_list("plan__enterprise_id", flat=True)))
