"""One firm on the desk, and its contact history on paper."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from jigai.apps.accounts.permissions import Deed, may, require
from jigai.apps.cultivation.queries.standings import title_of
from jigai.apps.registry.queries.access import enterprise_for
from jigai.flows.desk_card import DeskCard, desk_card
from jigai.flows.print_contacts import print_contacts
from jigai.web.fragments import fragment
from jigai.web.language import page_language, said_on_page
from jigai.web.requests import PageRequest
from jigai.web.visits.log_form import cap_words
from jigai.web.visits.words import kind_word


@require_safe
@vary_on_headers("HX-Request")
def show(request: PageRequest, pk: int) -> HttpResponse:
    card = _card(request, pk)
    shown = {
        "card": card,
        "rung": said_on_page(title_of(card.rung)),
        "missing_for": said_on_page(title_of(card.missing_for)),
        "cap": cap_words(card.cap),
        "contacts": [(kind_word(one.kind), one) for one in card.contacts],
        "rights": {
            "serve": may(request.viewer, Deed.SERVE),
            "keep": may(request.viewer, Deed.KEEP_REGISTERS),
        },
    }
    return render(request, "desk/show.html" + fragment(request, "record"), shown)


@require_safe
def paper(request: PageRequest, pk: int) -> HttpResponse:
    """The contact history of one firm on one page."""
    card = _card(request, pk)
    content = print_contacts(card, language=page_language())
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(card.enterprise)}.pdf"
    return answer


def _card(request: PageRequest, pk: int) -> DeskCard:
    require(request.viewer, Deed.READ_CHECKS)
    enterprise = enterprise_for(request.viewer, pk)
    return desk_card(request.viewer, enterprise, on=localdate())
