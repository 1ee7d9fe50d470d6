"""What the requests say of each enterprise on the special team's desk, as columns.

A viewer counts only the requests that they see; the columns carry number and category, never the
title, so that nothing of a confidential request is told.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Case, DateField, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Concat, TruncDate

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.cultivation.queries.desk import counted
from jigai.apps.registry.models import EnterpriseQuerySet
from jigai.apps.support.models import OPEN, EnterpriseRequest
from jigai.apps.support.queries.requests import SECRET, visible_requests
from jigai.domain.request_clocks.life import State
from jigai.domain.request_clocks.words import Category
from jigai.domain.sentence import Sentence

CODED = Sentence("诉求{code}（{category}）", "request {code} ({category})")


def with_request_work(
    rows: EnterpriseQuerySet, *, on: date, viewer: Viewer | None
) -> EnterpriseQuerySet:
    """Enterprises with their open requests, those past their day, and the next one.

    ``request_what`` is ``code|category``, ``request_turn`` whose turn it is in both languages
    with a bar between them. A clock that stands still has no day.
    """
    found = _with_day(open_requests(viewer)).filter(enterprise=OuterRef("pk"))
    first = found.order_by(F("due_day").asc(nulls_last=True), "raised_at", "pk")
    what = Concat("code", Value("|"), "category")
    turn = Concat("waits_for", Value("|"), "waits_for_en")
    return rows.annotate(
        request_count=counted(found, by="enterprise"),
        request_late_count=counted(found.filter(due_day__lt=on), by="enterprise"),
        request_due_on=Subquery(first.values("due_day")[:1]),
        request_what=Subquery(first.annotate(what=what).values("what")[:1]),
        request_turn=Subquery(first.annotate(whose=turn).values("whose")[:1]),
    )


def open_requests(viewer: Viewer | None) -> QuerySet[EnterpriseRequest]:
    """Requests that are not closed: all of them, or those that a viewer sees."""
    rows: QuerySet[EnterpriseRequest] = EnterpriseRequest.objects.all()
    if viewer is not None:
        rows = EnterpriseRequest.objects.visible_to(viewer)
    return rows.filter(OPEN)


def work_said(code: str) -> Sentence:
    """``2026-0012|energy`` in words."""
    number, _sep, category = code.partition("|")
    return CODED.format(code=number, category=Category(category).label)


def coded(request: EnterpriseRequest) -> Sentence:
    """A request by number and category, as anybody may be told of it."""
    return CODED.format(code=request.code, category=Category(request.category).label)


def open_of(
    viewer: Viewer, enterprise_id: int
) -> list[tuple[EnterpriseRequest, Sentence, date | None]]:
    """Open requests of one enterprise, each with what the viewer may read of it and its day."""
    seen: Any = visible_requests(viewer)
    rows = _with_day(seen.filter(OPEN, enterprise=enterprise_id)).order_by("raised_at", "pk")
    return [(one, _titled(one), one.due_day) for one in rows]


def _titled(one: Any) -> Sentence:
    is_told = one.shown_title != SECRET.zh
    name = Sentence(one.title, one.title) if is_told else SECRET
    code = Sentence(one.code, one.code)
    return Sentence(f"{code.zh} {name.zh}", f"{code.en} {name.en}")


def _with_day(rows: Any) -> Any:
    """The day by which somebody acts: of the first word while nobody took it, else of the clock."""
    moment = Case(When(state=State.RAISED.value, then=F("response_due_at")), default=F("due_at"))
    return rows.annotate(due_day=TruncDate(moment, output_field=DateField()))
