"""People as a list, for those who administer."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.accounts.queries.person_list import person_list_rows, visible_person_rows
from jigai.web.lists.column import Column, Kind
from jigai.web.lists.page import FirstStep, ListPage, Mark
from jigai.web.lists.show import list_response
from jigai.web.people.words import ROLES
from jigai.web.requests import PageRequest

STATES: tuple[tuple[str, Promise], ...] = (
    ("active", _("在用")),
    ("invited", _("待设密码")),
    ("barred", _("已停用")),
)

PEOPLE = ListPage(
    name="people",
    title=_("人员"),
    subtitle=_("账号由管理员开通；角色有起止日期，停用后下一次点击即退出"),
    noun=_("人"),
    rows=lambda: person_list_rows(at=localtime()),
    visible=lambda viewer: visible_person_rows(viewer, at=localtime()),
    columns=(
        Column(key="name", title=_("姓名"), path="display_name"),
        Column(key="login", title=_("登录名"), path="username", kind=Kind.CODE),
        Column(key="role", title=_("角色"), path="role", kind=Kind.CHOICE, choices=ROLES),
        Column(key="roles", title=_("现任职数"), path="role_count", kind=Kind.NUMBER),
        Column(key="unit", title=_("责任单位"), path="unit", path_en="unit_in_english"),
        Column(key="area", title=_("区域"), path="area", path_en="area_in_english"),
        Column(key="state", title=_("状态"), path="state", kind=Kind.CHOICE, choices=STATES),
    ),
    sort="login",
    search_paths=("display_name", "username"),
    row_url=lambda pk: reverse("people:show", args=[pk]),
    marks=(
        Mark(key="invited", title=_("待设密码"), where=lambda _viewer: Q(state="invited")),
        Mark(key="roleless", title=_("没有现任职"), where=lambda _viewer: Q(role__isnull=True)),
    ),
    empty=FirstStep(text=_("还没有人员。"), action=_("开通人员"), url_name="people:new"),
)


def person_list(request: PageRequest) -> HttpResponseBase:
    require(request.viewer, Deed.ADMINISTER)
    return list_response(request, PEOPLE, template="people/list.html")
