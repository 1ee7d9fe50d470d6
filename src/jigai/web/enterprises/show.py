"""One enterprise: page, or panel beside the list."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.audit.queries.change_sets import story_of
from jigai.apps.planning.queries.plans import plans_seen
from jigai.apps.planning.queries.tracing import gaps_seen
from jigai.apps.projects.queries.project_list import projects_of_enterprise
from jigai.apps.registry.queries.access import enterprise_for
from jigai.apps.registry.queries.enterprises import EnterpriseProfile, enterprise_profile
from jigai.apps.registry.queries.merges import merges_into
from jigai.web.changes.words import story_lines
from jigai.web.enterprises.words import CERTIFICATES, INDICATORS, SIZES
from jigai.web.fragments import fragment
from jigai.web.language import name_on_page
from jigai.web.layout.figures import grouped_number, in_wan
from jigai.web.planning.words import STATES as PLAN_STATES
from jigai.web.projects.words import STAGES
from jigai.web.requests import PageRequest

STORY_SHOWN = 12


@require_safe
@vary_on_headers("HX-Request")
def enterprise_show(request: PageRequest, pk: int) -> HttpResponse:
    viewer, enterprise = request.viewer, enterprise_for(request.viewer, pk)
    profile = enterprise_profile(enterprise)
    kinds, stages = dict(CERTIFICATES), dict(STAGES)
    shown = {
        "profile": profile,
        "enterprise": profile.row,
        "names": {
            "division": name_on_page(enterprise.division) if enterprise.division else "",
            "direction": name_on_page(enterprise.direction) if enterprise.direction else "",
        },
        "former_names": [one for one in profile.names if one.valid_to is not None],
        "size": dict(SIZES).get(profile.row.size, "—"),
        "certificates": [(kinds.get(one.kind, one.kind), one) for one in profile.certificates],
        "projects": [
            (one, stages.get(one.note, one.note)) for one in projects_of_enterprise(viewer, pk)
        ],
        "plans": [
            (one, dict(PLAN_STATES)[one.state]) for one in plans_seen(viewer, enterprise_id=pk)
        ],
        "gaps": gaps_seen(viewer, enterprise_id=pk),
        "merges": merges_into(enterprise),
        "years": [one.year for one in profile.indicators],
        "indicators": indicator_lines(profile),
        "rights": {
            "keep": may(viewer, Deed.KEEP_REGISTERS),
            "unmask": may(viewer, Deed.UNMASK),
            "plan": may(viewer, Deed.PLAN),
        },
        "story": story_lines(
            viewer, story_of(table="registry_enterprise", key=pk, limit=STORY_SHOWN)
        ),
    }
    return render(request, "enterprises/show.html" + fragment(request, "record"), shown)


def indicator_lines(profile: EnterpriseProfile) -> list[tuple[Any, list[str]]]:
    """Indicators down, years across; money in 万元."""
    return [
        (title, [_said(name, getattr(one, name)) for one in profile.indicators])
        for name, title in INDICATORS.items()
        if any(getattr(one, name) is not None for one in profile.indicators)
    ]


def _said(name: str, value: int | None) -> str:
    return in_wan(value) if name.endswith("_fen") else grouped_number(value)
