"""The form of a line: the columns of its kind, each with its unit and an example."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from jigai.apps.planning.catalogue import FUNDINGS, LABELS, MODES, RISKS, fields_of, spec_of
from jigai.apps.planning.numbers import exact_text
from jigai.domain.refusal import Refusal
from jigai.domain.rules.rulebook import shipped
from jigai.domain.scorecards.rungs import RUNGS
from jigai.domain.sentence import Sentence
from jigai.web.forms.choices import KeyChoiceField
from jigai.web.forms.fields import MoneyField, ShareField
from jigai.web.forms.reasoned import DayField
from jigai.web.language import said_on_page, spoken
from jigai.web.planning.words import ORIGIN_CHOICES

CHOOSE = ("", _("— 请选择 —"))
FLAGS = (("", _("不知道")), ("true", _("是")), ("false", _("否")))
LONG = frozenset({"detail"})
HELP = {
    "indicator": _("例：设备数控化率"),
    "baseline": _("例：40"),
    "target": _("例：90"),
    "unit": _("例：%、毫米、万元"),
    "maturity": _("1 基本原理 … 7 工程样机 … 9 批量应用"),
    "evidence": _("写明材料名称和日期，例：2026年6月诊断报告第3页；文件可另附。"),
    "fact": _("这一条完成后会改变的企业事实，用于情景测算；没有就留空。"),
    "fact_value": _("按该事实的单位填，比率写小数，是非写 true 或 false。"),
    "detail": _("技术需求写主要问题；产线写设备、工序和瓶颈。"),
    "share_bp": _("例：62.5"),
    "year": _("例：2027"),
    "payback_months": _("例：30"),
}


class NumberField(forms.CharField):
    """A number cleaned to exact text, so that nothing is rounded on the way."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(widget=widget, **options)

    def clean(self, value: Any) -> str:
        try:
            return exact_text(super().clean(value))
        except Refusal as refused:
            raise ValidationError(said_on_page(refused.said + refused.advice)) from None


class FlagField(forms.TypedChoiceField):
    """Yes, no, or not known (``None``)."""

    def __init__(self, **options: Any) -> None:
        words = {"true": True, "false": False}
        super().__init__(choices=FLAGS, coerce=words.__getitem__, empty_value=None, **options)

    def prepare_value(self, value: Any) -> Any:
        return {True: "true", False: "false"}.get(value, value)


class LineForm(forms.Form):
    """Fields of one kind; ``version`` marks which state of the line the person saw.

    Writing a draft is routine and asks for no reason: submitting and amending do.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *given: Any, kind: str, gaps: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*given, **options)
        needed = {"title", *spec_of(kind).needed}
        for name in fields_of(kind):
            words = {
                "label": spoken(LABELS[name]),
                "help_text": HELP.get(name, ""),
                "required": name in {"title", "origin"},
            }
            field = _field(name, words, gaps)
            if name in needed and name != "title":
                field.help_text = _with_mark(field.help_text)
            self.fields[name] = field


def _with_mark(text: Any) -> str:
    return " ".join(str(part) for part in (_("提交前要填。"), text) if part)


def _field(name: str, words: dict[str, Any], gaps: list[tuple[int, str]]) -> forms.Field:
    if name == "gap":
        return KeyChoiceField(choices=[CHOOSE, *gaps], **words)
    if name in CHOICES:
        return forms.ChoiceField(choices=CHOICES[name](), **words)
    if name in MADE:
        return MADE[name](**words)
    widget = forms.Textarea({"rows": 3}) if name in LONG else forms.TextInput()
    return forms.CharField(max_length=LENGTHS.get(name, 300), widget=widget, **words)


def _said(words: dict[str, Sentence]) -> list[tuple[str, Any]]:
    return [CHOOSE, *((code, spoken(said)) for code, said in words.items())]


def _facts() -> list[tuple[str, Any]]:
    declared = shipped().facts["enterprise"].values()
    return [CHOOSE, *((one.name, spoken(one.label)) for one in declared)]


CHOICES: dict[str, Callable[[], list[tuple[str, Any]]]] = {
    "mode": lambda: _said(MODES),
    "risk": lambda: _said(RISKS),
    "funding": lambda: _said(FUNDINGS),
    "rung": lambda: _said({rung.id: rung.title for rung in RUNGS}),
    "fact": _facts,
    "origin": lambda: list(ORIGIN_CHOICES),
}
MADE: dict[str, Callable[..., forms.Field]] = {
    "baseline": NumberField,
    "target": NumberField,
    "starts_on": DayField,
    "due_on": DayField,
    "cost_fen": MoneyField,
    "share_bp": ShareField,
    "is_single_source": FlagField,
    "year": lambda **words: forms.IntegerField(min_value=2000, max_value=2100, **words),
    "payback_months": lambda **words: forms.IntegerField(min_value=0, max_value=1200, **words),
    "quantity": lambda **words: forms.IntegerField(min_value=0, max_value=1_000_000, **words),
    "maturity": lambda **words: forms.IntegerField(min_value=1, max_value=9, **words),
}
LENGTHS = {
    "title": 200,
    "detail": 1000,
    "action": 500,
    "expected": 500,
    "keywords": 120,
    "indicator": 60,
    "unit": 20,
    "counterpart": 120,
    "fact_value": 60,
}
