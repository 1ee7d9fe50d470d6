"""Save and delete views of a list."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jigai.apps.accounts.actions.delete_view import delete_view
from jigai.apps.accounts.actions.save_view import save_view
from jigai.web.authorship import change_by
from jigai.web.requests import PageRequest
from jigai.web.toasts import tell


@require_POST
def save(request: PageRequest) -> HttpResponse:
    given = request.POST
    save_view(
        list_name=given.get("list_name", ""),
        title=given.get("title", ""),
        query=given.get("query", ""),
        audience=given.get("audience", "private"),
        viewer=request.viewer,
        change=change_by(request, "保存列表视图"),
    )
    tell(request, _("视图已保存"))
    return _back(request, given.get("query", ""))


@require_POST
def delete(request: PageRequest, view_id: int) -> HttpResponse:
    delete_view(view_id=view_id, viewer=request.viewer, change=change_by(request, "删除列表视图"))
    tell(request, _("视图已删除"))
    return _back(request, "")


def _back(request: PageRequest, query: str) -> HttpResponse:
    there = request.POST.get("here", "/")
    if not url_has_allowed_host_and_scheme(there, {request.get_host()}):
        there = "/"
    return HttpResponseRedirect(f"{there}?{query}" if query else there)
