"""One voucher entered or corrected, with its file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.evidence.queries.content import content_of
from jigai.apps.projects.queries.access import project_for
from jigai.apps.projects.queries.project_list import projects_of_enterprise
from jigai.apps.vouchers.actions.strike_voucher import restore_voucher, strike_voucher
from jigai.apps.vouchers.queries.access import own_voucher, readable_voucher
from jigai.domain.change import Change
from jigai.domain.quantities import MoneyUnit
from jigai.flows.keep_voucher import SentFile, keep_with_file
from jigai.web.authorship import change_by
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.choices import KeyChoiceField
from jigai.web.forms.fields import MoneyField
from jigai.web.forms.reasoned import DayField
from jigai.web.portal.person import desk_of, file_answer, in_person
from jigai.web.portal.words import VOUCHER_KINDS
from jigai.web.requests import PageRequest
from jigai.web.toasts import tell

FIELDS = ("dated_on", "number", "supplier", "item", "kind", "net_fen", "gross_fen", "paid_on",
          "note")  # fmt: skip
AT_FIELD = {
    "voucher.gross_below_net": "gross_fen",
    "voucher.dated_later": "dated_on",
    "voucher.there_already": "number",
    "voucher.project_of_others": "project_id",
    "evidence.kind_not_taken": "file",
    "evidence.too_large": "file",
}


class VoucherForm(forms.Form):
    """What stands on the invoice or contract."""

    dated_on = DayField(label=gettext_lazy("凭证日期"))
    number = forms.CharField(label=gettext_lazy("发票或合同号"), max_length=60)
    supplier = forms.CharField(label=gettext_lazy("供应商"), max_length=120)
    item = forms.CharField(
        label=gettext_lazy("内容"), max_length=200, help_text=gettext_lazy("例：数控加工中心 2 台")
    )
    kind = forms.ChoiceField(label=gettext_lazy("类别"), choices=VOUCHER_KINDS)
    net_fen = MoneyField(label=gettext_lazy("不含税金额"), unit=MoneyUnit.YUAN)
    gross_fen = MoneyField(label=gettext_lazy("含税金额"), unit=MoneyUnit.YUAN)
    paid_on = DayField(
        label=gettext_lazy("付款日期"), required=False, help_text=gettext_lazy("未付的留空。")
    )
    project_id = KeyChoiceField(label=gettext_lazy("项目"), required=False)
    file = forms.FileField(
        label=gettext_lazy("凭证文件"),
        required=False,
        help_text=gettext_lazy("照片或 PDF；照片会去掉位置和设备信息。"),
    )
    note = forms.CharField(label=gettext_lazy("备注"), max_length=200, required=False)


def voucher_new(request: PageRequest) -> HttpResponse:
    in_person(request)
    require(request.viewer, Deed.PROPOSE)
    form = VoucherForm(request.POST or None, request.FILES or None)
    return _kept(request, form, desk_of(request, "vouchers")["enterprise"], None)


def voucher_edit(request: PageRequest, pk: int) -> HttpResponse:
    """One voucher: what it says, its file, its consent, and the way to strike it out."""
    in_person(request)
    require(request.viewer, Deed.PROPOSE)
    voucher = own_voucher(request.viewer, pk, on=localdate())
    first = {name: getattr(voucher, name) for name in (*FIELDS, "project_id")}
    form = VoucherForm(request.POST or None, request.FILES or None, initial=first)
    return _kept(request, form, voucher.enterprise, voucher)


def _kept(request: PageRequest, form: VoucherForm, enterprise: Any, voucher: Any) -> HttpResponse:
    own = projects_of_enterprise(request.viewer, enterprise.pk)
    form.fields["project_id"].choices = [("", "—"), *((one.id, one.name) for one in own)]  # type: ignore[attr-defined]
    act = Act(
        title=_("更正凭证") if voucher else _("登记凭证"),
        about=enterprise.name,
        back=reverse("portal:vouchers"),
        said=_("凭证已登记。"),
        reason=_("登记凭证"),
        template="portal/voucher.html",
        at_field=AT_FIELD,
    )

    def keep(values: dict[str, Any], change: Change) -> None:
        sent, key = values.pop("file"), values.pop("project_id")
        project = project_for(request.viewer, key) if key else None
        keep_with_file(
            enterprise=enterprise,
            voucher=voucher,
            values={**values, "project": project},  # type: ignore[typeddict-item]
            file=SentFile(sent.name, sent.read()) if sent else None,
            change=change,
        )

    return acted(request, form, act, keep, shown={"voucher": voucher})


@require_POST
def voucher_strike(request: PageRequest, pk: int) -> HttpResponse:
    """Strike a voucher out, or take a struck one back."""
    in_person(request)
    require(request.viewer, Deed.PROPOSE)
    voucher = own_voucher(request.viewer, pk, on=localdate())
    if voucher.is_struck:
        restore_voucher(voucher=voucher, change=change_by(request, _("恢复凭证")))
        tell(request, _("凭证已恢复。"))
    else:
        strike_voucher(voucher=voucher, change=change_by(request, _("作废凭证")))
        tell(request, _("凭证已作废，不再计入合计；可以恢复。"))
    return redirect("portal:vouchers")


@require_safe
def voucher_file(request: PageRequest, pk: int) -> HttpResponse:
    """The file of a voucher, for its owner, and for the office while it is shared."""
    in_person(request)
    kept = readable_voucher(request.viewer, pk, on=localdate()).file
    if kept is None:
        return redirect("portal:vouchers")
    return file_answer(content_of(kept), kept.name, kept.media_type)
