"""Results of the members of programmes, each counted once, with what overlaps."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.outcomes.queries.programmes import OverlapReport, adds_up, overlap_report
from jigai.domain.refusal import Refusal
from jigai.domain.results.before_after import CAVEAT
from jigai.web.language import said_on_page
from jigai.web.outcomes.amounts import amounts_like
from jigai.web.outcomes.asked import asked_in
from jigai.web.requests import PageRequest


@require_safe
def overlap(request: PageRequest) -> HttpResponse:
    """A question that cannot be answered keeps its form and says why."""
    require(request.viewer, Deed.READ_CHECKS)
    asked = asked_in(request.GET)
    shown: dict[str, Any] = {
        "here_tab": "programmes",
        "caveat": said_on_page(CAVEAT),
        **asked.choices(),
    }
    try:
        found = overlap_report(
            request.viewer,
            version=asked.version,
            before=asked.before,
            after=asked.after,
            state=asked.state,
        )
    except Refusal as refused:
        shown["refused"] = said_on_page(refused.said + refused.advice)
    else:
        shown |= _told(found)
    return render(request, "outcomes/overlap.html", shown)


def _told(found: OverlapReport) -> dict[str, Any]:
    unit, sums = found.definition.unit, found.overlap
    given = sum((row.given for row in sums.programmes), Decimal(0))
    every = [sums.claimed, sums.overlap, sums.total, sums.unshared, given]
    every += [amount for row in sums.programmes for amount in (row.claimed, row.given)]
    amounts = amounts_like(every, unit=unit.zh)
    said = amounts.text
    return {
        "found": found,
        "unit": _("万元") if amounts.in_wan else said_on_page(unit),
        "lines": [
            (
                said_on_page(found.titles[row.programme]),
                row.count,
                said(row.claimed),
                said(row.given),
            )
            for row in sums.programmes
        ],
        "claimed": said(sums.claimed),
        "overlap": said(sums.overlap),
        "total": said(sums.total),
        "unshared": said(sums.unshared) if sums.unshared_subjects else "",
        "given": said(given),
        "adds_up": adds_up(sums),
    }
