"""Enter a tie, correct it, or take it out of the map."""

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
from jigai.apps.supply.actions.record_ties import record_tie
from jigai.apps.supply.actions.withdraw_tie import withdraw_tie
from jigai.apps.supply.entries import PartyRef, TieEntry
from jigai.apps.supply.queries.access import tie_for
from jigai.apps.supply.queries.tie_entries import entry_of
from jigai.apps.supply.queries.ties import IMPORT_LABELS
from jigai.domain.change import Change
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.choices import EnterpriseField
from jigai.web.forms.fields import ShareField
from jigai.web.forms.reasoned import ReasonedForm
from jigai.web.language import said_on_page
from jigai.web.requests import PageRequest
from jigai.web.supply.link_field import LinkField

OUTSIDE = _("县外企业：填名称和地区，上面一栏留空。")
FARTHEST_KM = 20_000
AT_FIELD = {
    "supply.chain_unknown": "place",
    "supply.link_unknown": "place",
    "supply.year_wrong": "year",
    "supply.nobody_inside": "supplier",
    "supply.supplies_itself": "buyer",
    "supply.share_out_of_range": "share_bp",
    "supply.shares_beyond_whole": "share_bp",
    "supply.single_source_in_part": "share_bp",
    "supply.single_source_not_alone": "is_single_source",
    "supply.consent_without_paper": "consent_paper",
    "supply.tie_without_source": "source",
}
SAME = ("product", "year", "share_bp", "is_single_source", "distance_km", "imports", "source",
        "supplier_consents", "buyer_consents", "consent_paper", "is_sensitive")  # fmt: skip
"""Fields that form and entry name alike."""


class TieForm(ReasonedForm):
    supplier = EnterpriseField(label=_("供应方（本县企业）"), required=False)
    supplier_name = forms.CharField(
        label=_("供应方名称（县外）"), required=False, max_length=120, help_text=OUTSIDE
    )
    supplier_region = forms.CharField(
        label=_("供应方地区"), required=False, max_length=80, help_text=_("例：江苏无锡")
    )
    buyer = EnterpriseField(label=_("采购方（本县企业）"), required=False)
    buyer_name = forms.CharField(
        label=_("采购方名称（县外）"), required=False, max_length=120, help_text=OUTSIDE
    )
    buyer_region = forms.CharField(label=_("采购方地区"), required=False, max_length=80)
    place = LinkField()
    product = forms.CharField(label=_("产品"), max_length=80, help_text=_("例：卷铁心"))
    year = forms.IntegerField(label=_("年度"), min_value=2000, max_value=2999)
    share_bp = ShareField(
        label=_("采购占比"),
        required=False,
        help_text=_("占采购方这一环节全部采购的比重；不清楚就留空，不要估。"),
    )
    is_single_source = forms.BooleanField(label=_("单一来源：采购方没有别的供应方"), required=False)
    distance_km = forms.IntegerField(
        label=_("运距（公里）"), required=False, min_value=0, max_value=FARTHEST_KM
    )
    imports = forms.ChoiceField(label=_("进口依赖"))
    source = forms.CharField(label=_("数据来源"), max_length=200, help_text=_("例：企业走访记录"))
    supplier_consents = forms.BooleanField(label=_("供应方同意共享"), required=False)
    buyer_consents = forms.BooleanField(label=_("采购方同意共享"), required=False)
    consent_paper = forms.CharField(
        label=_("数据共享同意书"),
        required=False,
        max_length=200,
        help_text=_("没有双方同意的供应关系只有技改办能看到。"),
    )
    is_sensitive = forms.BooleanField(label=_("敏感关系：企业名称不对外显示"), required=False)

    def __init__(self, *given: Any, viewer: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        fields: dict[str, Any] = self.fields
        fields["place"].offer()
        fields["imports"].choices = [(k.value, said_on_page(w)) for k, w in IMPORT_LABELS.items()]
        for side in ("supplier", "buyer"):
            fields[side].viewer = viewer

    def clean(self) -> dict[str, Any]:
        """Each side is an enterprise or a name, not both and not neither."""
        cleaned: dict[str, Any] = super().clean() or {}
        for side in ("supplier", "buyer"):
            inside, outside = cleaned.get(side), cleaned.get(f"{side}_name", "").strip()
            if side not in self.errors and bool(inside) == bool(outside):
                self.add_error(side, gettext("本县企业和县外名称请填且只填一项。"))
        return cleaned


def tie_new(request: PageRequest) -> HttpResponse:
    require(request.viewer, Deed.KEEP_REGISTERS)
    place = f"{request.GET.get('chain', '')}/{request.GET.get('link', '')}"
    initial = {"year": localdate().year - 1, "place": place, "imports": "unknown"}
    form = TieForm(request.POST or None, viewer=request.viewer, initial=initial)
    act = Act(
        title=gettext("登记供应关系"),
        back=reverse("supply:ties"),
        said=gettext("供应关系已登记，图谱已更新。"),
        at_field=AT_FIELD,
    )

    def record(values: dict[str, Any], change: Change) -> None:
        record_tie(entry=_entry(values), change=change)

    return acted(request, form, act, record)


def tie_edit(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.KEEP_REGISTERS)
    tie = tie_for(request.viewer, pk)
    form = TieForm(
        request.POST or None, viewer=request.viewer, initial=_initial(request, entry_of(tie))
    )
    act = Act(
        title=gettext("更正供应关系"),
        about=tie.product,
        back=reverse("supply:ties"),
        said=gettext("供应关系已更正，图谱已更新。"),
        at_field=AT_FIELD,
        template="supply/tie.html",
    )

    def correct(values: dict[str, Any], change: Change) -> None:
        record_tie(entry=_entry(values), change=change, tie=tie)

    return acted(request, form, act, correct, shown={"tie": tie})


def tie_withdraw(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.KEEP_REGISTERS)
    tie = tie_for(request.viewer, pk)
    act = Act(
        title=gettext("撤下供应关系"),
        about=tie.product,
        back=reverse("supply:ties"),
        said=gettext("供应关系已撤下，历史仍可查。"),
        submit=gettext("撤下"),
    )

    def withdraw(_values: dict[str, Any], change: Change) -> None:
        withdraw_tie(tie=tie, change=change)

    return acted(request, ReasonedForm(request.POST or None), act, withdraw)


def _entry(values: dict[str, Any]) -> TieEntry:
    chain, _, link = values["place"].partition("/")
    same = {name: values[name] for name in SAME}
    return TieEntry(
        supplier=_party(values, "supplier"),
        buyer=_party(values, "buyer"),
        chain=chain,
        link=link,
        **same,
    )


def _party(values: dict[str, Any], side: str) -> PartyRef:
    if values[side]:
        return PartyRef(values[side])
    return PartyRef(None, values[f"{side}_name"].strip(), values[f"{side}_region"].strip())


def _initial(request: PageRequest, entry: TieEntry) -> dict[str, Any]:
    found: dict[str, Any] = {name: getattr(entry, name) for name in SAME}
    found["place"] = f"{entry.chain}/{entry.link}"
    for side, ref in (("supplier", entry.supplier), ("buyer", entry.buyer)):
        if ref.enterprise_id:
            found[side] = enterprise_for(request.viewer, ref.enterprise_id).credit_code
        found[f"{side}_name"], found[f"{side}_region"] = ref.name, ref.region
    return found
