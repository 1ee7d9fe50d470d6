"""One demand: as the viewer may read it, who asked for its names, who looked."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.audit.queries.change_sets import story_of
from jigai.apps.cooperation.entries import DEMAND_LABELS
from jigai.apps.cooperation.fields import DISCIPLINES, TECHNICAL_FIELDS
from jigai.apps.cooperation.queries.access import (
    demand_for,
    institutions_of,
    is_owner,
    may_change,
    reads_clear,
)
from jigai.apps.cooperation.queries.demand_profile import (
    DemandText,
    demand_text,
    disclosure_rows,
    look_rows,
    may_look,
    text_of,
)
from jigai.apps.cooperation.words import (
    ACTIVITY_KINDS,
    MATURITY_LEVELS,
    OWNERSHIPS,
    REVIEW_STATES,
    SOLVING_WAYS,
)
from jigai.apps.reference.queries.settings import industry_named
from jigai.flows.post_need import origin_of
from jigai.web.changes.words import story_lines
from jigai.web.cooperation.words import coded_word, worded
from jigai.web.fragments import fragment
from jigai.web.language import said_on_page
from jigai.web.requests import PageRequest

STORY_SHOWN = 8
LONG = ("problem", "key_technology", "expected_goal", "bidder_conditions")


@require_safe
@vary_on_headers("HX-Request")
def demand(request: PageRequest, pk: int) -> HttpResponse:
    viewer, found, today = request.viewer, demand_for(request.viewer, pk), localdate()
    text = demand_text(viewer, found, on=today)
    is_own = is_owner(viewer, found)
    shown = {
        **worded_demand(text),
        "state": worded(REVIEW_STATES, text.state),
        "is_own": is_own,
        "rights": {
            "change": may_change(viewer, found) and found.closed_on is None,
            "review": may(viewer, Deed.REVIEW_COOPERATION) and found.closed_on is None,
            "look": may_look(viewer, found),
            "answer": may(viewer, Deed.MATCH) and viewer.has_role("institution"),
            "ask": found.is_confidential and may(viewer, Deed.ASK_NAMES) and _may_ask(viewer),
        },
        "masked": masked_lines(found) if found.is_confidential and is_own else [],
        "disclosures": disclosure_rows(viewer, found) if found.is_confidential else [],
        "looks": look_rows(viewer, found) if found.is_confidential else [],
        "plan": origin_of(viewer, found),
        "story": _story(request, found) if reads_clear(viewer, found) else [],
    }
    return render(request, "cooperation/demand.html" + fragment(request, "record"), shown)


def worded_demand(text: DemandText) -> dict[str, Any]:
    """A demand's lines for the page: short facts, then long texts, each with its label."""
    level = text.least_maturity
    facts = [
        ("technical_field", coded_word(TECHNICAL_FIELDS, text.technical_field)),
        ("discipline", coded_word(DISCIPLINES, text.discipline)),
        ("industry_code", said_on_page(industry_named(text.industry_code))),
        ("solving_way", worded(SOLVING_WAYS, text.solving_way)),
        ("activity_kind", worded(ACTIVITY_KINDS, text.activity_kind)),
        ("result_ownership", worded(OWNERSHIPS, text.result_ownership)),
        ("least_maturity", f"{level} {said_on_page(MATURITY_LEVELS[level])}" if level else ""),
        ("keywords", text.keywords),
        ("wanted_partners", text.wanted_partners),
    ]
    return {
        "one": text,
        "facts": [(said_on_page(DEMAND_LABELS[name]), value) for name, value in facts if value],
        "texts": [
            (said_on_page(DEMAND_LABELS[name]), value)
            for name in LONG
            if (value := getattr(text, name))
        ],
    }


def masked_lines(found: Any) -> list[tuple[str, str]]:
    """What others read of a secret demand, for its owner to check."""
    text = text_of(found, is_clear=False, on=localdate())
    names = ("name", *LONG, "keywords", "wanted_partners")
    return [
        (said_on_page(DEMAND_LABELS[name]), value)
        for name in names
        if (value := getattr(text, name))
    ]


def _may_ask(viewer: Any) -> bool:
    return bool(institutions_of(viewer))


def _story(request: PageRequest, found: Any) -> Any:
    story = story_of(table="cooperation_demand", key=found.pk, limit=STORY_SHOWN)
    return story_lines(request.viewer, story)
