"""Make the notice of a published board."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.reports.queries.board_lines import board_by_id, latest_boards
from jigai.flows.issue_notice import issue_notice
from jigai.web.authorship import change_by
from jigai.web.documents.details_form import NoticeForm, offered
from jigai.web.layout.figures import period_named
from jigai.web.requests import PageRequest
from jigai.web.toasts import tell


def notice(request: PageRequest) -> HttpResponse:
    """The form, and on sending it the issued document."""
    require(request.viewer, Deed.PUBLISH)
    boards = latest_boards()
    if not boards:
        return render(request, "documents/nothing_published.html")
    asked = request.POST.get("board") or request.GET.get("board") or ""
    board = board_by_id(int(asked)) if asked.isdecimal() else boards[0]
    form = NoticeForm(request.POST or None, initial=_initial())
    if form.is_valid():
        issued = issue_notice(
            board=board,
            details=form.details(),
            issued_on=form.cleaned_data["issued_on"],
            change=change_by(request, f"印发{board.round.period}通报"),
        )
        tell(request, _("已生成：%(title)s") % {"title": issued.title})
        return HttpResponseRedirect(reverse("documents:show", args=[issued.pk]))
    shown = {
        "form": form,
        "board": board,
        "boards": [(one.pk, period_named(one.round.period), one.number) for one in boards],
    }
    return render(request, "documents/notice.html", shown)


def _initial() -> dict[str, object]:
    defaults = {"addressees": "各乡镇人民政府\n县直有关部门"}
    return offered("notice", defaults) | {"issued_on": localdate()}
