"""Report or verify a figure of a period: by its formula, or only as it was told."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jigai.apps.accounts.permissions import Deed, may, require
from jigai.apps.diagnosis.actions.record_figure import record_figure
from jigai.apps.registry.queries.access import enterprise_for
from jigai.domain.change import Change
from jigai.domain.maturity.measures import MEASURES, Measure
from jigai.domain.scorecards.fact_values import Basis
from jigai.web.diagnosis.words import BASES
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.reasoned import DayField, ReasonedForm
from jigai.web.language import said_on_page
from jigai.web.requests import PageRequest


class FigureForm(ReasonedForm):
    """One measure; the parts of its formula, or a value alone."""

    basis = forms.ChoiceField(label=_("来源性质"))
    first_on = DayField(label=_("期间起"), required=False)
    last_on = DayField(label=_("期间止"), required=False)
    value = forms.DecimalField(label=_("只有结果时填数值"), required=False, max_digits=18)
    source = forms.CharField(label=_("来源"), max_length=200, help_text=_("例：2026年9月生产报表"))
    note = forms.CharField(
        label=_("说明"), max_length=300, required=False,
        help_text=_("例：含准时足量；百分点还是相对值。"),
    )  # fmt: skip

    def __init__(self, *given: Any, measure: Measure, may_verify: bool, **options: Any) -> None:
        super().__init__(*given, **options)
        self.measure = measure
        bases = [key for key in BASES if may_verify or key == Basis.REPORTED]
        chosen: Any = self.fields["basis"]
        chosen.choices = [(key, BASES[key]) for key in bases]
        for part in measure.parts:
            field = forms.DecimalField(
                label=said_on_page(part.title), required=False, min_value=0, max_digits=18
            )
            field.unit = said_on_page(part.unit)  # type: ignore[attr-defined]
            self.fields[part.name] = field
        if measure.is_share:
            self.fields["value"].help_text = gettext("填小数，例：0.9 表示 90%。")
        names = [part.name for part in measure.parts]
        self.order_fields(["basis", "first_on", "last_on", *names, "value", "source", "note"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if bool(cleaned.get("first_on")) != bool(cleaned.get("last_on")):
            self.add_error("last_on", gettext("起止日期要同时填写。"))
        elif cleaned.get("first_on") and cleaned["first_on"] > cleaned["last_on"]:
            self.add_error("last_on", gettext("止日不能早于起日。"))
        return cleaned

    def parts(self, values: dict[str, Any]) -> dict[str, Decimal]:
        told = {part.name: values.get(part.name) for part in self.measure.parts}
        return {name: value for name, value in told.items() if value is not None}


def figure(request: PageRequest, pk: int) -> HttpResponse:
    """``?measure=`` chooses the figure."""
    require(request.viewer, Deed.REPORT)
    enterprise = enterprise_for(request.viewer, pk)
    asked = request.GET.get("measure", "")
    measure = MEASURES.get(asked, MEASURES["oee"])
    form = FigureForm(
        request.POST or None, measure=measure, may_verify=may(request.viewer, Deed.REVIEW)
    )
    act = Act(
        title=gettext("填报指标"),
        about=enterprise.name,
        back=reverse("diagnosis:enterprise", args=[pk]),
        said=gettext("指标已登记。"),
        template="diagnosis/figure.html",
        at_field={
            "diagnosis.figure_source_missing": "source",
            "diagnosis.figure_period_missing": "first_on",
            "diagnosis.figure_empty": "value",
        },
    )

    def save(values: dict[str, Any], change: Change) -> None:
        first, last = values["first_on"], values["last_on"]
        basis = Basis(values["basis"])
        if basis is Basis.VERIFIED:
            require(request.viewer, Deed.REVIEW)
        record_figure(
            enterprise=enterprise,
            measure=measure.name,
            basis=basis,
            period=(first, last) if first and last else None,
            parts=form.parts(values),
            value=values["value"],
            source=values["source"],
            note=values["note"],
            change=change,
        )

    measures = [(one.name, said_on_page(one.title)) for one in MEASURES.values()]
    return acted(request, form, act, save, shown={"measure": measure, "measures": measures})
