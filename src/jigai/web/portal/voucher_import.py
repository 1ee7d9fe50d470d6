"""A sheet of vouchers in: check it, get it back marked, or save it; nothing else is kept of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jigai.apps.accounts.permissions import Deed, require
from jigai.domain.refusal import Refusal
from jigai.flows.import_vouchers import VoucherSheet, import_vouchers, read_vouchers
from jigai.web.authorship import change_by
from jigai.web.forms.refused import add_refusal
from jigai.web.portal.person import WORKBOOK, desk_of, file_answer, in_person
from jigai.web.refusals import http_status
from jigai.web.requests import PageRequest
from jigai.web.toasts import tell

SHOWN = 200


class SheetForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Excel 或 CSV 文件"),
        help_text=gettext_lazy("先下载空表，填好后选择；金额单位写在表头，默认元。"),
    )


def voucher_import(request: PageRequest) -> HttpResponse:
    """``do`` is check, mark or save."""
    in_person(request)
    require(request.viewer, Deed.PROPOSE)
    desk = desk_of(request, "vouchers")
    form = SheetForm(request.POST or None, request.FILES or None)
    if not form.is_bound or not form.is_valid():
        return _page(request, desk, form, status=422 if form.is_bound else 200)
    sent = form.cleaned_data["file"]
    try:
        sheet = read_vouchers(
            sent.read(), name=sent.name, enterprise=desk["enterprise"], today=localdate()
        )
    except Refusal as refused:
        add_refusal(form, refused, field="file")
        return _page(request, desk, form, status=http_status(refused))
    return _done(request, desk, form, sheet)


def _done(
    request: PageRequest, desk: dict[str, Any], form: SheetForm, sheet: VoucherSheet
) -> HttpResponse:
    do = request.POST.get("do", "check")
    if do == "mark":
        return file_answer(sheet.returned(), "vouchers-marked.xlsx", WORKBOOK)
    if do == "save" and sheet.is_sound:
        plan = import_vouchers(sheet=sheet, change=change_by(request, _("导入凭证")))
        counts = {"new": len(plan.created), "changed": len(plan.changed)}
        tell(request, _("已导入：新增 {new} 张，更正 {changed} 张。").format(**counts))
        return redirect("portal:vouchers")
    return _page(request, desk, form, sheet=sheet, status=200 if sheet.is_sound else 422)


def _page(
    request: PageRequest,
    desk: dict[str, Any],
    form: SheetForm,
    *,
    status: int,
    sheet: VoucherSheet | None = None,
) -> HttpResponse:
    shown = {**desk, "form": form, "sheet": sheet}
    if sheet is not None:
        shown["problems"] = sheet.problems[:SHOWN]
        shown["counts"] = {
            "new": len(sheet.plan.created),
            "changed": len(sheet.plan.changed),
            "same": sheet.plan.unchanged_count,
            "faults": len(sheet.problems),
        }
    return render(request, "portal/voucher_import.html", shown, status=status)
