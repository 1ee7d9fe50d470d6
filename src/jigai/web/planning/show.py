"""One plan on its four themes: the version that holds, or the one that was asked for."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.queries.change_sets import story_of
from jigai.apps.planning.queries.access import NoSuchVersion, plan_for, version_for
from jigai.apps.planning.queries.plans import standing_version, version_card
from jigai.apps.planning.queries.readiness import missing_of
from jigai.apps.planning.queries.scenarios import scenarios_of
from jigai.flows.post_need import needs_of
from jigai.web.changes.words import story_lines
from jigai.web.fragments import fragment
from jigai.web.planning.words import STATES
from jigai.web.requests import PageRequest

STORY_SHOWN = 8


@require_safe
@vary_on_headers("HX-Request")
def plan_show(request: PageRequest, pk: int) -> HttpResponse:
    """The version that holds: the approved one, or the draft while none is approved."""
    version = standing_version(plan_for(request.viewer, pk))
    if version is None:
        raise NoSuchVersion(pk=pk)
    return _shown(request, version)


@require_safe
@vary_on_headers("HX-Request")
def version_show(request: PageRequest, pk: int) -> HttpResponse:
    return _shown(request, version_for(request.viewer, pk))


def _shown(request: PageRequest, version: Any) -> HttpResponse:
    viewer = request.viewer
    card = version_card(version, viewer)
    part = fragment(request, "record")
    shown: dict[str, Any] = {
        "card": card,
        "state_words": dict(STATES)[version.state],
        "versions": [(one, dict(STATES)[one.state]) for one in card.versions],
        "rights": rights(viewer, version, [one.state for one in card.versions]),
        "missing": missing_of(version) if version.state == "draft" else (),
        "is_part": bool(part),
        "needs": needs_of(viewer, version, on=localdate()),
        "may_post": may(viewer, Deed.DEMAND) and version.state == "approved",
    }
    if not part:
        shown["scenarios"] = scenarios_of(version.plan)
        shown["story"] = story_lines(
            viewer, story_of(table="planning_planversion", key=version.pk, limit=STORY_SHOWN)
        )
    return render(request, "planning/show.html" + part, shown)


def rights(viewer: Viewer, version: Any, states: list[str]) -> dict[str, bool]:
    """What the page offers this person for this version."""
    is_author = f"|{viewer.key}|" in version.author_keys
    plans, approves = may(viewer, Deed.PLAN), may(viewer, Deed.APPROVE_PLANS)
    is_submitted = version.state == "submitted"
    is_open = any(state in {"draft", "submitted"} for state in states)
    return {
        "plan": plans,
        "write": plans and version.state == "draft",
        "approve": approves and is_submitted and not is_author,
        "give_back": approves and is_submitted,
        "amend": plans and version.state == "approved" and not is_open,
        "link": plans and version.state != "discarded",
        "is_author": is_author,
    }
