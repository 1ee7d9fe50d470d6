"""The county's own calendar: the monthly cut-off of each state of inclusion."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.projects.actions.set_inclusion_cutoff import LAST_DAY, set_inclusion_cutoff
from jigai.domain.change import Change
from jigai.domain.inclusion import STATE_LABELS, WAITING
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.reasoned import ReasonedForm
from jigai.web.language import spoken
from jigai.web.requests import PageRequest

STATES = tuple((one.value, spoken(label)) for one, label in STATE_LABELS.items() if one in WAITING)


class CutoffForm(ReasonedForm):
    state = forms.ChoiceField(label=gettext_lazy("状态"), choices=STATES)
    day_of_month = forms.IntegerField(
        label=gettext_lazy("每月几日"),
        min_value=1,
        max_value=LAST_DAY,
        required=False,
        help_text=gettext_lazy("例：10。超过月末的按月末；留空表示取消这一截止日。"),
    )
    skips_january = forms.BooleanField(label=gettext_lazy("一月不报"), required=False, initial=True)
    source = forms.CharField(
        label=gettext_lazy("依据文件"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("例如 县统计局入库工作通知"),
    )


def calendar(request: PageRequest) -> HttpResponse:
    """Set one cut-off, or take it away with a blank day."""
    require(request.viewer, Deed.ADMINISTER)
    act = Act(
        title=_("设定入统截止日"),
        about=_("提醒和超期按开工日计算，在“时限与口径”里设置；这里设每月的报送截止日"),
        back=reverse("inclusion:list"),
        said=_("截止日已保存。"),
        at_field={"inclusion.cutoff_unreadable": "source"},
    )

    def set_it(values: dict[str, Any], change: Change) -> None:
        set_inclusion_cutoff(**values, change=change)

    return acted(request, CutoffForm(request.POST or None), act, set_it)
