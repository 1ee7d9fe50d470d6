"""Forms of an enterprise and of what hangs on it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jigai.web.enterprises.words import CERTIFICATES, INDICATORS, SIZES
from jigai.web.forms.choices import KeyChoiceField, area_choices, direction_choices
from jigai.web.forms.fields import MoneyField
from jigai.web.forms.reasoned import DayField, ReasonedForm, VersionedForm

CHOOSE = ("", _("— 请选择 —"))


class EnterpriseForm(ReasonedForm):
    """What the business licence says."""

    credit_code = forms.CharField(
        label=_("统一社会信用代码"),
        help_text=_("18 位，抄自营业执照；校验位会核对。"),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
    )
    name = forms.CharField(label=_("企业名称"), max_length=120, help_text=_("营业执照上的全称。"))
    division_id = KeyChoiceField(label=_("乡镇"), required=False)
    direction_id = KeyChoiceField(label=_("产业方向"), required=False)
    industry_code = forms.CharField(
        label=_("行业代码"), max_length=4, required=False, help_text=_("GB/T 4754，例：3821。")
    )
    size = forms.ChoiceField(label=_("规模"), choices=(CHOOSE, *SIZES), required=False)
    founded_on = DayField(label=_("成立日期"), required=False)

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["division_id"].choices = area_choices()  # type: ignore[attr-defined]
        self.fields["direction_id"].choices = direction_choices()  # type: ignore[attr-defined]


class CorrectEnterpriseForm(EnterpriseForm, VersionedForm):
    """A correction; a change of name by the firm itself is a renaming."""

    is_active = forms.BooleanField(label=_("存续"), required=False)


class RenameForm(ReasonedForm):
    name = forms.CharField(label=_("新名称"), max_length=120)
    renamed_on = DayField(label=_("更名日期"), help_text=_("原名称保留在曾用名里，带起止日期。"))


class ContactForm(ReasonedForm):
    """Personal data: only what the work needs, sealed when saved."""

    name = forms.CharField(label=_("姓名"), max_length=60)
    telephone = forms.CharField(label=_("电话"), max_length=30, required=False)
    duty = forms.CharField(
        label=_("职务"), max_length=60, required=False, help_text=_("例：项目负责人。")
    )


class IndicatorsForm(ReasonedForm):
    """What the enterprise declared for one year."""

    year = forms.IntegerField(label=_("年度"), min_value=2000, max_value=2100)
    employees = forms.IntegerField(label=INDICATORS["employees"], min_value=0, required=False)
    tech_staff = forms.IntegerField(label=INDICATORS["tech_staff"], min_value=0, required=False)
    sales_revenue_fen = MoneyField(label=INDICATORS["sales_revenue_fen"], required=False)
    rd_expense_fen = MoneyField(label=INDICATORS["rd_expense_fen"], required=False)
    cost_expense_fen = MoneyField(label=INDICATORS["cost_expense_fen"], required=False)
    total_assets_fen = MoneyField(label=INDICATORS["total_assets_fen"], required=False)
    class1_ip = forms.IntegerField(label=INDICATORS["class1_ip"], min_value=0, required=False)
    class2_ip = forms.IntegerField(label=INDICATORS["class2_ip"], min_value=0, required=False)
    source = forms.CharField(
        label=_("来源"), max_length=120, required=False, help_text=_("例：企业自主评价填报。")
    )


class MembershipForm(ReasonedForm):
    registration_number = forms.CharField(
        label=_("入库登记编号"), max_length=20, help_text=_("例：202437142300001234。")
    )
    valid_from = DayField(label=_("入库日期"))
    valid_to = DayField(
        label=_("有效至"), required=False, help_text=_("留空按编号年度的年底计算。")
    )


class CertificateForm(ReasonedForm):
    kind = forms.ChoiceField(label=_("资质"), choices=(CHOOSE, *CERTIFICATES))
    number = forms.CharField(label=_("证书编号"), max_length=60, required=False)
    valid_from = DayField(label=_("发证日期"), required=False)
    valid_to = DayField(label=_("有效至"), required=False)
    issued_by = forms.CharField(label=_("发证机关"), max_length=120, required=False)
    document = forms.CharField(
        label=_("公告文件"),
        max_length=200,
        required=False,
        help_text=_("公布这批资格的文件和文号。"),
    )


class RevocationForm(ReasonedForm):
    """The reason is what the announcement says."""

    revoked_on = DayField(label=_("取消日期"))
