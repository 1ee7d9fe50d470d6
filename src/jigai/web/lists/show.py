"""The one view behind every list page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.vary import vary_on_headers

from jigai.apps.accounts.queries.saved_views import saved_views
from jigai.web.fragments import fragment
from jigai.web.lists.at_address import FoundList
from jigai.web.lists.export import exported
from jigai.web.lists.filters import column_options, controls, mark_options
from jigai.web.lists.links import links_of
from jigai.web.lists.page import ListPage
from jigai.web.lists.reading import read_list
from jigai.web.lists.role_defaults import DEFAULT_ROLES, opening_query, opens_with
from jigai.web.lists.state import clicked_terms, state_from
from jigai.web.requests import PageRequest

EXACT = "exact"
"""``figures=exact`` counts and adds up every row, however many."""
FORMS = frozenset({"csv", "xlsx"})


def list_response(
    request: PageRequest,
    page: ListPage,
    *,
    template: str = "lists/list.html",
    extra: Mapping[str, Any] | None = None,
) -> HttpResponseBase:
    """Page, fragment or file for what the link asks; ``extra`` is for the page's own template.

    A click on a filter leads to the canonical link, so that typed and clicked conditions are
    one thing.
    """
    state = state_from(page, request.GET)
    if getattr(request, "seeks_list", False):
        return FoundList(page, state)
    clicked = clicked_terms(page, request.GET)
    if clicked is not None:
        return HttpResponseRedirect(request.path + state.with_terms(clicked))
    if not request.GET and not request.htmx:
        opening = opening_query(request.viewer, page.name)
        if opening:
            return HttpResponseRedirect(f"{request.path}?{opening}")
    if request.GET.get("export") in FORMS:
        return exported(page, state, request.viewer, form=request.GET["export"])
    return _page(request, page, template, extra or {})


@vary_on_headers("HX-Request")
def _page(
    request: PageRequest, page: ListPage, template: str, extra: Mapping[str, Any]
) -> HttpResponse:
    state = state_from(page, request.GET)
    is_exact = request.GET.get("figures") == EXACT
    listing = read_list(page, state, request.viewer, is_exact=is_exact)
    views = saved_views(viewer=request.viewer, list_name=page.name)
    shown = {
        **extra,
        "page": page,
        "list": listing,
        "links": links_of(listing),
        "controls": controls(page, state),
        "marks": mark_options(page, state),
        "column_options": list(column_options(page, state)),
        "views": views,
        "opened_views": [view for view in views if view.query == state.query],
        "here": request.path,
        "default_roles": DEFAULT_ROLES,
        "opens_so": opens_with(request.viewer, page.name, state.query),
        "at_once": settings.EXPORT_AT_ONCE_ROWS,
        "kept_days": settings.EXPORT_KEPT_DAYS,
        "first_step_url": _first_step(page),
        "may_choose": bool(page.bulk) and request.viewer.may_edit and not state.as_of,
    }
    part = fragment(request, "rows")
    return render(request, "lists/figures.html" if is_exact and part else template + part, shown)


def _first_step(page: ListPage) -> str:
    """Address of the first step of an empty list, once that page exists."""
    try:
        return reverse(page.empty.url_name) if page.empty.url_name else ""
    except NoReverseMatch:
        return ""
