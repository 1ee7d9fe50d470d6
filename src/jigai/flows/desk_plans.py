"""What the plans say of each enterprise on the special team's desk, as columns."""

from __future__ import annotations

from datetime import date

from django.db.models import DateField, IntegerField, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, NullIf

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.cultivation.queries.desk import OFFICE, counted
from jigai.apps.planning.queries.waiting import AHEAD, open_measures, waiting_versions
from jigai.apps.registry.models import EnterpriseQuerySet

BY = "version__plan__enterprise"


def with_plan_work(
    rows: EnterpriseQuerySet,
    *,
    on: date,
    viewer: Viewer | None,  # noqa: ARG001 - one shape
) -> EnterpriseQuerySet:
    """Enterprises with versions that wait for approval, and measures near or past their day.

    Plans are seen with their enterprise, so the rows already hold what the viewer may see. A
    measure is the turn of the enterprise's officer, else of the unit that answers for the plan.
    """
    asked = waiting_versions().filter(plan__enterprise=OuterRef("pk"))
    first_asked = asked.order_by("submitted_at", "pk")
    measures = open_measures(before=on + AHEAD).filter(version__plan__enterprise=OuterRef("pk"))
    first = measures.order_by("due_on", "pk")
    return rows.annotate(
        approval_count=counted(asked, by="plan__enterprise"),
        approval_late_count=Value(0, output_field=IntegerField()),
        approval_due_on=Value(None, output_field=DateField()),
        approval_what=Subquery(first_asked.values("plan__title")[:1]),
        approval_turn=Value(OFFICE),
        measure_count=counted(measures, by=BY),
        measure_late_count=counted(measures.filter(due_on__lt=on), by=BY),
        measure_due_on=Subquery(first.values("due_on")[:1]),
        measure_what=Subquery(first.values("title")[:1]),
        measure_turn=Coalesce(
            NullIf("coach", Value("")),
            Subquery(first.values("version__owner__name")[:1]),
            Value(OFFICE),
        ),
    )
