"""Objections, exemptions, findings and follow-ups that are still open, and the settled ones."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.badges.queries.matters import exemption_rows, follow_up_rows, objection_rows
from jigai.apps.badges.queries.waiting_findings import finding_rows
from jigai.apps.rounds.queries.rounds import round_rows
from jigai.web.requests import PageRequest

PAGE = 20


@require_safe
def matters(request: PageRequest) -> HttpResponse:
    viewer = request.viewer
    newest = next((row for row in round_rows() if row.computed_at), None)
    is_reviewer = may(viewer, Deed.REVIEW)
    is_whole = "settled" in request.GET
    objections = objection_rows(viewer)
    exemptions = exemption_rows(viewer)
    findings = finding_rows(viewer) if is_reviewer else []
    shown = {
        "round": newest,
        "objections": [one for one in objections if is_whole or not one.ruling],
        "exemptions": [one for one in exemptions if is_whole or not one.approved_at],
        "follow_ups": Paginator(follow_up_rows(viewer, is_open=not is_whole), PAGE).get_page(
            request.GET.get("page")
        ),
        "findings": [one for one in findings if is_whole or not one.confirmed_at],
        "is_whole": is_whole,
        "today": localdate(),
        "may_rule": may(viewer, Deed.RULE),
        "may_approve": may(viewer, Deed.APPROVE),
        "may_review": is_reviewer,
        "may_ask": may(viewer, Deed.OBJECT),
        "here_tab": "matters",
    }
    return render(request, "badges/matters.html", shown)
