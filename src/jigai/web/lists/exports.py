"""My exports: files made in the background, for as long as they are kept."""

from __future__ import annotations

from django.conf import settings
from django.http import FileResponse, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jigai.apps.accounts.actions.ask_for_export import ask_for_export
from jigai.apps.accounts.export_store import export_store
from jigai.apps.accounts.queries.list_exports import own_exports, ready_export
from jigai.web.authorship import change_by
from jigai.web.lists.at_address import list_at
from jigai.web.lists.making import make_export
from jigai.web.requests import PageRequest
from jigai.web.toasts import tell


@require_safe
def exports(request: PageRequest) -> HttpResponse:
    rows = own_exports(request.viewer)
    shown = {
        "exports": rows,
        "is_waiting": any(row.state == "waiting" for row in rows),
        "kept_days": settings.EXPORT_KEPT_DAYS,
    }
    part = "#files" if request.htmx else ""
    return render(request, f"lists/exports.html{part}", shown)


@require_POST
def export(request: PageRequest) -> HttpResponse:
    """Ask for a file; the list is sought first, so that a wrong link is refused at once."""
    path, query = request.POST.get("here", ""), request.POST.get("query", "")
    page, _state = list_at(path, query, request.viewer)
    made = ask_for_export(
        title=str(page.title),
        path=path,
        query=query,
        form=request.POST.get("form", "xlsx"),
        language=get_language() or "zh-hans",
        viewer=request.viewer,
        change=change_by(request, "后台导出"),
    )
    make_export.enqueue(made)
    tell(request, _("文件在后台生成，完成后出现在这里"))
    return HttpResponseRedirect(reverse("lists:exports"))


@require_safe
def download(request: PageRequest, pk: int) -> FileResponse:
    ready = ready_export(request.viewer, pk)
    return FileResponse(
        export_store().open(ready.file), as_attachment=True, filename=ready.filename
    )
