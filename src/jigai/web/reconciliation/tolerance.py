"""Set from a day on how far streams may differ, with the document that it rests on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.projects.actions.set_gap_tolerance import MOST_BP, set_gap_tolerance
from jigai.apps.projects.queries.tolerances import in_force, tolerance_rows
from jigai.domain.change import Change
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.fields import ShareField
from jigai.web.forms.reasoned import DayField, ReasonedForm
from jigai.web.requests import PageRequest


class ToleranceForm(ReasonedForm):
    valid_from = DayField(label=gettext_lazy("启用日"))
    planned_bp = ShareField(
        label=gettext_lazy("计划与上报"),
        help_text=gettext_lazy("占项目总投资，例：50"),
        at_most_bp=MOST_BP,
    )
    verified_bp = ShareField(
        label=gettext_lazy("上报与核实"),
        help_text=gettext_lazy("占较大一方，例：10"),
        at_most_bp=MOST_BP,
    )
    paid_bp = ShareField(
        label=gettext_lazy("核实与支付"),
        help_text=gettext_lazy("占较大一方，例：50"),
        at_most_bp=MOST_BP,
    )
    source = forms.CharField(
        label=gettext_lazy("依据文件"),
        max_length=200,
        help_text=gettext_lazy("例如 庆技改办〔2026〕1号"),
    )


def tolerance(request: PageRequest) -> HttpResponse:
    """A new edition; periods that end before its first day keep the one that held."""
    require(request.viewer, Deed.ADMINISTER)
    held = in_force(tolerance_rows(), on=localdate())
    present = {name: getattr(held, name) for name in ("planned_bp", "verified_bp", "paid_bp")}
    form = ToleranceForm(request.POST or None, initial={"valid_from": localdate(), **present})
    act = Act(
        title=_("制定容差"),
        about=_("超过容差的差异须说明原因；期末日在启用日之前的期次仍按原容差"),
        back=reverse("reconciliation:list"),
        said=_("容差已制定。"),
        at_field={"gap.tolerance_of_that_day": "valid_from"},
    )

    def set_it(values: dict[str, Any], change: Change) -> None:
        set_gap_tolerance(**values, change=change)

    return acted(request, form, act, set_it)
