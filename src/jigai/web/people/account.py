"""A person's own account: name, roles, sign-in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from jigai.apps.accounts.queries.factors import factor_state, must_add_factor
from jigai.web.requests import PageRequest


def account(request: PageRequest) -> HttpResponse:
    shown = {
        "grants": request.viewer.grants,
        "factor": factor_state(request.viewer.user_id),
        "is_demanded": must_add_factor(request.viewer, on=localdate()),
    }
    return render(request, "people/account.html", shown)
