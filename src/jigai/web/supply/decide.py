"""Keep what people decided on a proposal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.supply.actions.decide_portfolio import decide_portfolio
from jigai.apps.supply.queries.portfolios import PortfolioCard, portfolio_card, portfolio_for
from jigai.domain.change import Change
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.reasoned import ReasonedForm
from jigai.web.layout.figures import in_wan
from jigai.web.requests import PageRequest


class DecideForm(ReasonedForm):
    chosen = forms.TypedMultipleChoiceField(
        label=_("决定支持的项目"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    basis = forms.CharField(
        label=_("会议或文件"), max_length=200, help_text=_("例：专班会议纪要〔2026〕12号")
    )
    grounds = forms.CharField(
        label=_("与方案不同的理由"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("与方案完全一致时可以不填。"),
    )

    def __init__(self, *given: Any, card: PortfolioCard, **options: Any) -> None:
        super().__init__(*given, **options)
        field: Any = self.fields["chosen"]
        field.choices = [
            (
                line.id,
                gettext("%(name)s（%(grant)s 万元）")
                % {"name": line.name, "grant": in_wan(line.grant_fen)},
            )
            for line in sorted(card.lines, key=lambda one: (not one.is_in, one.id))
        ]


def decide(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.ALLOT)
    portfolio = portfolio_for(request.viewer, pk)
    card = portfolio_card(portfolio)
    proposed = [line.id for line in card.lines if line.is_in]
    form = DecideForm(request.POST or None, card=card, initial={"chosen": proposed})
    act = Act(
        title=gettext("登记决定"),
        about=card.title,
        back=reverse("supply:portfolio", args=[pk]),
        said=gettext("决定已登记，方案和决定都已冻结。"),
        at_field={
            "portfolio.decision_unfounded": "basis",
            "portfolio.difference_unexplained": "grounds",
        },
    )

    def keep(values: dict[str, Any], change: Change) -> None:
        decide_portfolio(portfolio=portfolio, change=change, **values)

    return acted(request, form, act, keep)
