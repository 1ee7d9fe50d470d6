"""The chains of the county side by side: what is missing, thin and single-sourced in each."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from jigai.apps.accounts.permissions import Deed, may, reads_all_changes, require
from jigai.apps.supply.queries.chain_map import chain_maps
from jigai.domain.supply_chain.standing import STATE_LABELS
from jigai.web.requests import PageRequest
from jigai.web.supply.asked import year_asked


@require_safe
def chain_list(request: PageRequest) -> HttpResponse:
    require(request.viewer, Deed.READ_CHECKS)
    found = chain_maps(request.viewer, on=localdate(), year=year_asked(request))
    cards = [
        (one, [(state.value, word, one.counted(state)) for state, word in STATE_LABELS.items()])
        for one in found
    ]
    shown = {
        "cards": cards,
        "year": found[0].year if found else localdate().year - 1,
        "years": found[0].years if found else (),
        "may_keep": may(request.viewer, Deed.KEEP_REGISTERS),
        "reads_portfolios": reads_all_changes(request.viewer),
        "here_tab": "chains",
    }
    return render(request, "supply/list.html", shown)
