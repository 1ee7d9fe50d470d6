"""One platform: page, or panel beside the list, and its one-page print."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.audit.queries.change_sets import story_of
from jigai.apps.platforms.queries.access import hosts, platform_for
from jigai.apps.platforms.queries.profile import (
    hours_said,
    next_levels,
    review_rows,
    standing_rows,
)
from jigai.apps.platforms.queries.scores import scores_of
from jigai.apps.platforms.queries.services import service_count, service_rows
from jigai.apps.platforms.queries.sharing import instrument_rows, minutes_of
from jigai.apps.platforms.words import ENDED_BY, GRADES, RESULTS, SCORE_STATES
from jigai.flows.print_platform import print_platform
from jigai.flows.score_platforms import climb_cards
from jigai.web.changes.words import story_lines
from jigai.web.fragments import fragment
from jigai.web.language import name_on_page, page_language
from jigai.web.platforms.words import kind_word, lead_word, level_word, worded
from jigai.web.requests import PageRequest

STORY_SHOWN = 8


@require_safe
@vary_on_headers("HX-Request")
def platform_show(request: PageRequest, pk: int) -> HttpResponse:
    viewer, platform, today = request.viewer, platform_for(request.viewer, pk), localdate()
    standings, services = standing_rows(platform), service_rows(viewer, platform_id=pk)
    present = next((one for one in standings if one.valid_to is None), None)
    host = platform.host_enterprise
    shown = {
        "platform": platform,
        "kind": kind_word(platform.kind),
        "lead": lead_word(platform.lead_body),
        "level": level_word(present.level) if present else "",
        "present": present,
        "host": host,
        "places": {
            "area": name_on_page(platform.division) if platform.division else "",
            "direction": name_on_page(platform.direction) if platform.direction else "",
        },
        "standings": [(one, worded(ENDED_BY, one.ended_by)) for one in standings],
        "next_levels": next_levels(platform, on=today),
        "climbs": climb_cards(platform, on=today),
        "reviews": [(one, worded(RESULTS, one.result)) for one in review_rows(platform)],
        "is_overdue": bool(platform.next_review_on and platform.next_review_on < today),
        "scores": [
            (one, worded(GRADES, one.outcome), worded(SCORE_STATES, one.state))
            for one in scores_of(platform)
        ],
        "instruments": instrument_rows(viewer, platform_id=pk),
        "hours": hours_said(minutes_of(platform_id=pk)),
        "services": services,
        "count": service_count(services),
        "year": today.year,
        "rights": {
            "keep": may(viewer, Deed.KEEP_REGISTERS),
            "host": hosts(viewer, platform) and may(viewer, Deed.REPORT),
        },
        "story": story_lines(
            viewer, story_of(table="platforms_platform", key=pk, limit=STORY_SHOWN)
        ),
    }
    return render(request, "platforms/show.html" + fragment(request, "record"), shown)


@require_safe
def paper(request: PageRequest, pk: int) -> HttpResponse:
    """One page: register, standings, the latest card line by line, sharing and services."""
    platform = platform_for(request.viewer, pk)
    content = print_platform(request.viewer, platform, on=localdate(), language=page_language())
    answer = HttpResponse(content, content_type="application/pdf")
    name = quote(f"{platform.name}.pdf")
    answer["Content-Disposition"] = f"inline; filename*=UTF-8''{name}"
    return answer
