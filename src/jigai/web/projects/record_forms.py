"""Small forms of a project: code, procedure, paper, milestone, gap, amount, inclusion."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jigai.web.forms.fields import MoneyField
from jigai.web.forms.reasoned import DayField, ReasonedForm
from jigai.web.projects.words import (
    GAP_REASONS,
    GRADES,
    INCLUSION_PAPERS,
    PROCEDURE_STATES,
    RETURN_REASONS,
)

CHOOSE = ("", _("— 请选择 —"))


class CodeForm(ReasonedForm):
    code = forms.CharField(
        label=_("项目代码"),
        max_length=40,
        help_text=_("例：2403-371423-04-02-123456。校验位不符只提醒，不阻止。"),
    )


class ProcedureForm(ReasonedForm):
    state = forms.ChoiceField(label=_("状态"), choices=PROCEDURE_STATES)
    document_number = forms.CharField(label=_("文号"), max_length=80, required=False)
    done_on = DayField(label=_("办结日期"), required=False)


class PaperForm(ReasonedForm):
    note = forms.CharField(
        label=_("说明"), max_length=200, required=False, help_text=_("例：原件存档编号。")
    )


class AchievedForm(ReasonedForm):
    achieved_on = DayField(
        label=_("完成日期"), required=False, help_text=_("留空表示取消已登记的完成。")
    )


class GapForm(ReasonedForm):
    reason_code = forms.ChoiceField(label=_("差异原因"), choices=(CHOOSE, *GAP_REASONS))
    note = forms.CharField(label=_("说明"), max_length=200, required=False)


class PaidForm(ReasonedForm):
    """A cumulative amount at the end of a period."""

    period = forms.ChoiceField(label=_("期次"))
    amount_fen = MoneyField(label=_("累计金额"), help_text=_("自开工起累计，例：320.5"))
    note = forms.CharField(label=_("说明"), max_length=200, required=False)

    def __init__(self, *given: Any, periods: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["period"].choices = periods  # type: ignore[attr-defined]


class VerifiedForm(PaidForm):
    grade = forms.ChoiceField(
        label=_("证据等级"),
        choices=(CHOOSE, *GRADES),
        help_text=_("按手中最弱的一份证据评。"),
    )


class InclusionForm(ReasonedForm):
    """A step on the way into the library: a state and papers, never a figure."""

    to = forms.ChoiceField(label=_("进入状态"))
    on = DayField(label=_("日期"))
    return_code = forms.ChoiceField(
        label=_("退回原因"),
        choices=(CHOOSE, *RETURN_REASONS),
        required=False,
        help_text=_("状态为“退回”时必填。"),
    )
    included_month = forms.CharField(
        label=_("入库月份"),
        max_length=7,
        required=False,
        help_text=_("状态为“已入库”时必填，例：2026-11。"),
    )
    note = forms.CharField(label=_("说明"), max_length=200, required=False)

    def __init__(self, *given: Any, moves: list[tuple[str, Any]], **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["to"].choices = moves  # type: ignore[attr-defined]


class InclusionPapersForm(ReasonedForm):
    """Which papers of the inclusion file are ready."""

    ready = forms.MultipleChoiceField(
        label=_("已齐备的材料"),
        choices=INCLUSION_PAPERS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class DecisionForm(ReasonedForm):
    decision = forms.ChoiceField(
        label=_("决定"),
        choices=(("approve", _("批准")), ("reject", _("驳回"))),
        widget=forms.RadioSelect,
    )
