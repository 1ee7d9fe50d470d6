"""The page of the cockpit: everything of one period, read as of one moment."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.vary import vary_on_headers

from jigai.apps.accounts.permissions import reads_all_changes
from jigai.apps.audit.as_of import as_of, change_set_on
from jigai.web.cockpit.reading import Cockpit, read_cockpit
from jigai.web.cockpit.selection import NEEDS, Selection, selection_from
from jigai.web.fragments import fragment
from jigai.web.layout.navigation import STAFF, navigation
from jigai.web.requests import PageRequest

READINGS = (("now", _("现在的区划")), ("then", _("当时的区划")))
FIRST_STEPS = (
    ("setup:show", "gear"),
    ("ledgers:list", "upload"),
    ("projects:list", "project"),
    ("rounds:list", "round"),
)


@vary_on_headers("HX-Request")
def cockpit(request: PageRequest) -> HttpResponse:
    """One moment for the whole page; an empty county gets its first steps instead."""
    if not request.viewer.has_role(*STAFF):
        return HttpResponseRedirect(_first_page(request))
    asked = selection_from(request.GET)
    number = change_set_on(asked.as_of)
    with as_of(number):
        found = read_cockpit(request.viewer, asked)
    if found is None:
        return render(request, "cockpit/first_steps.html", {"steps": _steps(), "asked": asked})
    template = "cockpit/show.html" + fragment(request, "need")
    sees = {"sees_county": reads_all_changes(request.viewer)}
    return render(request, template, _shown(found, asked) | sees)


def _shown(found: Cockpit, asked: Selection) -> dict[str, Any]:
    return {
        "cockpit": found,
        "asked": asked,
        "tabs": [(need, asked.here(need=need), need == asked.need) for need in NEEDS],
        "present": asked.here(as_of=""),
        "readings": [
            (title, asked.here(boundaries=key), key == asked.boundaries) for key, title in READINGS
        ]
        if found.round and not asked.as_of
        else [],
        "areas_url": reverse("badges:areas", args=[found.round.period]) if found.round else "",
        "notice_url": _notice_url(found.board_id),
    }


def _notice_url(board_id: int | None) -> str:
    return f"{reverse('documents:notice')}?board={board_id}" if board_id else ""


def _first_page(request: PageRequest) -> str:
    """Where a person lands who has no cockpit: the first page that they may open."""
    links = [
        link
        for group in navigation(request.viewer, "/", is_board_public=False)
        for link in group.links
    ]
    return links[0].url if links else reverse("people:account")


def _steps() -> list[tuple[str, str, str]]:
    """The first steps whose pages exist: name, address, picture."""
    found = []
    for name, icon in FIRST_STEPS:
        try:
            found.append((name.partition(":")[0], reverse(name), icon))
        except NoReverseMatch:
            continue
    return found
