"""One issued document: its files, its receipt, and its number, which may be voided."""

from __future__ import annotations

from urllib.parse import quote

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.decorators.vary import vary_on_headers

from jigai.apps.accounts.permissions import Deed, may, require
from jigai.apps.evidence.queries.content import content_of
from jigai.apps.reports.actions.void_number import void_number
from jigai.apps.reports.queries.issued_documents import document_for, file_of, files_of, number_of
from jigai.apps.reports.queries.letter_runs import delivery_rows, may_confirm
from jigai.web.authorship import change_by
from jigai.web.documents.receipts import way_word
from jigai.web.fragments import fragment
from jigai.web.requests import PageRequest
from jigai.web.toasts import tell


@vary_on_headers("HX-Request")
def document_show(request: PageRequest, pk: int) -> HttpResponse:
    document = document_for(request.viewer, pk)
    shown = {
        "document": document,
        "files": list(files_of(document).items()),
        "deliveries": [(way_word(one.way), one) for one in delivery_rows(document)],
        "may_deliver": may(request.viewer, Deed.PUBLISH),
        "may_confirm": may_confirm(request.viewer, document),
        "may_void": may(request.viewer, Deed.PUBLISH)
        and document.number is not None
        and not document.number.is_void,
    }
    return render(request, "documents/show.html" + fragment(request, "record"), shown)


def document_file(request: PageRequest, pk: int, form: str) -> HttpResponse:
    """The file as it was issued, checked against its hash."""
    file = file_of(document_for(request.viewer, pk), form)
    answer = HttpResponse(content_of(file), content_type=file.media_type)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file.name)}"
    return answer


@require_POST
def document_void(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.PUBLISH)
    document = document_for(request.viewer, pk)
    reason = forms.CharField(required=False).clean(request.POST.get("reason", ""))
    number = number_of(document)
    void_number(number=number, reason=reason, change=change_by(request, reason or "作废文号"))
    tell(request, _("%(number)s 已作废，号码保留") % {"number": number})
    return HttpResponseRedirect(reverse("documents:show", args=[pk]))
