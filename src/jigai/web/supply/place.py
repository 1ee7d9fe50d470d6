"""Place an enterprise in a link, or take it out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.registry.queries.access import enterprise_for
from jigai.apps.supply.actions.place_firm import place_firm
from jigai.apps.supply.actions.remove_firm import remove_firm
from jigai.apps.supply.queries.access import place_for
from jigai.domain.change import Change
from jigai.domain.supply_chain.read_chains import chain_in_force
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.choices import EnterpriseField
from jigai.web.forms.reasoned import ReasonedForm
from jigai.web.language import said_on_page
from jigai.web.requests import PageRequest


class PlaceForm(ReasonedForm):
    enterprise = EnterpriseField(label=_("企业"))
    source = forms.CharField(
        label=_("依据"), max_length=200, help_text=_("例：2026年10月企业走访，主要产品为卷铁心")
    )


def place(request: PageRequest, chain: str, link: str) -> HttpResponse:
    require(request.viewer, Deed.KEEP_REGISTERS)
    found = chain_in_force(chain, on=localdate())
    one = found.link(link)
    initial = {"enterprise": request.GET.get("enterprise", "")}
    form = PlaceForm(request.POST or None, initial=initial)
    field: Any = form.fields["enterprise"]
    field.viewer = request.viewer
    act = Act(
        title=gettext("归入环节：%(link)s") % {"link": said_on_page(one.title)},
        about=said_on_page(found.title),
        back=reverse("supply:link", args=[chain, link]),
        said=gettext("企业已归入环节，图谱已更新。"),
        at_field={"supply.placed_already": "enterprise", "supply.place_without_source": "source"},
    )

    def put(values: dict[str, Any], change: Change) -> None:
        enterprise = enterprise_for(request.viewer, values["enterprise"])
        place_firm(
            enterprise=enterprise, chain=chain, link=link, source=values["source"], change=change
        )

    return acted(request, form, act, put)


def unplace(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.KEEP_REGISTERS)
    found = place_for(request.viewer, pk)
    act = Act(
        title=gettext("移出环节"),
        about=found.enterprise.name,
        back=reverse("supply:chain", args=[found.chain]),
        said=gettext("企业已移出环节，图谱已更新。"),
        submit=gettext("移出"),
    )

    def remove(_values: dict[str, Any], change: Change) -> None:
        remove_firm(place=found, change=change)

    return acted(request, ReasonedForm(request.POST or None), act, remove)
