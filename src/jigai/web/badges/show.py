"""One badge: why, by how much, what would lift it, the facts, the history and what follows."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.badges.actions.grant_exemption import ExemptionKind
from jigai.apps.badges.kept_verdict import whole_verdict
from jigai.apps.badges.queries.access import badge_for
from jigai.apps.badges.queries.badge_list import badge_numbered
from jigai.apps.badges.queries.board import badge_row
from jigai.apps.badges.queries.follow_up_rows import follow_up_rows
from jigai.apps.badges.queries.lawful_explanation import explanation_for, facts_of
from jigai.apps.badges.queries.matters import exemption_rows, objection_rows
from jigai.apps.badges.queries.strips import strips
from jigai.apps.badges.queries.waiting_findings import finding_rows
from jigai.apps.rounds.queries.rounds import round_row
from jigai.domain.rules.verdict import verdict_to_json
from jigai.web.badges.reasoning import fact_lines, shown_explanation
from jigai.web.fragments import fragment
from jigai.web.requests import PageRequest
from jigai.web.rounds.words import STAGE_TONES, STAGES


@require_safe
@vary_on_headers("HX-Request")
def badge_show(request: PageRequest, period: str, project_id: int) -> HttpResponse:
    badge = badge_for(request.viewer, period=period, project_id=project_id)
    return _page(request, badge)


@require_safe
@vary_on_headers("HX-Request")
def badge_row_show(request: PageRequest, pk: int) -> HttpResponse:
    """The same badge by its number, as rows of the board link it."""
    return _page(request, badge_numbered(request.viewer, pk))


@require_safe
def badge_file(request: PageRequest, period: str, project_id: int) -> HttpResponse:
    """The explanation for machines: rule, verdict, facts and their digests, in both languages."""
    badge = badge_for(request.viewer, period=period, project_id=project_id)
    told = explanation_for(request.viewer, badge)
    found: dict[str, Any] = {
        "period": told.period,
        "project_id": told.project_id,
        "project": told.project,
        "colour": told.colour,
        "state": told.state,
        "rule_set": told.rule_set,
        "rule_hash": told.rule_hash,
        "rule_valid_from": told.rule_valid_from.isoformat(),
        "paragraph": {"zh": told.paragraph.zh, "en": told.paragraph.en},
        "recomputed_equal": told.agrees,
        "facts": badge.facts,
        "verdict": verdict_to_json(whole_verdict(badge)),
    }
    answer = JsonResponse(found, json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = f'attachment; filename="badge-{told.period}-{project_id}.json"'
    return answer


def _page(request: PageRequest, badge: Any) -> HttpResponse:
    viewer, held = request.viewer, badge.round
    key, today = badge.project_id, localdate()
    told = explanation_for(viewer, badge)
    url = reverse("badges:file", args=[held.period, key])
    objections = [o for o in objection_rows(viewer, period=held.period) if o.project_id == key]
    is_window_open = (
        held.stage == "provisional"
        and held.objections_until_on is not None
        and today <= held.objections_until_on
    )
    waiting = any(not one.ruling for one in objections)
    shown = {
        "badge": badge_row(badge),
        "told": told,
        "explanation": shown_explanation(told, file_url=url),
        "facts": fact_lines(facts_of(badge)),
        "round": round_row(held),
        "stage": STAGES[held.stage],
        "stage_tone": STAGE_TONES[held.stage],
        "strip": strips(viewer, project_ids=[key]).get(key, ()),
        "objections": objections,
        "exemptions": [one for one in exemption_rows(viewer) if one.project_id == key],
        "exemption_kinds": [(kind.value, kind.label) for kind in ExemptionKind],
        "follow_ups": [
            one
            for one in follow_up_rows(viewer, is_open=False, project_id=key)
            if one.period == held.period
        ],
        "findings": [one for one in finding_rows(viewer) if one.project_id == key],
        "today": today,
        "is_window_open": is_window_open,
        "may_object": is_window_open and not waiting and may(viewer, Deed.OBJECT),
        "may_ask": may(viewer, Deed.OBJECT),
        "may_rule": may(viewer, Deed.RULE),
        "may_approve": may(viewer, Deed.APPROVE),
        "may_review": may(viewer, Deed.REVIEW),
    }
    return render(request, "badges/show.html" + fragment(request, "record"), shown)
