"""One enterprise on the ladder: every rung with its lines, on the page and on paper."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.cultivation.queries.coaches import coach_of
from jigai.apps.cultivation.queries.facts import years_with_facts
from jigai.apps.registry.queries.access import enterprise_for
from jigai.flows.explain_ladder import LadderCard, ladder_card
from jigai.flows.print_ladder import print_ladder
from jigai.flows.score_enterprise import score_enterprise
from jigai.web.fragments import fragment
from jigai.web.language import page_language
from jigai.web.requests import PageRequest


@require_safe
@vary_on_headers("HX-Request")
def ladder_show(request: PageRequest, pk: int) -> HttpResponse:
    card = _card(request, pk)
    shown = {
        "card": card,
        "coach": coach_of(pk),
        "years": sorted({*years_with_facts(pk), card.year}, reverse=True),
        "rights": {
            "keep": may(request.viewer, Deed.KEEP_REGISTERS),
            "report": may(request.viewer, Deed.REPORT),
        },
    }
    return render(request, "cultivation/ladder.html" + fragment(request, "record"), shown)


@require_safe
def paper(request: PageRequest, pk: int) -> HttpResponse:
    """The same as PDF; ``?rung=`` prints one rung on one page."""
    card = _card(request, pk)
    wanted = request.GET.get("rung", "")
    if chosen := tuple(rung for rung in card.rungs if rung.rule_set == wanted):
        card = replace(card, rungs=chosen)
    content = print_ladder(card, language=page_language())
    answer = HttpResponse(content, content_type="application/pdf")
    name = quote(f"{card.enterprise}-{card.year}.pdf")
    answer["Content-Disposition"] = f"inline; filename*=UTF-8''{name}"
    return answer


def _card(request: PageRequest, pk: int) -> LadderCard:
    enterprise = enterprise_for(request.viewer, pk)
    typed: Any = request.GET.get("year", "")
    year = int(typed) if typed.isdecimal() and len(typed) == len("2026") else None
    return ladder_card(score_enterprise(enterprise=enterprise, on=localdate(), year=year))
