"""The papers of a match: sign the contract, register it, record what was paid."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.matches.actions.record_payment import record_payment
from jigai.apps.matches.actions.register_contract import register_contract
from jigai.apps.matches.actions.sign_contract import ContractTerms, Party, sign_contract
from jigai.apps.matches.queries.access import contract_of, match_for, side_of
from jigai.apps.matches.queries.names import names_for
from jigai.apps.matches.queries.parties import default_parties, read_parties
from jigai.apps.matches.queries.pipeline import offer_of
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.fields import MoneyField
from jigai.web.forms.reasoned import DayField
from jigai.web.language import said_on_page
from jigai.web.matches.words import KIND_CHOICES
from jigai.web.requests import PageRequest

AT_FIELD = {
    "matches.step_ahead": "on",
    "matches.step_before_last": "on",
    "matches.amount_not_positive": "amount_fen",
    "matches.shares_not_whole": "parties",
    "matches.party_twice": "parties",
    "matches.number_malformed": "number",
    "matches.number_taken": "number",
    "matches.technology_amount_too_high": "technology_fen",
    "matches.paid_too_much": "amount_fen",
}
NAMES = {"amount_fen": gettext_lazy("合同成交额"), "technology_fen": gettext_lazy("技术交易额")}


class PartiesField(forms.CharField):
    """One party a line: side, name, share in percent; cleaned to parties."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.Textarea({"rows": 4}), **options)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            return read_parties(text)
        except Refusal as refused:
            raise ValidationError(said_on_page(refused.said + refused.advice)) from None


class SignForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("合同名称"), max_length=120)
    kind = forms.ChoiceField(label=gettext_lazy("合同类别"), choices=KIND_CHOICES)
    amount_fen = MoneyField(label=NAMES["amount_fen"])
    on = DayField(label=gettext_lazy("签订日期"))
    valid_to = DayField(label=gettext_lazy("有效至"), required=False)
    parties = PartiesField(
        label=gettext_lazy("合同各方"),
        help_text=gettext_lazy(
            "每行一方：买方或卖方、名称、份额%，用逗号分开；同一方的份额合计 100。"
            "例：卖方，某大学，60"
        ),
    )


class RegisterContractForm(forms.Form):
    number = forms.CharField(
        label=gettext_lazy("登记编号"), max_length=24,
        help_text=gettext_lazy("技术合同登记证上的16位数字。"),
    )  # fmt: skip
    technology_fen = MoneyField(
        label=NAMES["technology_fen"],
        help_text=gettext_lazy("登记机构核定的技术性收入，不超过合同成交额。"),
    )
    on = DayField(label=gettext_lazy("登记日期"))


class PayForm(forms.Form):
    amount_fen = MoneyField(label=gettext_lazy("到款金额"))
    document = forms.CharField(label=gettext_lazy("凭证"), max_length=200)
    on = DayField(label=gettext_lazy("到款日期"))


def sign(request: PageRequest, pk: int) -> HttpResponse:
    viewer = request.viewer
    require(viewer, Deed.MATCH)
    match = match_for(viewer, pk)
    side_of(viewer, match.demand, offer_of(match))
    first = {"on": localdate(), "parties": default_parties(match, names_for(viewer))}
    form = SignForm(request.POST or None, initial=first)

    def save(values: dict[str, Any], change: Change) -> None:
        on = values.pop("on")
        parties: list[Party] = values.pop("parties")
        terms = ContractTerms(parties=parties, **values)
        sign_contract(match=match, terms=terms, on=on, change=change)

    said = _("签约已登记；取得登记编号之后再登记合同。")
    return acted(request, form, _act(request, pk, _("登记签约"), said), save)


def register(request: PageRequest, pk: int) -> HttpResponse:
    """From now on the county counts the contract, once."""
    viewer = request.viewer
    require(viewer, Deed.MATCH)
    match = match_for(viewer, pk)
    side_of(viewer, match.demand, offer_of(match))
    contract = contract_of(match)
    form = RegisterContractForm(request.POST or None, initial={"on": localdate()})

    def save(values: dict[str, Any], change: Change) -> None:
        register_contract(contract=contract, change=change, **values)

    said = _("合同已登记，计入全县合同额一次。")
    return acted(request, form, _act(request, pk, _("登记合同编号"), said), save)


def pay(request: PageRequest, pk: int) -> HttpResponse:
    viewer = request.viewer
    require(viewer, Deed.MATCH)
    match = match_for(viewer, pk)
    side_of(viewer, match.demand, offer_of(match))
    contract = contract_of(match)
    form = PayForm(request.POST or None, initial={"on": localdate()})

    def save(values: dict[str, Any], change: Change) -> None:
        record_payment(contract=contract, change=change, **values)

    return acted(request, form, _act(request, pk, _("登记到款"), _("到款已登记。")), save)


def _act(request: PageRequest, pk: int, title: str, said: str) -> Act:
    match = match_for(request.viewer, pk)
    return Act(
        title=title,
        about=names_for(request.viewer).demand(match.demand),
        back=reverse("matches:show", args=[pk]),
        said=said,
        reason=title,
        at_field=AT_FIELD,
    )
