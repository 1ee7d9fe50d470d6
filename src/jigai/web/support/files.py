"""The handling sheet of one request, and the ledger of all."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpResponse
from django.utils.timezone import localdate, localtime
from django.views.decorators.http import require_safe

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.support.queries.access import request_for
from jigai.apps.support.queries.cards import request_card
from jigai.flows.export_requests import export_requests
from jigai.flows.print_request import print_request
from jigai.web.language import page_language
from jigai.web.requests import PageRequest

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def paper(request: PageRequest, pk: int) -> HttpResponse:
    """The handling sheet as PDF."""
    card = request_card(request.viewer, request_for(request.viewer, pk), at=localtime())
    content = print_request(card, on=localdate(), language=page_language())
    answer = HttpResponse(content, content_type="application/pdf")
    name = quote(f"诉求{card.code}.pdf")
    answer["Content-Disposition"] = f"inline; filename*=UTF-8''{name}"
    return answer


@require_safe
def ledger(request: PageRequest) -> HttpResponse:
    """Every request that the viewer sees as a workbook, to print or to take in elsewhere."""
    require(request.viewer, Deed.STEER_REQUESTS)
    answer = HttpResponse(export_requests(request.viewer, on=localdate()), content_type=WORKBOOK)
    name = quote(f"企业诉求台账-{localdate().isoformat()}.xlsx")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return answer
