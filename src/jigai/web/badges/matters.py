"""Objections, exemptions, findings and follow-ups that are still open, and the settled ones."""

from __future__ import annotations

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.badges.queries.follow_up_rows import FollowUpRow, follow_up_rows
from jigai.apps.badges.queries.matters import exemption_rows, objection_rows
from jigai.apps.badges.queries.waiting_findings import finding_rows
from jigai.apps.rounds.queries.rounds import round_rows
from jigai.web.requests import PageRequest

PAGE = 20
TURNS = (
    ("", _("全部")),
    ("unit", _("轮到责任单位")),
    ("office", _("轮到技改办")),
    ("overdue", _("已过期")),
)


@require_safe
def matters(request: PageRequest) -> HttpResponse:
    viewer = request.viewer
    newest = next((row for row in round_rows() if row.computed_at), None)
    is_reviewer = may(viewer, Deed.REVIEW)
    is_whole = "settled" in request.GET
    objections = objection_rows(viewer)
    exemptions = exemption_rows(viewer)
    findings = finding_rows(viewer) if is_reviewer else []
    turn, today = request.GET.get("turn", ""), localdate()
    follow_ups = follow_up_rows(viewer, is_open=not is_whole)
    shown = {
        "round": newest,
        "objections": [one for one in objections if is_whole or not one.ruling],
        "exemptions": [one for one in exemptions if is_whole or not one.approved_at],
        "follow_ups": Paginator(_meant(follow_ups, turn, today), PAGE).get_page(
            request.GET.get("page")
        ),
        "turns": _turns(follow_ups, turn, today),
        "turn": turn,
        "findings": [one for one in findings if is_whole or not one.confirmed_at],
        "is_whole": is_whole,
        "today": today,
        "may_rule": may(viewer, Deed.RULE),
        "may_approve": may(viewer, Deed.APPROVE),
        "may_review": is_reviewer,
        "may_ask": may(viewer, Deed.OBJECT),
        "here_tab": "matters",
    }
    return render(request, "badges/matters.html", shown)


def _is_overdue(row: FollowUpRow, today: date) -> bool:
    return row.done_on is None and row.turn_due_on < today


def _meant(rows: list[FollowUpRow], turn: str, today: date) -> list[FollowUpRow]:
    if turn == "overdue":
        return [row for row in rows if _is_overdue(row, today)]
    return [row for row in rows if turn in {"", row.turn.value}]


def _turns(
    rows: list[FollowUpRow], turn: str, today: date
) -> tuple[tuple[str, Promise, int, bool], ...]:
    """The tabs: all, whose turn it is, and what is overdue, each with its number."""
    return tuple((key, title, len(_meant(rows, key, today)), key == turn) for key, title in TURNS)
