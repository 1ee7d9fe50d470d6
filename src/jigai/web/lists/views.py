"""Save, share and delete views of a list; let it open with one; follow one."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jigai.apps.accounts.actions.delete_view import delete_view
from jigai.apps.accounts.actions.save_view import save_view
from jigai.apps.accounts.actions.set_role_view import end_role_view, set_role_view
from jigai.apps.accounts.actions.subscribe import subscribe, unsubscribe
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
        path=_there(request),
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


@require_POST
def default(request: PageRequest, view_id: int) -> HttpResponse:
    """The list opens with this view for a role, or no longer does."""
    role, viewer = request.POST.get("role", ""), request.viewer
    if request.POST.get("ends"):
        ended = change_by(request, "取消默认视图")
        end_role_view(view_id=view_id, role=role, viewer=viewer, change=ended)
        tell(request, _("已取消默认视图"))
    else:
        chosen = change_by(request, "设为默认视图")
        set_role_view(view_id=view_id, role=role, viewer=viewer, change=chosen)
        tell(request, _("已设为默认视图"))
    return _back(request, "")


@require_POST
def follow(request: PageRequest, view_id: int) -> HttpResponse:
    subscribe(view_id=view_id, viewer=request.viewer, change=change_by(request, "关注视图"))
    tell(request, _("已关注：有新增或变化时，在“关注与提醒”里告诉您"))
    return HttpResponseRedirect(reverse("lists:notices"))


@require_POST
def unfollow(request: PageRequest, view_id: int) -> HttpResponse:
    unsubscribe(view_id=view_id, viewer=request.viewer, change=change_by(request, "停止关注视图"))
    tell(request, _("已停止关注"))
    return HttpResponseRedirect(reverse("lists:notices"))


def _back(request: PageRequest, query: str) -> HttpResponse:
    there = _there(request)
    return HttpResponseRedirect(f"{there}?{query}" if query else there)


def _there(request: PageRequest) -> str:
    there = request.POST.get("here", "/")
    return there if url_has_allowed_host_and_scheme(there, {request.get_host()}) else "/"
