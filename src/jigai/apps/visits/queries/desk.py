"""What the visits say of each enterprise on the special team's desk, as columns."""

from __future__ import annotations

from datetime import date

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, NullIf

from jigai.apps.cultivation.queries.desk import counted
from jigai.apps.registry.models import EnterpriseQuerySet
from jigai.apps.visits.models import FollowUp
from jigai.apps.visits.queries.silence import with_contacts


def with_service_work(rows: EnterpriseQuerySet, *, on: date) -> EnterpriseQuerySet:
    """Enterprises of the ladder board with contacts, open follow-ups and the next one."""
    open_ones = FollowUp.objects.filter(
        interaction__enterprise=OuterRef("pk"), interaction__withdrawn_on=None, done_on=None
    )
    first = open_ones.order_by("due_on", "pk")
    whose = Coalesce(NullIf("owner__display_name", Value("")), "agency__name")
    by = "interaction__enterprise"
    return with_contacts(rows, on=on).annotate(
        promise_count=counted(open_ones, by=by),
        promise_late_count=counted(open_ones.filter(due_on__lt=on), by=by),
        promise_due_on=Subquery(first.values("due_on")[:1]),
        promise_what=Subquery(first.values("text")[:1]),
        promise_turn=Subquery(first.annotate(whose=whose).values("whose")[:1]),
    )
