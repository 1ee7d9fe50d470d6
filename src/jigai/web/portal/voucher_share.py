"""Which vouchers the office may read: chosen by the enterprise, for a purpose, until withdrawn."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.vouchers.actions.share_vouchers import share_vouchers, withdraw_shares
from jigai.apps.vouchers.queries.access import own_vouchers, shared_vouchers
from jigai.apps.vouchers.queries.vouchers import voucher_rows, voucher_totals
from jigai.domain.refusal import Refusal
from jigai.web.authorship import change_by
from jigai.web.forms.refused import add_refusal
from jigai.web.portal.person import desk_of, in_person
from jigai.web.portal.words import VOUCHER_KINDS
from jigai.web.refusals import http_status
from jigai.web.requests import PageRequest
from jigai.web.toasts import tell


class ShareForm(forms.Form):
    purpose = forms.CharField(
        label=gettext_lazy("用途"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("例：核对2026年设备投资。办公室只按这个用途使用。"),
    )


def voucher_share(request: PageRequest) -> HttpResponse:
    """``do`` is share or withdraw; ``voucher`` are the rows that are ticked."""
    in_person(request)
    require(request.viewer, Deed.PROPOSE)
    desk = desk_of(request, "vouchers")
    own = own_vouchers(request.viewer, on=localdate()).filter(enterprise=desk["enterprise"])
    form, status = ShareForm(request.POST or None), 200
    ticked = [int(key) for key in request.POST.getlist("voucher") if key.isdecimal()]
    if form.is_bound and form.is_valid():
        chosen = list(own.filter(pk__in=ticked))
        try:
            if request.POST.get("do") == "withdraw":
                change = change_by(request, _("撤回凭证共享"))
                count = withdraw_shares(vouchers=chosen, change=change)
                tell(request, _("已撤回 {count} 张，办公室不再可看。").format(count=count))
            else:
                made = share_vouchers(
                    vouchers=chosen,
                    purpose=form.cleaned_data["purpose"],
                    change=change_by(request, _("共享凭证")),
                )
                tell(request, _("已共享 {count} 张。").format(count=len(made)))
            return redirect("portal:voucher_share")
        except Refusal as refused:
            add_refusal(form, refused)
            status = http_status(refused)
    rows = [one for one in voucher_rows(own) if not one.is_struck]
    kinds = dict(VOUCHER_KINDS)
    shown = {
        **desk,
        "form": form,
        "shared": [(one, kinds[one.kind]) for one in rows if one.share],
        "unshared": [(one, kinds[one.kind], one.id in ticked) for one in rows if not one.share],
    }
    return render(request, "portal/voucher_share.html", shown, status=status)


def shared(request: PageRequest) -> HttpResponse:
    """What enterprises share with the office at present; nothing else of any ledger."""
    require(request.viewer, Deed.REVIEW)
    rows = voucher_rows(shared_vouchers(request.viewer))
    kinds = dict(VOUCHER_KINDS)
    shown = {
        "rows": [(one, kinds[one.kind]) for one in rows],
        "totals": voucher_totals(rows),
    }
    return render(request, "portal/shared.html", shown)
