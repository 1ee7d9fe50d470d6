"""What hangs on one firm: the drawing, the list by tier, and the firm's own ties."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from jigai.apps.accounts.permissions import Deed, may, require
from jigai.apps.registry.queries.access import enterprise_for
from jigai.apps.supply.queries.hanging import MEANING, hanging_on
from jigai.apps.supply.queries.ties import years_of
from jigai.flows.draw_chain import hanging_pictures
from jigai.web.language import page_language
from jigai.web.requests import PageRequest
from jigai.web.supply.asked import year_asked


@require_safe
def firm_show(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.READ_CHECKS)
    enterprise = enterprise_for(request.viewer, pk)
    card = hanging_on(request.viewer, enterprise, on=localdate(), year=year_asked(request))

    def address(party: str) -> str:
        return f"{reverse('supply:firm', args=[int(party[1:])])}?year={card.year}"

    wide, tall = hanging_pictures(card, language=page_language(), address=address)
    shown = {
        "card": card,
        "year": card.year,
        "years": years_of(request.viewer),
        "tiers": [(tier, card.of_tier(tier)) for tier in card.tiers],
        "wide": mark_safe(wide),  # noqa: S308 - every text in it is escaped by svg_of
        "tall": mark_safe(tall),  # noqa: S308 - as above
        "meaning": MEANING,
        "may_keep": may(request.viewer, Deed.KEEP_REGISTERS),
    }
    return render(request, "supply/firm.html", shown)
