"""“This is wrong, because …”: the enterprise proposes, and takes back what it proposed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.portal.actions.decide import withdraw
from jigai.apps.portal.queries.access import correction_for
from jigai.domain.change import Change
from jigai.flows.correct_file import propose_file_correction
from jigai.flows.file_fields import KINDS, place_of, shown_of
from jigai.web.authorship import change_by
from jigai.web.forms.acting import Act, acted
from jigai.web.language import said_on_page
from jigai.web.portal.person import enterprise_in
from jigai.web.requests import PageRequest
from jigai.web.toasts import tell


class CorrectionForm(forms.Form):
    after = forms.CharField(label=gettext_lazy("应为"), max_length=200, required=False)
    because = forms.CharField(
        label=gettext_lazy("为什么有误"),
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("写明依据，例：营业执照上的成立日期为2016-03-08。"),
    )


def correct(request: PageRequest, subject: str, field: str, record_key: int) -> HttpResponse:
    """``record_key`` 0: the enterprise itself; else the certificate, the year or the project."""
    require(request.viewer, Deed.PROPOSE)
    enterprise = enterprise_in(request)
    place = place_of(enterprise, subject=subject, name=field, record_key=record_key or None)
    label = said_on_page(place.field.label)
    stands = said_on_page(shown_of(place.field, getattr(place.record, field)))
    form = CorrectionForm(request.POST or None)
    form.fields["after"].help_text = said_on_page(KINDS[place.field.kind])
    act = Act(
        title=_("提出更正"),
        about=_("{label}，现为：{value}").format(label=label, value=stands),
        back=reverse("portal:show"),
        said=_("已提出，等待县技改办答复；档案在采纳前不变。"),
        submit=_("提出更正"),
        reason=_("企业提出更正"),
        at_field={
            "correction.value_unreadable": "after",
            "correction.same": "after",
            "correction.why_missing": "because",
        },
    )

    def propose(values: dict[str, Any], change: Change) -> None:
        propose_file_correction(
            enterprise=enterprise,
            subject=subject,
            name=field,
            record_key=place.record_key,
            after=values["after"],
            because=values["because"],
            change=change,
        )

    return acted(request, form, act, propose)


@require_POST
def correction_withdraw(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.PROPOSE)
    found = correction_for(request.viewer, pk, on=localdate())
    withdraw(asked=found, change=change_by(request, _("撤回更正")))
    tell(request, _("已撤回。"))
    return redirect("portal:show")
