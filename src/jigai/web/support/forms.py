"""The forms of the steps of a request; each asks for what its action needs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jigai.apps.support.queries.standards import standards_on
from jigai.domain.request_clocks.standards import CLASSES
from jigai.web.forms.choices import KeyChoiceField, agency_choices
from jigai.web.language import said_on_page
from jigai.web.support.words import GRADES, HOLDS, OUTCOMES, WAYS, amount_said

OFFICE = "0"
"""The programme office itself, in the list of units."""


def _text(label: Any, help_text: Any = "", *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
    )


class AcceptForm(forms.Form):
    request_class = forms.ChoiceField(
        label=_("办理类别"), help_text=_("类别决定答复期限；提出当天不计。")
    )

    def __init__(self, data: Any, *, on: Any) -> None:
        super().__init__(data)
        book, field = standards_on(on), self.fields["request_class"]
        chosen: Any = field
        chosen.choices = [
            (kind.value, f"{said_on_page(kind.label)} · {amount_said(limit.amount, limit.unit)}")
            for kind in CLASSES
            for limit in [book.limit(kind)]
        ]


class AssignForm(forms.Form):
    agency = forms.TypedChoiceField(label=_("承办单位"), coerce=int)
    task = forms.CharField(
        label=_("交办要求"),
        max_length=300,
        required=False,
        help_text=_("例：请会同供电公司核定方案"),
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        (empty, *units), chosen = agency_choices(), self.fields["agency"]
        field: Any = chosen
        field.choices = [empty, (OFFICE, _("县技改办自行办理")), *units]


class BlockForm(forms.Form):
    agency = KeyChoiceField(label=_("协办单位"))
    task = forms.CharField(
        label=_("请它办什么"), max_length=300, help_text=_("例：核定630千伏安增容方案")
    )
    days = forms.IntegerField(
        label=_("约定工作日"),
        required=False,
        min_value=1,
        max_value=60,
        help_text=_("留空按协办时限；协办期间承办单位的时钟暂停，企业的时钟照走。"),
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        field: Any = self.fields["agency"]
        field.choices = agency_choices()


class PartForm(forms.Form):
    reply = _text(_("办理情况"), _("例：增容方案已核定，11月20日送电。"))


class SuspendForm(forms.Form):
    hold = forms.ChoiceField(
        label=_("挂起原因"),
        choices=HOLDS,
        help_text=_("只有等企业补充材料时，企业的时钟才暂停。"),
    )
    text = _text(_("说明"), _("企业能看到。例：请补充总平面图后继续办理。"))


class ResumeForm(forms.Form):
    text = _text(_("说明"), required=False)


class ExtendForm(forms.Form):
    days = forms.IntegerField(
        label=_("延长工作日"),
        min_value=1,
        max_value=60,
        help_text=_("只能延期一次，不超过原时限。"),
    )
    text = _text(_("延期理由"), _("企业能看到。例：须经县政府常务会研究。"))


class NoteForm(forms.Form):
    text = _text(_("进展"))
    is_internal = forms.BooleanField(label=_("只供内部查看，企业看不到"), required=False)


class AnswerForm(forms.Form):
    result = forms.ChoiceField(label=_("办理结果"), choices=OUTCOMES)
    way = forms.ChoiceField(label=_("答复方式"), choices=WAYS)
    text = _text(_("答复内容"), _("答复后由企业确认；办理人员不能办结。"))


class RateForm(forms.Form):
    grade = forms.ChoiceField(label=_("满意度"), choices=GRADES, widget=forms.RadioSelect)
    cause = forms.CharField(
        label=_("原因"),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("不满意请写明原因，由上一级重办。"),
    )


class ReopenForm(forms.Form):
    text = _text(_("还有什么没有解决"))


class PlainForm(forms.Form):
    """A deed that asks for nothing but a click."""
