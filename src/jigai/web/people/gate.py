"""What stands between the sign-in and the pages: a role, news of a reset, a demanded factor."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate

from jigai.apps.accounts.permissions import RoleLess
from jigai.apps.accounts.queries.factors import must_add_factor, untold_reset
from jigai.apps.accounts.queries.previewed import PREVIEW
from jigai.web.refusals import refusal_page
from jigai.web.requests import PageRequest

SIGN_IN = ("/accounts/", "/static/", "/people/join/")
SPEAK = "layout:speak"
BEFORE_A_FACTOR = frozenset({SPEAK, "people:account", "people:factor_told"})
PASSED = "gate_passed_on"
"""Session key: the day on which the questions below were answered."""


def stopped(request: PageRequest) -> HttpResponse | None:
    """The page that a signed-in person gets instead, or nothing."""
    if not request.user.is_authenticated or request.path.startswith(SIGN_IN):
        return None
    name = request.resolver_match.view_name if request.resolver_match else ""
    if not request.viewer.grants:
        is_own = name == SPEAK or request.path.startswith("/me/")
        return None if is_own else refusal_page(request, RoleLess())
    is_preview = PREVIEW in request.session  # whoever previews has passed here as themselves
    return None if is_preview or name in BEFORE_A_FACTOR else _unanswered(request)


def _unanswered(request: PageRequest) -> HttpResponse | None:
    """Asked once a day and session; nothing is remembered while something is open."""
    today = localdate()
    if request.session.get(PASSED) == str(today):
        return None
    if untold_reset(request.viewer.user_id):
        return HttpResponseRedirect(reverse("people:factor_told"))
    if must_add_factor(request.viewer, on=today):
        return render(request, "people/factor_needed.html", status=HTTPStatus.FORBIDDEN)
    request.session[PASSED] = str(today)
    return None
