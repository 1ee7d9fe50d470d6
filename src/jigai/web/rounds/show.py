"""One round: the surface on which the office works through its seven steps."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.badges.queries.board import frozen_boards
from jigai.apps.badges.queries.counts import round_counts
from jigai.apps.reports.queries.round_list import period_of_round
from jigai.apps.reports.queries.round_standing import round_standing
from jigai.apps.rounds.queries.access import round_of
from jigai.apps.rounds.queries.rounds import reopening_rows, round_row
from jigai.flows.reopen_round import knock_on
from jigai.web.fragments import fragment
from jigai.web.requests import PageRequest
from jigai.web.rounds.moment import moment_of
from jigai.web.rounds.steps import current_step, steps
from jigai.web.rounds.words import ENTRY_STATES, ENTRY_TONES, STAGE_TONES, STAGES

NAMED = 8
"""Missing projects named on the round's page; the coverage ledger names all."""


@require_safe
@vary_on_headers("HX-Request")
def round_show(request: PageRequest, period: str) -> HttpResponse:
    shown = _shown(request, period)
    return render(request, "rounds/show.html" + fragment(request, "record"), shown)


@require_safe
@vary_on_headers("HX-Request")
def round_row_show(request: PageRequest, pk: int) -> HttpResponse:
    """The same round by its number, as rows of the list link it."""
    return round_show(request, period_of_round(pk))


def _shown(request: PageRequest, period: str) -> dict[str, Any]:
    viewer, held = request.viewer, round_of(period)
    standing = round_standing(viewer, round=held, today=localdate())
    missing = standing.ledger.missing
    is_out = held.published_at is not None
    return {
        "round": round_row(held),
        "stage": STAGES[held.stage],
        "stage_tone": STAGE_TONES[held.stage],
        "standing": standing,
        "days_over": -standing.days_left,
        "steps": steps(standing),
        "current": current_step(standing),
        "moment": moment_of(viewer, standing),
        "missing": missing[:NAMED],
        "more_missing": max(len(missing) - NAMED, 0),
        "entry_states": ENTRY_STATES,
        "entry_tones": ENTRY_TONES,
        "counts": round_counts(viewer, round=held) if standing.is_computed else None,
        "boards": frozen_boards(viewer, round=held) if is_out else [],
        "reopenings": reopening_rows(round=held) if is_out else [],
        "affected": knock_on(held) if is_out and viewer.may_edit else (),
        "may_publish": may(viewer, Deed.PUBLISH),
        "may_report": may(viewer, Deed.HAND_IN),
        "may_approve": may(viewer, Deed.APPROVE),
    }
