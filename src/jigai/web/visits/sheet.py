"""The log as a workbook to fill in and import again."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from jigai.apps.accounts.permissions import Deed, require
from jigai.flows.document_details import MEDIA
from jigai.flows.export_contacts import export_contacts
from jigai.web.requests import PageRequest


@require_safe
def sheet(request: PageRequest) -> HttpResponse:
    require(request.viewer, Deed.READ_CHECKS)
    answer = HttpResponse(export_contacts(request.viewer).content, content_type=MEDIA["xlsx"])
    answer["Content-Disposition"] = 'attachment; filename="contacts.xlsx"'
    return answer
