"""What the office is asked about robots, hours and quiet days."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jigai.web.forms.reasoned import DayField
from jigai.web.people.forms import agency_choices, area_choices, number
from jigai.web.people.words import ROLES
from jigai.web.reminders.words import MESSENGERS


class RobotForm(forms.Form):
    """The address is asked once and never shown again."""

    messenger = forms.ChoiceField(label=_("种类"), choices=MESSENGERS)
    name = forms.CharField(label=_("名称"), max_length=60, help_text=_("例：崔口镇工作群"))
    url = forms.CharField(
        label=_("Webhook 地址"),
        max_length=400,
        help_text=_("在群里打开机器人整行复制。保存后不再显示，只能重新添加。"),
        widget=forms.PasswordInput({"autocomplete": "off"}),
    )
    secret = forms.CharField(
        label=_("加签密钥"),
        max_length=200,
        required=False,
        help_text=_("钉钉必填：安全设置里选“加签”，以 SEC 开头。"),
        widget=forms.PasswordInput({"autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        label=_("角色"), choices=ROLES, help_text=_("群里只收这个角色在这个范围内的件数和链接")
    )
    agency_id = forms.TypedChoiceField(
        label=_("责任单位"),
        required=False,
        coerce=number,
        empty_value=None,
        help_text=_("“责任单位”角色必选"),
    )
    division_id = forms.TypedChoiceField(
        label=_("区域"), required=False, coerce=number, empty_value=None, help_text=_("不选为全县")
    )

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["agency_id"].choices = agency_choices()  # type: ignore[attr-defined]
        self.fields["division_id"].choices = area_choices()  # type: ignore[attr-defined]


class SendingForm(forms.Form):
    hour = forms.IntegerField(
        label=_("几点发送"),
        min_value=0,
        max_value=23,
        help_text=_("0 到 23，整点之后发；从下一次发送起算"),
    )
    work_days_only = forms.BooleanField(
        label=_("只在工作日发"), required=False, help_text=_("按已公布的放假调休安排")
    )


class QuietForm(forms.Form):
    first_on = DayField(label=_("从"))
    last_on = DayField(label=_("到"), help_text=_("当天也不发；其间到期的事，之后的第一天补发"))
    reason = forms.CharField(label=_("原因"), max_length=200)
