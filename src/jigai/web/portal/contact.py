"""A contact that the enterprise gives of itself: sealed when saved, in full for who gave it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.registry.actions.add_contact import add_contact
from jigai.domain.change import Change
from jigai.web.forms.acting import Act, acted
from jigai.web.portal.person import enterprise_in
from jigai.web.requests import PageRequest


class OwnContactForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("姓名"), max_length=60)
    telephone = forms.CharField(label=gettext_lazy("电话"), max_length=30, required=False)
    duty = forms.CharField(
        label=gettext_lazy("职务"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("例：项目负责人。"),
    )


def contact(request: PageRequest) -> HttpResponse:
    require(request.viewer, Deed.PROPOSE)
    enterprise = enterprise_in(request)
    act = Act(
        title=_("登记联系人"),
        about=_("保存时加密；县里的人看完整内容须写明原因，您能看到谁看过。请先征得本人同意。"),
        back=reverse("portal:show"),
        said=_("联系人已登记。"),
        reason=_("企业登记联系人"),
        at_field={"contact.blank": "name"},
    )

    def add(values: dict[str, Any], change: Change) -> None:
        add_contact(enterprise=enterprise, **values, change=change)

    return acted(request, OwnContactForm(request.POST or None), act, add)
