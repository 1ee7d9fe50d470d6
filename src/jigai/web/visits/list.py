"""The log of contacts as a list."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jigai.apps.accounts.permissions import Deed, may, require
from jigai.apps.visits.queries.interactions import (
    interaction_rows,
    of_own_department,
    visible_interaction_rows,
)
from jigai.web.lists.column import Column, Kind
from jigai.web.lists.page import FirstStep, ListPage, Mark
from jigai.web.lists.show import list_response
from jigai.web.requests import PageRequest
from jigai.web.visits.words import KINDS

CONTACTS = ListPage(
    name="visits",
    title=_("走访联系记录"),
    subtitle=_("走访是服务：有目的、经企业同意、各部门合计有上限；不打卡、不定位"),
    noun=_("条记录"),
    rows=interaction_rows,
    visible=visible_interaction_rows,
    columns=(
        Column(key="enterprise", title=_("企业名称"), path="enterprise_name",
               sort_path="enterprise_sort"),
        Column(key="held", title=_("日期"), path="held_on", kind=Kind.DATE),
        Column(key="kind", title=_("方式"), path="kind", kind=Kind.CHOICE, choices=KINDS),
        Column(key="agency", title=_("部门"), path="agency_name", path_en="agency_name_en"),
        Column(key="officer", title=_("联系人员"), path="officer_name"),
        Column(key="purpose", title=_("目的"), path="purpose"),
        Column(key="said", title=_("谈了什么"), path="said", sort_path=""),
        Column(key="met", title=_("对方职务"), path="met", is_shown=False),
        Column(key="consent", title=_("企业怎样同意"), path="consent", is_shown=False),
        Column(key="cap", title=_("超上限原因"), path="beyond_cap", is_shown=False),
        Column(key="withdrawn", title=_("撤回日期"), path="withdrawn_on", kind=Kind.DATE,
               is_shown=False),
        Column(key="code", title=_("统一社会信用代码"), path="credit_code", kind=Kind.CODE,
               is_shown=False),
    ),
    sort="-held",
    search_paths=("enterprise_name", "purpose", "said"),
    code_paths=("credit_code", "enterprise_sort"),
    row_url=lambda pk: reverse("visits:show", args=[pk]),
    marks=(
        Mark(key="own", title=_("本部门"), where=of_own_department),
        Mark(key="counts", title=_("有效"), where=lambda _viewer: Q(withdrawn_on=None)),
        Mark(key="withdrawn", title=_("已撤回"), where=lambda _viewer: ~Q(withdrawn_on=None)),
    ),
    empty=FirstStep(
        text=_("各部门与企业的走访、电话、座谈和消息都记在这里，其他部门打过的电话也算数。"),
        action=_("打开专班工作台"),
        url_name="desk:list",
    ),
)  # fmt: skip


def contact_list(request: PageRequest) -> HttpResponseBase:
    require(request.viewer, Deed.READ_CHECKS)
    extra = {
        "here_tab": "log",
        "may_import": may(request.viewer, Deed.IMPORT),
    }
    return list_response(request, CONTACTS, template="visits/list.html", extra=extra)
