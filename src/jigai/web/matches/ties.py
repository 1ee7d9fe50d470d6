"""Declared ties: who may not be proposed to whom."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from jigai.apps.accounts.permissions import Deed, may, require
from jigai.apps.matches.actions.declare_tie import declare_tie, end_tie
from jigai.apps.matches.queries.access import tie_for
from jigai.apps.matches.queries.ties import other_named, tie_rows
from jigai.apps.registry.queries.access import enterprise_for
from jigai.domain.change import Change
from jigai.web.authorship import change_by
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.choices import EnterpriseField
from jigai.web.requests import PageRequest
from jigai.web.toasts import tell


class TieForm(forms.Form):
    enterprise_id = EnterpriseField(label=gettext_lazy("企业"))
    other = forms.CharField(
        label=gettext_lazy("院校院所或专家"), max_length=120, help_text=gettext_lazy("填全称。")
    )
    words = forms.CharField(
        label=gettext_lazy("是什么关系"), max_length=200,
        help_text=gettext_lazy("例：总经理为该校兼职教授。只有企业和技改办看得到。"),
    )  # fmt: skip


@require_safe
def ties(request: PageRequest) -> HttpResponse:
    shown = {
        "here_tab": "ties",
        "may_run": may(request.viewer, Deed.RUN_MATCHING),
        "may_act": may(request.viewer, Deed.MATCH),
        "rows": tie_rows(request.viewer),
    }
    return render(request, "matches/ties.html", shown)


def tie_new(request: PageRequest) -> HttpResponse:
    require(request.viewer, Deed.MATCH)
    form = TieForm(request.POST or None)
    chosen: Any = form.fields["enterprise_id"]
    chosen.viewer = request.viewer
    act = Act(
        title=_("申报利益关系"),
        back=reverse("matches:ties"),
        said=_("已申报，对方不再出现在这家企业的匹配中。"),
        reason=_("申报利益关系"),
        at_field={"matches.tie_other_unknown": "other"},
    )

    def save(values: dict[str, Any], change: Change) -> None:
        enterprise = enterprise_for(request.viewer, values["enterprise_id"])
        other = other_named(values["other"])
        declare_tie(enterprise=enterprise, other=other, words=values["words"], change=change)

    return acted(request, form, act, save)


@require_POST
def tie_end(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.MATCH)
    end_tie(tie=tie_for(request.viewer, pk), change=change_by(request, _("利益关系已终止")))
    tell(request, _("关系已终止。"))
    return redirect("matches:ties")
