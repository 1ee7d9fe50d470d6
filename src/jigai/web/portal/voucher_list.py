"""The enterprise's own voucher ledger as a list, with its sums and its way out."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.projects.queries.project_list import projects_of_enterprise
from jigai.apps.vouchers.queries.access import own_vouchers
from jigai.apps.vouchers.queries.vouchers import listed_vouchers, voucher_rows, voucher_totals
from jigai.flows.export_vouchers import vouchers_csv, vouchers_workbook
from jigai.web.lists.column import Column, Kind
from jigai.web.lists.page import FirstStep, ListPage, Mark
from jigai.web.lists.show import list_response
from jigai.web.portal.person import WORKBOOK, desk_of, file_answer, in_person, stamped
from jigai.web.portal.words import VOUCHER_KINDS
from jigai.web.requests import PageRequest


def _visible(viewer: Viewer) -> QuerySet:  # type: ignore[type-arg]
    return listed_vouchers().filter(pk__in=own_vouchers(viewer, on=localdate()).values("pk"))


VOUCHERS = ListPage(
    name="vouchers",
    title=_("凭证台账"),
    subtitle=_("企业自己的投资凭证，只有本企业能看；共享的行办公室可看，随时可撤回。非统计报表"),
    noun=_("张凭证"),
    rows=listed_vouchers,
    visible=_visible,
    columns=(
        Column(key="number", title=_("发票或合同号"), path="number"),
        Column(key="date", title=_("凭证日期"), path="dated_on", kind=Kind.DATE),
        Column(key="supplier", title=_("供应商"), path="supplier"),
        Column(key="item", title=_("内容"), path="item"),
        Column(key="kind", title=_("类别"), path="kind", kind=Kind.CHOICE, choices=VOUCHER_KINDS),
        Column(key="net", title=_("不含税"), path="net_fen", kind=Kind.MONEY, unit=_("万元"),
               totals=True),
        Column(key="gross", title=_("含税"), path="gross_fen", kind=Kind.MONEY, unit=_("万元"),
               totals=True),
        Column(key="paid", title=_("付款日期"), path="paid_on", kind=Kind.DATE),
        Column(key="project", title=_("项目"), path="project_name"),
        Column(key="shared", title=_("已共享"), path="is_shared", kind=Kind.FLAG),
        Column(key="struck", title=_("作废"), path="is_struck", kind=Kind.FLAG, is_shown=False),
        Column(key="note", title=_("备注"), path="note", is_shown=False),
    ),
    sort="-date",
    search_paths=("number", "supplier", "item"),
    row_url=lambda pk: reverse("portal:voucher", args=[pk]),
    marks=(
        Mark(key="live", title=_("有效"), where=lambda _viewer: Q(is_struck=False)),
        Mark(key="struck", title=_("已作废"), where=lambda _viewer: Q(is_struck=True)),
        Mark(key="shared", title=_("已共享"), where=lambda _viewer: Q(is_shared=True)),
    ),
    empty=FirstStep(
        text=_("把投资凭证记在这里：逐张登记，或导入 Excel。原始凭证仍由企业保存。"),
        action=_("导入 Excel"),
        url_name="portal:voucher_import",
    ),
)  # fmt: skip


def voucher_list(request: PageRequest) -> HttpResponseBase:
    in_person(request)
    extra = desk_of(request, "vouchers")
    return list_response(request, VOUCHERS, template="portal/vouchers.html", extra=extra)


@require_safe
def voucher_sums(request: PageRequest) -> HttpResponse:
    """Sums by project and month, in yuan and exact to the fen."""
    in_person(request)
    desk = desk_of(request, "vouchers")
    own = own_vouchers(request.viewer, on=localdate()).filter(enterprise=desk["enterprise"])
    shown = {**desk, "totals": voucher_totals(voucher_rows(own))}
    return render(request, "portal/voucher_sums.html", shown)


@require_safe
def voucher_export(request: PageRequest, form: str) -> HttpResponse:
    """The whole ledger: ``xlsx`` to edit and import again, else ``csv``; ``?empty=1`` the sheet."""
    in_person(request)
    enterprise = desk_of(request, "vouchers")["enterprise"]
    own = own_vouchers(request.viewer, on=localdate()).filter(enterprise=enterprise)
    rows = [] if request.GET.get("empty") else voucher_rows(own)
    if form == "csv":
        content, kind = vouchers_csv(rows), "text/csv; charset=utf-8"
    else:
        names = [one.name for one in projects_of_enterprise(request.viewer, enterprise.pk)]
        content, kind = vouchers_workbook(rows, projects=names), WORKBOOK
    ending = "csv" if form == "csv" else "xlsx"
    return file_answer(content, stamped("vouchers", localdate(), ending), kind)
