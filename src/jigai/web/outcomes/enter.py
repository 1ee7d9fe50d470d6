"""Report a figure of an enterprise or a project: by the formula, or the value alone."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.outcomes.actions.record_outcome import OutcomeEntry, record_outcome
from jigai.apps.outcomes.queries.dictionary import dictionary, indicator_named, version_for_span
from jigai.apps.projects.queries.access import project_for
from jigai.apps.registry.queries.access import enterprise_for
from jigai.domain.change import Change
from jigai.domain.results.indicator import Definition
from jigai.domain.results.spans import parse_span
from jigai.domain.results.states import FigureKind, Measure
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.reasoned import ReasonedForm
from jigai.web.language import said_on_page
from jigai.web.outcomes.words import KIND_CHOICES
from jigai.web.requests import PageRequest

TYPED_IN = {
    Measure.SHARE: "%",
    Measure.POINTS: "百分点",
    Measure.RELATIVE: "%",
    Measure.MONEY: "万元",
    Measure.NUMBER: "",
}
"""The unit in which a value alone is typed."""
UNITS = {"%": _("%"), "百分点": _("百分点"), "万元": _("万元")}
AT_FIELD = {
    "outcomes.span_unreadable": "span",
    "outcomes.source_missing": "source",
    "outcomes.bureau_figure": "source",
    "outcomes.market_missing": "market",
    "outcomes.empty": "value",
    "outcomes.share_beyond_whole": "value",
}


class OutcomeForm(ReasonedForm):
    """One figure of one indicator."""

    kind = forms.ChoiceField(label=_("性质"), choices=KIND_CHOICES)
    span = forms.CharField(
        label=_("期间"),
        max_length=12,
        help_text=_("年度写 2026，上半年写 2026H1，下半年写 2026H2。"),
    )
    value = forms.DecimalField(
        label=_("数值"), required=False, max_digits=18, decimal_places=6,
        help_text=_("有组成数据的填组成数据，由系统按公式算；不知道的留空，不要填 0。"),
    )  # fmt: skip
    source = forms.CharField(label=_("来源"), max_length=200, help_text=_("例：2026年9月生产报表"))
    note = forms.CharField(label=_("说明"), max_length=300, required=False)

    def __init__(self, *given: Any, definition: Definition, **options: Any) -> None:
        super().__init__(*given, **options)
        self.definition = definition
        value: Any = self.fields["value"]
        value.unit = UNITS.get(TYPED_IN[definition.measure]) or said_on_page(definition.unit)
        for part in definition.parts:
            field: Any = forms.DecimalField(
                label=said_on_page(part.title), required=False, max_digits=18
            )
            field.unit = said_on_page(part.unit)
            self.fields[f"part_{part.name}"] = field
        asked = []
        if "market" in definition.qualifiers:
            self.fields["market"] = forms.CharField(
                label=gettext("哪个市场"), max_length=120, help_text=gettext("产品和范围都写明。")
            )
            self.fields["market_year"] = forms.IntegerField(
                label=gettext("哪一年的市场"), min_value=1980, max_value=2999
            )
            asked = ["market", "market_year"]
        names = [f"part_{part.name}" for part in definition.parts]
        self.order_fields(["kind", "span", *asked, *names, "value", "source", "note"])

    def entry(self, values: dict[str, Any]) -> OutcomeEntry:
        """What was typed, in the kept unit.

        Raises:
            SpanUnreadable: as named.
        """
        one, typed = self.definition, values["value"]
        told = {part.name: values.get(f"part_{part.name}") for part in one.parts}
        parts: dict[str, Decimal] = {k: v for k, v in told.items() if v is not None}
        value = None if typed is None else one.in_base_unit(typed, TYPED_IN[one.measure])
        return OutcomeEntry(
            kind=FigureKind(values["kind"]),
            span=parse_span(values["span"]),
            value=value,
            parts=parts,
            market=values.get("market") or "",
            market_year=values.get("market_year"),
            source=values["source"],
            note=values["note"],
        )


def enter(request: PageRequest, pk: int) -> HttpResponse:
    """``?indicator=`` chooses the indicator."""
    require(request.viewer, Deed.REPORT)
    subject = enterprise_for(request.viewer, pk)
    back = reverse("outcomes:enterprise", args=[pk])
    return _entered(request, subject, back, typed=request.POST or None)


def project_enter(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.REPORT)
    subject = project_for(request.viewer, pk)
    back = reverse("outcomes:project", args=[pk])
    return _entered(request, subject, back, typed=request.POST or None)


def _entered(request: PageRequest, subject: Any, back: str, *, typed: Any) -> HttpResponse:
    known = dictionary()
    asked = request.GET.get("indicator", "") or (known[0].id if known else "")
    found = indicator_named(asked)
    present = version_for_span(asked, last_on=localdate())
    definition = next(
        row.definition for row in found.versions if row.definition.version == present.number
    )
    form = OutcomeForm(typed, definition=definition)
    act = Act(
        title=gettext("填报成效"),
        about=subject.name,
        back=back,
        said=gettext("已登记；由另一个人核实之前，显示为“填报”。"),
        template="outcomes/enter.html",
        at_field=AT_FIELD,
    )

    def save(values: dict[str, Any], change: Change) -> None:
        entry = form.entry(values)
        version = version_for_span(asked, last_on=entry.span.last_on)
        record_outcome(subject=subject, version=version, entry=entry, change=change)

    shown = {
        "one": definition,
        "indicators": [(row.id, said_on_page(row.newest.definition.title)) for row in known],
    }
    return acted(request, form, act, save, shown=shown)
