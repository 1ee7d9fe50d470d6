"""Whether every stored photo and paper is still what it was: the nightly checks, and one now."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.evidence.queries.checks import check_rows
from jigai.flows.check_evidence import check_evidence
from jigai.web.authorship import change_by
from jigai.web.requests import PageRequest
from jigai.web.toasts import tell


@require_safe
def checks(request: PageRequest) -> HttpResponse:
    require(request.viewer, Deed.AUDIT)
    rows = check_rows()
    return render(
        request, "evidence/checks.html", {"checks": rows, "newest": next(iter(rows), None)}
    )


@require_POST
def check_now(request: PageRequest) -> HttpResponse:
    require(request.viewer, Deed.AUDIT)
    made = check_evidence(change=change_by(request, _("检查附件是否完好")))
    tell(request, _("已检查 {count} 个文件。").format(count=made.file_count))
    return redirect("evidence:checks")
