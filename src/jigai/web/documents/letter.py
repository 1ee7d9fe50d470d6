"""Make supervision letters for red and yellow badges of a published round."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.reports.queries.letters_due import final_badge, letters_due
from jigai.flows.issue_supervision_letter import issue_supervision_letter
from jigai.web.authorship import change_by
from jigai.web.documents.details_form import LetterForm, offered
from jigai.web.requests import PageRequest
from jigai.web.toasts import tell


def letter(request: PageRequest) -> HttpResponse:
    """Choose badges, state the office's words, and issue one letter for each."""
    require(request.viewer, Deed.PUBLISH)
    due = letters_due(request.viewer)
    if not due:
        return render(request, "documents/nothing_published.html")
    form = LetterForm(request.POST or None, initial=_initial())
    chosen = {key for key in request.POST.getlist("badge") if key.isdecimal()}
    if form.is_valid() and chosen:
        for key in sorted(map(int, chosen)):
            issue_supervision_letter(
                badge=final_badge(request.viewer, key),
                details=form.details(),
                issued_on=form.cleaned_data["issued_on"],
                change=change_by(request, "印发督办函"),
            )
        tell(request, _("已生成 %(count)s 件督办函") % {"count": len(chosen)})
        return HttpResponseRedirect(reverse("documents:list") + "?q=kind:supervision_letter")
    shown = {
        "form": form,
        "due": due,
        "chosen": chosen or {request.GET.get("badge", "")},
        "nothing_chosen": request.method == "POST" and not chosen,
    }
    return render(request, "documents/letter.html", shown)


def _initial() -> dict[str, object]:
    found = offered("supervision_letter", {})
    return {**found, "series": found["series"], "issued_on": localdate()}
