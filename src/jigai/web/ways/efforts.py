"""The efforts of the levers: what they are on a day, and setting the county's own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from jigai.apps.accounts.permissions import Deed, may, require
from jigai.apps.cultivation.actions.set_effort import NoSuchLever, set_effort
from jigai.apps.cultivation.queries.efforts import EffortRow, effort_rows
from jigai.domain.change import Change
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.reasoned import DayField, ReasonedForm
from jigai.web.language import said_on_page
from jigai.web.requests import PageRequest

MOST = 30_000


class EffortForm(ReasonedForm):
    valid_from = DayField(label=gettext_lazy("自哪一天起执行"))
    effort_fixed = forms.DecimalField(
        label=gettext_lazy("固定工作量"),
        help_text=gettext_lazy("开始做就要付出的，例：2"),
        min_value=0,
        max_digits=9,
        decimal_places=2,
    )
    effort_per_step = forms.DecimalField(
        label=gettext_lazy("每步工作量"),
        help_text=gettext_lazy("每增加一步付出的，例：12；是非类指标填 0"),
        min_value=0,
        max_digits=9,
        decimal_places=2,
    )
    lead_months = forms.IntegerField(
        label=gettext_lazy("见效周期（月）"), min_value=0, max_value=240
    )
    most_a_year = forms.IntegerField(
        label=gettext_lazy("一年最多几步"),
        help_text=gettext_lazy("是非类指标填 0"),
        min_value=0,
        max_value=MOST,
    )
    decision = forms.CharField(
        label=gettext_lazy("依据"),
        max_length=200,
        help_text=gettext_lazy("例：庆技改办〔2026〕5号，或测算说明"),
    )


@require_safe
def effort_list(request: PageRequest) -> HttpResponse:
    require(request.viewer, Deed.READ_CHECKS)
    on = localdate()
    shown = {
        "rows": effort_rows(on=on),
        "today": on,
        "may_set": may(request.viewer, Deed.SET_EFFORTS),
    }
    return render(request, "ways/efforts.html", shown)


def effort(request: PageRequest, fact: str) -> HttpResponse:
    """Set what one lever takes, from a day on; routes found from then on go by it."""
    require(request.viewer, Deed.SET_EFFORTS)
    row = _row(fact)
    names = ("effort_fixed", "effort_per_step", "lead_months", "most_a_year")
    present = {name: getattr(row, name) for name in names}
    form = EffortForm(request.POST or None, initial={"valid_from": localdate(), **present})
    act = Act(
        title=_("设定工作量：%(label)s") % {"label": said_on_page(row.label)},
        about=said_on_page(row.basis),
        back=reverse("ways:efforts"),
        said=_("工作量已设定；此后测算的路径按新值。"),
        at_field={"ways.decision_missing": "decision", "ways.no_efforts": "valid_from"},
    )

    def set_it(values: dict[str, Any], change: Change) -> None:
        set_effort(fact=fact, **values, change=change)

    return acted(request, form, act, set_it)


def _row(fact: str) -> EffortRow:
    rows = effort_rows(on=localdate())
    found = next((row for row in rows if row.fact == fact), None)
    if found is None:
        raise NoSuchLever(name=fact, near="", known=", ".join(row.fact for row in rows))
    return found
