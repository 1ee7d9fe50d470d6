"""The imports so far, and the form that brings a new file."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jigai.apps.ledgers.queries.batches import imports
from jigai.domain.change import Path
from jigai.domain.refusal import Refusal
from jigai.flows.check_ledger import LedgerChoices, check_ledger
from jigai.flows.import_ledger import receive_ledger
from jigai.web.authorship import change_by
from jigai.web.language import said_on_page
from jigai.web.ledgers.keeping import only_keepers
from jigai.web.ledgers.upload_form import UploadForm
from jigai.web.requests import PageRequest


@require_http_methods(["GET", "POST"])
@only_keepers
def ledger_list(request: PageRequest) -> HttpResponse:
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        answer = _received(request, form)
        if answer:
            return answer
    status = 422 if form.errors else 200
    shown = {"form": form, "imports": imports()}
    return render(request, "ledgers/list.html", shown, status=status)


def _received(request: PageRequest, form: UploadForm) -> HttpResponseRedirect | None:
    """Check the file and keep it; a file that cannot be read is told in the form."""
    given = form.cleaned_data
    file = given["file"]
    chosen = LedgerChoices(given["template"], given["period"], given["unit"], given["sheet"])
    reason = given["reason"] or _("导入{file}").format(file=file.name)
    change = change_by(request, reason, path=Path.IMPORT)
    content = file.read()
    try:
        check = check_ledger(
            content, name=file.name, choices=chosen, change=change, today=localdate()
        )
    except Refusal as refusal:
        form.add_error("file", said_on_page(refusal.said) + said_on_page(refusal.advice))
        return None
    batch = receive_ledger(
        content=content, name=file.name, check=check, choices=chosen, change=change
    )
    return redirect("ledgers:show", batch=batch.batch)
