"""What hangs on an enterprise: contacts, yearly indicators, library places, certificates."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.registry.actions.add_certificate import add_certificate
from jigai.apps.registry.actions.add_contact import add_contact, erase_contact
from jigai.apps.registry.actions.admit_to_library import admit_to_library
from jigai.apps.registry.actions.record_indicators import record_indicators
from jigai.apps.registry.actions.revoke_certificate import revoke_certificate
from jigai.apps.registry.actions.unmask_contact import unmask_contact
from jigai.apps.registry.queries.access import enterprise_for
from jigai.apps.registry.queries.contacts import contact_for
from jigai.apps.registry.queries.recognitions import certificate_for
from jigai.domain.change import Change
from jigai.web.authorship import change_by
from jigai.web.enterprises.record_forms import (
    CertificateForm,
    ContactForm,
    IndicatorsForm,
    MembershipForm,
    RevocationForm,
)
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.reasoned import ReasonedForm
from jigai.web.requests import PageRequest

LAST_YEAR = -1


def contact(request: PageRequest, pk: int) -> HttpResponse:
    form = ContactForm(request.POST or None)
    return _hung(request, pk, form, (_("登记联系人"), _("联系人已登记，已加密。")), add_contact)


def indicators(request: PageRequest, pk: int) -> HttpResponse:
    form = IndicatorsForm(request.POST or None, initial={"year": localdate().year + LAST_YEAR})
    return _hung(request, pk, form, (_("登记年度指标"), _("年度指标已登记。")), _indicators)


def membership(request: PageRequest, pk: int) -> HttpResponse:
    form = MembershipForm(request.POST or None)
    words = (_("入库登记"), _("入库编号已登记。"))
    return _hung(request, pk, form, words, admit_to_library)


def certificate(request: PageRequest, pk: int) -> HttpResponse:
    form = CertificateForm(request.POST or None)
    return _hung(request, pk, form, (_("登记资质"), _("资质已登记。")), add_certificate)


def revoke(request: PageRequest, pk: int) -> HttpResponse:
    """A recognition was cancelled or given up; what it proved before that day stays."""
    require(request.viewer, Deed.KEEP_REGISTERS)
    held = certificate_for(request.viewer, pk)
    act = Act(
        title=_("取消资格"),
        about=f"{held.enterprise.name} · {held.number}",
        back=reverse("enterprises:show", args=[held.enterprise_id]),
        said=_("资格已登记为取消。"),
        at_field={"certificate.revoked_before_issue": "revoked_on"},
    )

    def end(values: dict[str, Any], change: Change) -> None:
        day = values["revoked_on"]
        revoke_certificate(certificate=held, revoked_on=day, because=change.reason, change=change)

    return acted(request, RevocationForm(request.POST or None), act, end)


def unmask(request: PageRequest, pk: int) -> HttpResponse:
    """Show one contact in full, once, to who gave a reason; the look stays in the history."""
    require(request.viewer, Deed.UNMASK)
    held = contact_for(request.viewer, pk)
    back = reverse("enterprises:show", args=[held.enterprise_id])
    act = Act(title=_("查看完整联系方式"), back=back, said="", submit=_("查看并留痕"))
    form = ReasonedForm(request.POST or None)
    if not form.is_valid():
        return render(request, "forms/page.html", {"form": form, "act": act})
    opened = unmask_contact(contact=held, change=change_by(request, form.cleaned_data["reason"]))
    answer = render(request, "enterprises/contact.html", {"contact": opened, "act": act})
    answer["Cache-Control"] = "no-store"
    return answer


def erase(request: PageRequest, pk: int) -> HttpResponse:
    """Destroy the key of a contact: nothing brings the name and telephone back."""
    require(request.viewer, Deed.UNMASK)
    held = contact_for(request.viewer, pk)
    act = Act(
        title=_("清除联系人信息"),
        about=_("姓名和电话将永久无法读取，历史和备份中也一样；不能撤销。"),
        back=reverse("enterprises:show", args=[held.enterprise_id]),
        said=_("联系人的个人信息已清除。"),
        submit=_("永久清除"),
    )

    def destroy(_values: dict[str, Any], change: Change) -> None:
        erase_contact(contact=held, change=change)

    return acted(request, ReasonedForm(request.POST or None), act, destroy)


def _hung(
    request: PageRequest, pk: int, form: Form, words: tuple[str, str], do: Callable[..., Any]
) -> HttpResponse:
    require(request.viewer, Deed.KEEP_REGISTERS)
    enterprise = enterprise_for(request.viewer, pk)
    act = Act(
        title=words[0],
        about=enterprise.name,
        back=reverse("enterprises:show", args=[pk]),
        said=words[1],
        at_field={
            "library_number.unreadable": "registration_number",
            "library.number_taken": "registration_number",
            "indicators.staff_above_total": "tech_staff",
            "certificate.ends_before_start": "valid_to",
        },
    )

    def add(values: dict[str, Any], change: Change) -> None:
        do(enterprise=enterprise, change=change, **values)

    return acted(request, form, act, add)


def _indicators(*, enterprise: Any, change: Change, **values: Any) -> None:
    year, source = values.pop("year"), values.pop("source")
    given: Any = {name: value for name, value in values.items() if value is not None}
    record_indicators(enterprise=enterprise, year=year, values=given, source=source, change=change)
