"""What is asked when people, roles, units and tokens are entered."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import RegexValidator
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from jigai.apps.accounts.queries.people import agency_rows
from jigai.apps.reference.queries.divisions import division_rows
from jigai.web.language import name_on_page
from jigai.web.people.words import AGENCY_KINDS, RETENTION_KINDS, ROLES

LOGIN = RegexValidator(r"^[\w.@+-]+\Z", _("只用字母、数字和 . _ - @ +。"))
A_QUARTER = timedelta(days=90)


def day_field(label: Any, *, help_text: Any = "") -> forms.DateField:
    picker = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=picker, help_text=help_text)


def area_choices() -> list[tuple[str, str]]:
    """County and townships of today; blank is the whole county."""
    rows = [one for one in division_rows(on=localdate()) if one.level == "township"]
    return [("", str(_("全县"))), *((str(row.id), name_on_page(row)) for row in rows)]


def agency_choices() -> list[tuple[str, str]]:
    units = [unit for unit in agency_rows() if unit.is_active]
    return [("", "—"), *((str(unit.id), name_on_page(unit)) for unit in units)]


def number(text: str) -> int | None:
    """The number of a chosen record; nothing for the blank choice."""
    return int(text) if text else None


class AppointmentForm(forms.Form):
    role = forms.ChoiceField(label=_("角色"), choices=ROLES)
    agency_id = forms.TypedChoiceField(
        label=_("责任单位"),
        required=False,
        coerce=number,
        empty_value=None,
        help_text=_("“责任单位”角色必选"),
    )
    division_id = forms.TypedChoiceField(
        label=_("区域"),
        required=False,
        coerce=number,
        empty_value=None,
        help_text=_("只看、只办这个区域；不选为全县"),
    )
    valid_from = day_field(_("起始日"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency_id"].choices = agency_choices()  # type: ignore[attr-defined]
        self.fields["division_id"].choices = area_choices()  # type: ignore[attr-defined]
        self.fields["valid_from"].initial = localdate()


class PersonForm(AppointmentForm):
    display_name = forms.CharField(label=_("姓名"), max_length=60)
    username = forms.CharField(
        label=_("登录名"), max_length=150, validators=[LOGIN], help_text=_("例如 lin.zhiyuan")
    )
    language = forms.ChoiceField(label=_("语言"), choices=settings.LANGUAGES)
    field_order = ("display_name", "username", "role", "agency_id", "division_id", "valid_from")


class EndForm(forms.Form):
    on = day_field(_("终止日"), help_text=_("这一天起不再担任"))
    reason = forms.CharField(label=_("原因"), max_length=200)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("原因"), max_length=200)


class DemandForm(forms.Form):
    role = forms.ChoiceField(label=_("角色"), choices=ROLES)
    valid_from = day_field(_("起始日"), help_text=_("这一天起必须设置"))
    decision = forms.CharField(
        label=_("决定文件"), max_length=200, help_text=_("例如 庆技改办〔2026〕7号")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["valid_from"].initial = localdate()


class RepresentForm(forms.Form):
    credit_code = forms.CharField(
        label=_("统一社会信用代码"), max_length=18, help_text=_("所代表企业的 18 位代码")
    )
    valid_from = day_field(_("起始日"))
    reason = forms.CharField(
        label=_("原因"), max_length=200, help_text=_("例如 企业授权书 2026-11-16")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["valid_from"].initial = localdate()


class RetentionForm(forms.Form):
    kind = forms.ChoiceField(label=_("种类"), choices=RETENTION_KINDS)
    years = forms.IntegerField(
        label=_("保存年数"),
        min_value=1,
        max_value=100,
        help_text=_("从注销、卸任或离任之日起算，例如 3"),
    )
    valid_from = day_field(_("起始日"))
    source = forms.CharField(
        label=_("依据"), max_length=200, help_text=_("例如 个人信息保护法第十九条")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["valid_from"].initial = localdate()


class AgencyForm(forms.Form):
    name = forms.CharField(
        label=_("名称"), max_length=60, help_text=_("与台账中的写法一致，例如 崔口镇")
    )
    name_en = forms.CharField(label=_("英文名称"), max_length=100, required=False)
    kind = forms.ChoiceField(label=_("类别"), choices=AGENCY_KINDS)
    division_id = forms.TypedChoiceField(
        label=_("负责的乡镇"), required=False, coerce=number, empty_value=None
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["division_id"].choices = [("", "—"), *area_choices()[1:]]  # type: ignore[attr-defined]


class TokenForm(forms.Form):
    name = forms.CharField(label=_("用途"), max_length=60, help_text=_("例如 市平台每日取数"))
    division_id = forms.TypedChoiceField(
        label=_("区域"),
        required=False,
        coerce=number,
        empty_value=None,
        help_text=_("不会超出您自己的范围"),
    )
    expires_on = day_field(_("有效至"), help_text=_("最长一年"))
    may_write = forms.BooleanField(
        label=_("可以写入"), required=False, help_text=_("不勾选则只能读取")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["division_id"].choices = area_choices()  # type: ignore[attr-defined]
        self.fields["expires_on"].initial = localdate() + A_QUARTER
