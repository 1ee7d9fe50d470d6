"""The policy finder of one enterprise: which support it qualifies for, and why."""

from __future__ import annotations

from collections import Counter

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.registry.queries.access import enterprise_for
from jigai.flows.find_policies import find_policies
from jigai.web.requests import PageRequest


@require_safe
def policies(request: PageRequest, pk: int) -> HttpResponse:
    enterprise, today = enterprise_for(request.viewer, pk), localdate()
    cards = find_policies(enterprise=enterprise, on=today)
    shown = {
        "enterprise": enterprise,
        "cards": cards,
        "counts": Counter(card.answer for card in cards),
        "today": today,
        "may_report": may(request.viewer, Deed.REPORT),
    }
    return render(request, "cultivation/policies.html", shown)
