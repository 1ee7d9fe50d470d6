"""Requests by what a ledger knows of them, and as a ledger is written."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.support.models import EnterpriseRequest, RequestRating
from jigai.apps.support.queries.requests import (
    class_label,
    outcome_label,
    visible_requests,
)
from jigai.domain.request_clocks.life import State
from jigai.domain.request_clocks.office_time import local
from jigai.domain.request_clocks.words import Category, Grade, Origin, Urgency

Known = tuple[int, str, date]
"""Enterprise, title and day of raising: the same three are the same request."""


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One request as the ledger has it, in the order of its heads."""

    code: str
    enterprise: str
    credit_code: str
    title: str
    text: str
    category: str
    urgency: str
    origin: str
    raised_on: date
    request_class: str
    lead: str
    state: str
    waits_for: str
    due_on: date | None
    result: str
    answer: str
    answered_on: date | None
    redo_count: int
    rating: str


def known_requests(codes: Collection[str], enterprise_ids: Collection[int]) -> frozenset[object]:
    """Numbers that exist, and what is known of these enterprises; two queries."""
    found: set[object] = set(
        EnterpriseRequest.objects.filter(code__in=codes).values_list("code", flat=True)
    )
    rows = EnterpriseRequest.objects.filter(enterprise__in=enterprise_ids)
    for key, title, at in rows.values_list("enterprise_id", "title", "raised_at"):
        found.add((key, title, local(at).date()))
    return frozenset(found)


def ledger_lines(viewer: Viewer) -> list[LedgerLine]:
    """Every request that the viewer sees, by number; three queries."""
    found = visible_requests(viewer).select_related("enterprise", "lead")
    rows = list(found.order_by("year", "number"))
    ratings = RequestRating.objects.filter(request__in=rows).order_by("cycle")
    grades = {one.request_id: Grade(one.grade).label.zh for one in ratings}
    return [_line(row, grades.get(row.pk, "")) for row in rows]


def _line(row: Any, rating: str) -> LedgerLine:
    is_read = row.shown_title == row.title
    return LedgerLine(
        code=row.code,
        enterprise=row.enterprise.name,
        credit_code=row.enterprise.credit_code,
        title=row.shown_title,
        text=row.text if is_read else "",
        category=Category(row.category).label.zh,
        urgency=Urgency(row.urgency).label.zh,
        origin=Origin(row.origin).label.zh,
        raised_on=local(row.raised_at).date(),
        request_class=class_label(row.request_class).zh,
        lead=row.lead.name if row.lead else "",
        state=State(row.state).label.zh,
        waits_for=row.waits_for,
        due_on=local(row.due_at).date() if row.due_at else None,
        result=outcome_label(row.result).zh,
        answer=row.answer if is_read else "",
        answered_on=local(row.answered_at).date() if row.answered_at else None,
        redo_count=row.cycle - 1,
        rating=rating,
    )
