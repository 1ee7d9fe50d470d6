"""The fields of a progress report, and what stands beside each."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jigai.apps.rounds.queries.report_form import FieldContext, ReportForm
from jigai.web.forms.beside import Beside, beside
from jigai.web.forms.fields import MoneyField, ShareField
from jigai.web.language import said_on_page
from jigai.web.layout.figures import in_percent, in_wan

YES_NO = (("", "—"), ("true", gettext_lazy("已开工")), ("false", gettext_lazy("未开工")))
DATE = {"type": "date"}


def _yes_or_no(value: str) -> bool | None:
    return {"true": True, "false": False}.get(str(value).lower())


class ProgressForm(forms.Form):
    """Shape only; whether figures fit together is asked below, when it is handed in.

    Progress may be left out where the forecast of completion stands for it.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.is_bound and self.data.get("forecast_completion_on"):
            self.fields["progress_bp"].required = False

    progress_bp = ShareField(
        label=gettext_lazy("形象进度"),
        help_text=gettext_lazy("现场实际完成的工程量占全部工程量的比例，例：62.5"),
    )
    progress_text = forms.CharField(
        label=gettext_lazy("进展说明"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("例：二号车间主体完工，注塑机到货3台"),
    )
    year_investment_fen = MoneyField(
        label=gettext_lazy("本年累计完成投资"),
        required=False,
        help_text=gettext_lazy("1月1日至数据日期实际完成、有凭证的金额"),
    )
    total_investment_fen = MoneyField(label=gettext_lazy("开工以来累计完成投资"), required=False)
    is_started = forms.TypedChoiceField(
        label=gettext_lazy("是否开工"),
        required=False,
        choices=YES_NO,
        coerce=_yes_or_no,
        empty_value=None,
    )
    data_on = forms.DateField(
        label=gettext_lazy("数据日期"), widget=forms.DateInput(DATE, format="%Y-%m-%d")
    )
    problem = forms.CharField(
        label=gettext_lazy("存在问题"), required=False, widget=forms.Textarea({"rows": 3})
    )
    problem_agency = forms.CharField(
        label=gettext_lazy("需协调的部门"), required=False, max_length=60
    )
    problem_due_on = forms.DateField(
        label=gettext_lazy("希望解决时限"),
        required=False,
        widget=forms.DateInput(DATE, format="%Y-%m-%d"),
    )
    measure = forms.CharField(
        label=gettext_lazy("下步措施"), required=False, widget=forms.Textarea({"rows": 3})
    )
    forecast_completion_on = forms.DateField(
        label=gettext_lazy("预计完工日期"),
        required=False,
        widget=forms.DateInput(DATE, format="%Y-%m-%d"),
    )
    jump_reason = forms.CharField(
        label=gettext_lazy("变化原因"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("与上期相比变化较大时写明依据，例：主设备本期集中到货"),
    )


GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (gettext_lazy("进度"), ("progress_bp", "progress_text", "is_started")),
    (gettext_lazy("投资"), ("year_investment_fen", "total_investment_fen", "data_on")),
    (gettext_lazy("问题与措施"), ("problem", "problem_agency", "problem_due_on", "measure")),
)
LATER = ("forecast_completion_on",)


def besides(report: ReportForm) -> dict[str, tuple[Beside, ...]]:
    """By field: last period's value, the plan with its basis, and what the field holds."""
    return {
        "progress_bp": _share_beside(report.progress),
        "year_investment_fen": _money_beside(report.year_investment),
        "total_investment_fen": _money_beside(report.total_investment),
    }


def _share_beside(context: FieldContext) -> tuple[Beside, ...]:
    return beside(
        previous=in_percent(context.last),
        planned=_planned(in_percent(context.planned), context),
        allowed=f"{in_percent(context.least)} – {in_percent(context.most)}",
    )


def _money_beside(context: FieldContext) -> tuple[Beside, ...]:
    """The plan is a date-bound schedule, not a figure to reach; the range is what may be held."""
    wan = _("万元")
    least = f"{in_wan(context.least)} {wan}"
    most = "" if context.most is None else f" – {in_wan(context.most)} {wan}"
    return beside(
        previous="—" if context.last is None else f"{in_wan(context.last)} {wan}",
        planned=_planned(f"{in_wan(context.planned)} {wan}", context),
        allowed=_("不低于 {least}").format(least=least) if not most else least + most,
    )


def _planned(words: str, context: FieldContext) -> str | None:
    if context.planned is None:
        return None
    if not context.basis:
        return words
    return _("{words}（{basis}）").format(words=words, basis=said_on_page(context.basis))
