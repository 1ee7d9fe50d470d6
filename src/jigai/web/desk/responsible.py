"""Who accompanied which enterprise from when until when; also as of any day."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from jigai.apps.accounts.permissions import Deed, may, require
from jigai.apps.cultivation.queries.coaches import CoachPeriod, coach_periods
from jigai.web.requests import PageRequest


@require_safe
def responsible(request: PageRequest) -> HttpResponse:
    require(request.viewer, Deed.READ_CHECKS)
    day = _day(request.GET.get("on", ""))
    rows = coach_periods(request.viewer, on=day)
    groups: dict[tuple[str, int], list[CoachPeriod]] = {}
    for row in rows:
        groups.setdefault((row.officer, row.user_id), []).append(row)
    shown = {
        "here_tab": "responsible",
        "day": day,
        "count": len(rows),
        "groups": [(name, key, found) for (name, key), found in sorted(groups.items())],
        "may_hand_over": may(request.viewer, Deed.KEEP_REGISTERS),
    }
    return render(request, "desk/responsible.html", shown)


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return localdate()
