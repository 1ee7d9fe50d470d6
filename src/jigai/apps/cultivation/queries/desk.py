"""What the ladder says of each enterprise on the special team's desk, as columns."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, DateField, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Concat, Least, NullIf

from jigai.apps.cultivation.models import Coach, LadderTask
from jigai.apps.registry.models import Certificate, EnterpriseQuerySet, LibraryMembership
from jigai.apps.registry.queries.recognitions import counts_on, member_on

LAST_DAY = date(9999, 12, 31)
OFFICE = "@office"
"""Whose turn it is where no officer was named: the programme office's."""


def with_ladder_work(rows: EnterpriseQuerySet, *, on: date) -> EnterpriseQuerySet:
    """Enterprises with their coach's id, open tasks, the next task and the next expiry."""
    open_tasks = LadderTask.objects.filter(enterprise=OuterRef("pk"), done_on=None)
    first = open_tasks.order_by("due_on", "pk")
    told = first.annotate(what=Concat("kind", Value("|"), "rung"))
    coach = Coach.objects.filter(enterprise=OuterRef("pk"), valid_to=None)
    return rows.annotate(
        coach_id=Subquery(coach.values("user_id")[:1]),
        task_count=counted(open_tasks, by="enterprise"),
        task_late_count=counted(open_tasks.filter(due_on__lt=on), by="enterprise"),
        task_due_on=Subquery(first.values("due_on")[:1]),
        task_what=Subquery(told.values("what")[:1]),
        task_turn=Coalesce(Subquery(first.values("officer__display_name")[:1]), Value(OFFICE)),
        expires_on=_next_expiry(on),
    )


def expires_within(first: date, last: date) -> Q:
    """A recognition ends between two days, both counted."""
    return Q(expires_on__gte=first, expires_on__lte=last)


def counted(found: Any, *, by: str) -> Coalesce:
    """How many of the rows each enterprise has; 0 where none."""
    each = found.order_by().values(by).annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(each[:1]), 0, output_field=IntegerField())


def _next_expiry(on: date) -> NullIf:
    """The first day on which a recognition of now no longer counts."""
    own = {"enterprise": OuterRef("pk"), "valid_to__isnull": False}
    held = Certificate.objects.filter(counts_on(on), **own).order_by("valid_to")
    member = LibraryMembership.objects.filter(member_on(on), **own).order_by("valid_to")
    ends = [
        Coalesce(Subquery(rows.values("valid_to")[:1]), LAST_DAY, output_field=DateField())
        for rows in (held, member)
    ]
    return NullIf(Least(*ends), Value(LAST_DAY, output_field=DateField()))
