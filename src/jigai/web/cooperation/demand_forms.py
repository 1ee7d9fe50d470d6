"""Forms of demands: the official form's fields, review, and opening the names."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from jigai.apps.accounts.viewer import Viewer
from jigai.web.cooperation.words import (
    ACTIVITY_CHOICES,
    CHOOSE,
    DISCIPLINE_CHOICES,
    FIELD_CHOICES,
    MATURITY_CHOICES,
    OWNERSHIP_CHOICES,
    SOLVING_CHOICES,
)
from jigai.web.forms.choices import EnterpriseField, KeyChoiceField, direction_choices
from jigai.web.forms.fields import MoneyField
from jigai.web.forms.reasoned import DayField, ReasonedForm
from jigai.web.forms.sections import SectionedForm

YEAR = timedelta(days=365)
LONG = 500


def long_text(label: Any, *, required: bool = True, most: int = LONG, help_text: Any = "") -> Any:
    widget = forms.Textarea({"rows": 3})
    return forms.CharField(
        label=label, max_length=most, required=required, widget=widget, help_text=help_text
    )


class DemandForm(SectionedForm):
    """By the official form, in sections: what is wanted comes first."""

    SECTIONS = (
        (_("需要解决什么"), ("enterprise_id", "name", "problem", "key_technology",
                       "expected_goal", "keywords")),
        (_("领域和行业"), ("technical_field", "discipline", "industry_code", "direction_id")),
        (_("时间和资金"), ("starts_year", "ends_year", "needed_by", "budget_fen")),
        (_("怎么合作"), ("solving_way", "activity_kind", "result_ownership", "least_maturity",
                     "wanted_partners", "bidder_conditions")),
        (_("复核和保密"), ("review_on", "is_confidential", "hidden_words")),
    )  # fmt: skip

    name = forms.CharField(label=_("技术需求名称"), max_length=120)
    technical_field = forms.ChoiceField(label=_("技术领域"), choices=(CHOOSE, *FIELD_CHOICES))
    discipline = forms.ChoiceField(label=_("学科分类"), choices=(CHOOSE, *DISCIPLINE_CHOICES))
    industry_code = forms.CharField(
        label=_("应用行业"), max_length=4, help_text=_("国民经济行业代码，例：3823。")
    )
    direction_id = KeyChoiceField(label=_("产业方向"), required=False)
    starts_year = forms.IntegerField(label=_("需求时限（起年）"), min_value=2000, max_value=2100)
    ends_year = forms.IntegerField(
        label=_("需求时限（止年）"), min_value=2000, max_value=2100,
        help_text=_("不早于起年，最长十年。"),
    )  # fmt: skip
    budget_fen = MoneyField(label=_("拟投入资金总额"), required=False, help_text=_("例：120.5"))
    solving_way = forms.ChoiceField(label=_("技术需求解决方式"), choices=(CHOOSE, *SOLVING_CHOICES))
    activity_kind = forms.ChoiceField(label=_("科技活动类型"), choices=(CHOOSE, *ACTIVITY_CHOICES))
    result_ownership = forms.ChoiceField(label=_("成果权属"), choices=(CHOOSE, *OWNERSHIP_CHOICES))
    least_maturity = forms.TypedChoiceField(
        label=_("最低成熟度"), choices=(("", _("不限")), *MATURITY_CHOICES), required=False,
        coerce=int, empty_value=None, help_text=_("GB/T 22900-2022，九级。"),
    )  # fmt: skip
    needed_by = DayField(label=_("最迟日期"), required=False)
    problem = long_text(_("主要问题"), help_text=_("现状、卡在哪里、有什么后果，不超过500字。"))
    key_technology = long_text(_("技术关键"), help_text=_("关键技术与主要指标，尽量写数值。"))
    expected_goal = long_text(_("预期目标"), help_text=_("创新性与经济社会效益。"))
    keywords = forms.CharField(
        label=_("关键字"), max_length=120, help_text=_("最多5个，用顿号分开。")
    )
    wanted_partners = forms.CharField(label=_("合作意向单位"), max_length=200, required=False)
    bidder_conditions = long_text(_("对揭榜方的条件"), required=False)
    review_on = DayField(
        label=_("复核日"), help_text=_("到这一天请再确认仍需要，否则不再参与匹配；最多一年。")
    )
    is_confidential = forms.BooleanField(
        label=_("保密需求"), required=False,
        help_text=_("别人只看到隐去企业、地点和联系人的文本；双方同意后才公开名称。"),
    )  # fmt: skip
    hidden_words = forms.CharField(
        label=_("另需隐去的词"), max_length=200, required=False,
        help_text=_("例：品牌、产品型号，用顿号分开。"),
    )  # fmt: skip

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["direction_id"].choices = direction_choices()  # type: ignore[attr-defined]
        self.fields["review_on"].initial = localdate() + YEAR


class NewDemandForm(DemandForm):
    enterprise_id = EnterpriseField(label=_("企业"))

    def __init__(self, *given: Any, viewer: Viewer, **options: Any) -> None:
        super().__init__(*given, **options)
        chosen: Any = self.fields["enterprise_id"]
        chosen.viewer = viewer


class MaskedForm(ReasonedForm):
    """The text that others read, field by field."""

    name = forms.CharField(label=_("技术需求名称"), max_length=120)
    problem = long_text(_("主要问题"))
    key_technology = long_text(_("技术关键"))
    expected_goal = long_text(_("预期目标"))
    keywords = forms.CharField(label=_("关键字"), max_length=120)
    wanted_partners = forms.CharField(label=_("合作意向单位"), max_length=200, required=False)
    bidder_conditions = long_text(_("对揭榜方的条件"), required=False)


class ReviewForm(ReasonedForm):
    verdict = forms.ChoiceField(
        label=_("审核结论"), choices=(("approve", _("通过并公开")), ("return", _("退回"))),
        widget=forms.RadioSelect,
    )  # fmt: skip
    opinion = long_text(_("退回意见"), required=False, most=300)


class KeepForm(ReasonedForm):
    review_on = DayField(label=_("新的复核日"), help_text=_("最多一年后。"))


class CloseForm(ReasonedForm):
    """Its reason says why."""


class PurposeForm(ReasonedForm):
    """What the names are wanted for; it stands in the owner's log."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["reason"].label = _("用途")
        self.fields["reason"].help_text = _("企业会看到这一条。")


class OfferNamesForm(ReasonedForm):
    institution_id = KeyChoiceField(label=_("院校"))

    def __init__(self, *given: Any, choices: list[tuple[Any, str]], **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["institution_id"].choices = [CHOOSE, *choices]  # type: ignore[attr-defined]


class AskForm(PurposeForm):
    institution_id = KeyChoiceField(label=_("以哪家院校申请"))
    promises = forms.BooleanField(label=_("承诺只用于本次洽谈，不向他人透露企业名称"))

    def __init__(self, *given: Any, choices: list[tuple[Any, str]], **options: Any) -> None:
        super().__init__(*given, **options)
        chosen: Any = self.fields["institution_id"]
        chosen.choices = choices
        self.fields["reason"] = self.fields.pop("reason")
