"""An enterprise's diagnosis page: rates, figures, diagnoses, gaps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.diagnosis.queries.diagnosis_list import diagnoses
from jigai.apps.diagnosis.queries.figures import figure_rows, rate_rows, reported_rates
from jigai.apps.diagnosis.queries.gaps import GapRow, gaps
from jigai.apps.planning.queries.diagnosed import adopted_gaps
from jigai.apps.registry.queries.access import enterprise_for
from jigai.web.diagnosis.words import BASES, LEVELS, STATES, bank_choices, score_said
from jigai.web.fragments import fragment
from jigai.web.requests import PageRequest


def rights_of(viewer: Viewer) -> dict[str, bool]:
    """What the pages of a diagnosis offer to a person."""
    return {
        "report": may(viewer, Deed.REPORT),
        "review": may(viewer, Deed.REVIEW),
        "keep": may(viewer, Deed.KEEP_REGISTERS),
    }


def gaps_shown(viewer: Viewer, enterprise_id: int, rows: Sequence[GapRow]) -> dict[str, Any]:
    """Each gap with the gap of plans that adopted it; ``adopts``: where the rest may be."""
    adopted = adopted_gaps([one.id for one in rows])
    left = any(one.id not in adopted and one.state == "open" for one in rows)
    return {
        "gaps": [(one, adopted.get(one.id)) for one in rows],
        "adopts": enterprise_id if left and may(viewer, Deed.PLAN) else None,
    }


@require_safe
@vary_on_headers("HX-Request")
def enterprise_show(request: PageRequest, pk: int) -> HttpResponse:
    enterprise, today = enterprise_for(request.viewer, pk), localdate()
    figures = figure_rows(enterprise_id=pk)
    told = reported_rates(figures)
    levels, states, banks = dict(LEVELS), dict(STATES), dict(bank_choices())
    shown = {
        "enterprise": enterprise,
        "today": today,
        "rates": [(row, told[row.name]) for row in rate_rows(enterprise_id=pk, on=today)],
        "figures": [row for row in figures if row.measure not in told],
        "diagnoses": [
            {
                "id": one.id,
                "started_on": one.started_on,
                "bank": banks.get(one.bank, one.bank),
                "state": states[one.state],
                "level": levels.get(one.level, ""),
                "score": score_said(one.score_low, one.score_high),
            }
            for one in diagnoses(request.viewer, enterprise_id=pk)
        ],
        **gaps_shown(request.viewer, pk, gaps(request.viewer, enterprise_id=pk, state="open")),
        "bases": BASES,
        "rights": rights_of(request.viewer),
    }
    return render(request, "diagnosis/enterprise.html" + fragment(request, "record"), shown)
