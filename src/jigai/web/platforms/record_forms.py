"""Forms of the register of platforms."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jigai.apps.accounts.viewer import Viewer
from jigai.web.forms.choices import (
    EnterpriseField,
    KeyChoiceField,
    area_choices,
    direction_choices,
)
from jigai.web.forms.fields import MoneyField
from jigai.web.forms.reasoned import DayField, ReasonedForm, VersionedForm
from jigai.web.platforms.words import (
    KIND_CHOICES,
    LEAD_CHOICES,
    LEVEL_CHOICES,
    RESULT_CHOICES,
)

CHOOSE = ("", _("— 请选择 —"))


class DetailsForm(ReasonedForm):
    """What the register says beside the standing."""

    name = forms.CharField(label=_("平台名称"), max_length=120)
    lead_body = forms.ChoiceField(
        label=_("主管部门"), choices=(CHOOSE, *LEAD_CHOICES), required=False,
        help_text=_("留空按类别确定。"),
    )  # fmt: skip
    division_id = KeyChoiceField(label=_("乡镇"), required=False)
    direction_id = KeyChoiceField(label=_("产业方向"), required=False)
    chain_link = forms.CharField(
        label=_("产业链环节"), max_length=60, required=False,
        help_text=_("环节代码，例：busbar；留空则在覆盖表中列在“未登记环节”。"),
    )  # fmt: skip
    field = forms.CharField(label=_("研究领域"), max_length=200, required=False)
    partners = forms.CharField(
        label=_("共建高校院所"), max_length=300, required=False, help_text=_("多家用顿号分开。")
    )
    floor_area_m2 = forms.IntegerField(label=_("场地面积（平方米）"), min_value=0, required=False)
    equipment_value_fen = MoneyField(label=_("设备原值"), required=False)
    staff_count = forms.IntegerField(label=_("专职研发人员（人）"), min_value=0, required=False)
    senior_count = forms.IntegerField(
        label=_("其中博士和高级职称（人）"), min_value=0, required=False
    )
    review_every_months = forms.IntegerField(
        label=_("评估周期（月）"), min_value=1, required=False, help_text=_("留空按类别确定。")
    )
    next_review_on = DayField(label=_("下次评估日"), required=False)
    contact_office = forms.CharField(
        label=_("联系部门"), max_length=120, required=False, help_text=_("填部门，不填个人。")
    )
    remark = forms.CharField(label=_("备注"), max_length=300, required=False)

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["division_id"].choices = area_choices()  # type: ignore[attr-defined]
        self.fields["direction_id"].choices = direction_choices()  # type: ignore[attr-defined]


class CorrectPlatformForm(DetailsForm, VersionedForm):
    """A correction; level and withdrawal have forms of their own."""


class ApprovalFields(forms.Form):
    """One recognition at a level."""

    level = forms.ChoiceField(label=_("级别"), choices=(CHOOSE, *LEVEL_CHOICES))
    on = DayField(label=_("认定日"))
    document = forms.CharField(
        label=_("认定文件"), max_length=200, help_text=_("例：德科字〔2025〕12号。")
    )
    document_on = DayField(label=_("文件日期"), required=False)
    expires_on = DayField(label=_("有效至"), required=False)
    applied_on = DayField(
        label=_("申报日"), required=False, help_text=_("运行年限按申报日核对；留空按认定日。")
    )


class RegisterForm(ApprovalFields, DetailsForm):
    """A new platform with its first recognition."""

    kind = forms.ChoiceField(label=_("类别"), choices=(CHOOSE, *KIND_CHOICES))
    host_enterprise_id = EnterpriseField(label=_("依托企业"), required=False)
    host_institution = forms.CharField(
        label=_("依托机构"), max_length=120, required=False,
        help_text=_("依托高校、院所等机构的填这里，与依托企业只填其一。"),
    )  # fmt: skip

    def __init__(self, *given: Any, viewer: Viewer, **options: Any) -> None:
        super().__init__(*given, **options)
        host: Any = self.fields["host_enterprise_id"]
        host.viewer = viewer
        self.order_fields(
            ["name", "kind", "level", "host_enterprise_id", "host_institution", "on", "document"]
        )
        self.fields["reason"] = self.fields.pop("reason")


class UpgradeForm(ApprovalFields, ReasonedForm):
    """The standing of before ends on the day of the new one."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["reason"] = self.fields.pop("reason")


class WithdrawForm(ReasonedForm):
    on = DayField(label=_("撤销日"))
    document = forms.CharField(label=_("撤销文件"), max_length=200, required=False)
    because = forms.CharField(label=_("撤销原因"), max_length=300)


class ReviewForm(ReasonedForm):
    reviewed_on = DayField(label=_("评估日"))
    result = forms.ChoiceField(label=_("评估结果"), choices=(CHOOSE, *RESULT_CHOICES))
    document = forms.CharField(label=_("结果文件"), max_length=200)
    next_due_on = DayField(
        label=_("下次评估日"), required=False, help_text=_("留空按评估周期推算。")
    )
