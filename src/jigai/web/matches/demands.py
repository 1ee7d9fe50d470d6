"""Demands for which something is to be found."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.matches.queries.demands import demand_rows
from jigai.web.requests import PageRequest


@require_safe
def demands(request: PageRequest) -> HttpResponse:
    """Each with what is running and refused, and why some take no part."""
    shown = {
        "here_tab": "demands",
        "may_run": may(request.viewer, Deed.RUN_MATCHING),
        "rows": demand_rows(request.viewer, on=localdate()),
    }
    return render(request, "matches/demands.html", shown)
