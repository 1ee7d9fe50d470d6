"""The form of a project's own facts, for entering and for editing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jigai.apps.accounts.viewer import Viewer
from jigai.web.forms.choices import (
    EnterpriseField,
    KeyChoiceField,
    agency_choices,
    area_choices,
    direction_choices,
)
from jigai.web.forms.fields import MoneyField
from jigai.web.forms.reasoned import DayField, ReasonedForm, VersionedForm
from jigai.web.projects.words import CONSTRUCTION_KINDS

LISTS = {
    "division_id": area_choices,
    "direction_id": direction_choices,
    "responsible_agency_id": agency_choices,
}


class ProjectFields(ReasonedForm):
    """What is known of a project from the day it is entered."""

    name = forms.CharField(label=_("项目名称"), max_length=200, help_text=_("按备案证明填写。"))
    enterprise_id = EnterpriseField(label=_("企业"), required=False)
    owner_unit = forms.CharField(
        label=_("项目单位"),
        max_length=120,
        required=False,
        help_text=_("与企业不是同一单位时填写。"),
    )
    division_id = KeyChoiceField(label=_("乡镇"), required=False)
    direction_id = KeyChoiceField(label=_("产业方向"), required=False)
    industry_code = forms.CharField(
        label=_("行业代码"), max_length=4, required=False, help_text=_("GB/T 4754，例：3821。")
    )
    construction_kind = forms.ChoiceField(
        label=_("建设性质"), choices=[("", _("— 请选择 —")), *CONSTRUCTION_KINDS], required=False
    )
    content = forms.CharField(label=_("建设内容"), widget=forms.Textarea, required=False)
    total_investment_fen = MoneyField(label=_("总投资"), required=False, help_text=_("例：1,200"))
    equipment_investment_fen = MoneyField(
        label=_("其中：设备投资"), required=False, help_text=_("不大于总投资。")
    )
    planned_start_on = DayField(label=_("计划开工"), required=False)
    planned_completion_on = DayField(label=_("计划竣工"), required=False)
    responsible_agency_id = KeyChoiceField(label=_("责任单位"), required=False)
    responsible_leader = forms.CharField(label=_("责任领导"), max_length=60, required=False)
    remarks = forms.CharField(label=_("备注"), widget=forms.Textarea, required=False)

    def __init__(self, *given: Any, viewer: Viewer, **options: Any) -> None:
        super().__init__(*given, **options)
        for name, choices in LISTS.items():
            self.fields[name].choices = choices()  # type: ignore[attr-defined]
        self.fields["enterprise_id"].viewer = viewer  # type: ignore[attr-defined]


class RegisterProjectForm(ProjectFields):
    """A new project, with its code."""

    code = forms.CharField(
        label=_("项目代码"),
        max_length=40,
        required=False,
        help_text=_("例：2403-371423-04-02-123456。校验位不符只提醒，不阻止。"),
    )
    field_order = ("name", "code")


class EditProjectForm(ProjectFields, VersionedForm):
    """A project as it stands, with what became of it since."""

    actual_start_on = DayField(label=_("实际开工"), required=False)
    actual_completion_on = DayField(label=_("实际竣工"), required=False)
    production_on = DayField(label=_("投产日期"), required=False)
    output_reached_on = DayField(label=_("达产日期"), required=False)
