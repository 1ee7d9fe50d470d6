"""How a document reached its addressee: what the office knows, and the addressee's own click."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.reports.actions.record_delivery import confirm_receipt, record_delivery
from jigai.apps.reports.queries.issued_documents import document_for
from jigai.apps.reports.queries.letter_runs import confirming_document, receiving_enterprise
from jigai.domain.change import Change
from jigai.web.authorship import change_by
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.reasoned import DayField
from jigai.web.requests import PageRequest
from jigai.web.toasts import tell

WAYS: tuple[tuple[str, Any], ...] = (
    ("hand", _("当面送达")),
    ("post", _("邮寄")),
    ("oa", _("公文系统")),
    ("email", _("电子邮件")),
)


class DeliveryForm(forms.Form):
    way = forms.ChoiceField(label=_("送达方式"), choices=WAYS)
    delivered_on = DayField(label=_("送达日期"))
    note = forms.CharField(
        label=_("说明"), max_length=200, required=False, help_text=_("例：邮件单号，或签收人职务")
    )


def way_word(way: str) -> Any:
    own = {"portal": _("送达企业"), "account": _("本人账号确认")}
    return (dict(WAYS) | own).get(way, way)


def deliver(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.PUBLISH)
    document = document_for(request.viewer, pk)
    act = Act(
        title=gettext("登记送达"),
        about=document.title,
        back=reverse("documents:show", args=[pk]),
        said=gettext("已登记送达。"),
        reason=gettext("登记送达"),
        at_field={
            "delivery.in_future": "delivered_on",
            "delivery.before_issue": "delivered_on",
        },
    )

    def keep(values: dict[str, Any], change: Change) -> None:
        record_delivery(document=document, **values, change=change)

    form = DeliveryForm(request.POST or None, initial={"delivered_on": localdate()})
    return acted(request, form, act, keep)


@require_POST
def confirm(request: PageRequest, pk: int) -> HttpResponse:
    """The unit or the enterprise says by its own account that the document arrived."""
    document = confirming_document(request.viewer, pk)
    confirm_receipt(
        document=document,
        enterprise=receiving_enterprise(request.viewer, document),
        change=change_by(request, gettext("确认收到公文")),
    )
    tell(request, gettext("已确认收到。"))
    return HttpResponseRedirect(reverse("documents:show", args=[pk]))
