"""Take gaps of an enterprise's diagnoses among those that its plans close."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.diagnosis.queries.access import gap_for as diagnosis_gap_for
from jigai.apps.planning.actions.tie_gap import tie_gap
from jigai.apps.planning.queries.access import gap_for
from jigai.apps.planning.queries.diagnosed import gaps_to_adopt
from jigai.apps.registry.queries.access import enterprise_for
from jigai.domain.change import Change
from jigai.flows.adopt_gaps import adopt_gaps
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.choices import KeyChoiceField
from jigai.web.language import said_on_page
from jigai.web.planning.words import THEME_CHOICES
from jigai.web.requests import PageRequest


class AdoptForm(forms.Form):
    gaps = forms.TypedMultipleChoiceField(
        label=gettext_lazy("诊断发现的差距"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("勾选要由规划来消除的；名称、日期和依据照诊断带入，不用重填。"),
    )
    theme = forms.ChoiceField(
        label=gettext_lazy("方面"), choices=THEME_CHOICES, initial="process",
        help_text=gettext_lazy("这次勾选的都列入这个方面；另一方面的下次再列。"),
    )  # fmt: skip


def adopt(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.PLAN)
    enterprise = enterprise_for(request.viewer, pk)
    form = AdoptForm(request.POST or None)
    rows = gaps_to_adopt(request.viewer, enterprise_id=enterprise.pk)
    chosen: Any = form.fields["gaps"]
    chosen.choices = [(one.id, _worded(one)) for one in rows]
    act = Act(
        title=_("列入规划差距"),
        about=enterprise.name,
        back=reverse("planning:gaps"),
        said=_("已列入；请在规划里写明由哪条措施消除。"),
        reason=_("从诊断列入规划差距"),
    )

    def take(values: dict[str, Any], change: Change) -> None:
        adopt_gaps(request.viewer, gap_ids=values["gaps"], theme=values["theme"], change=change)

    return acted(request, form, act, take)


def _worded(row: Any) -> str:
    core = _("（约束性场景）") if row.is_core else ""
    return f"{said_on_page(row.what)}{core} → {said_on_page(row.target)}"


class TieForm(forms.Form):
    diagnosed_id = KeyChoiceField(
        label=gettext_lazy("诊断发现的差距"),
        help_text=gettext_lazy("只列该企业还没有列入规划的。对应之后两处算一个差距。"),
    )


def tie(request: PageRequest, pk: int) -> HttpResponse:
    """A gap that the plan's people wrote is the same as one of a diagnosis."""
    require(request.viewer, Deed.PLAN)
    gap = gap_for(request.viewer, pk)
    form = TieForm(request.POST or None)
    rows = gaps_to_adopt(request.viewer, enterprise_id=gap.enterprise_id)
    chosen: Any = form.fields["diagnosed_id"]
    chosen.choices = [("", _("— 请选择 —")), *((one.id, _worded(one)) for one in rows)]
    act = Act(
        title=_("对应诊断差距"),
        about=gap.title,
        back=reverse("planning:gap", args=[pk]),
        said=_("已对应；此后两处算一个差距。"),
        reason=_("规划差距对应诊断差距"),
    )

    def same(values: dict[str, Any], change: Change) -> None:
        diagnosed = diagnosis_gap_for(request.viewer, values["diagnosed_id"])
        tie_gap(gap=gap, diagnosed=diagnosed, change=change)

    return acted(request, form, act, same)
