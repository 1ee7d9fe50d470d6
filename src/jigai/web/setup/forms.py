"""What each step of the first day asks for."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jigai.apps.scoring.queries.rulebook import rule_sets
from jigai.web.forms.fields import ShareField
from jigai.web.language import said_on_page

CELLS = re.compile(r"[,，\t ]+")
CSV_ONLY = forms.ClearableFileInput({"accept": ".csv,text/csv"})
REASON_LENGTH = 200


class TownshipForm(forms.Form):
    lines = forms.CharField(
        label=gettext_lazy("逐行填写"),
        required=False,
        help_text=gettext_lazy("一行一个：代码 名称，例如 371423103 崔口镇"),
        widget=forms.Textarea({"rows": 5}),
    )
    file = forms.FileField(
        label=gettext_lazy("或上传 CSV"),
        required=False,
        help_text=gettext_lazy("首行列名 代码,名称（或 code,name）；Excel 另存的 CSV 可直接上传"),
        widget=CSV_ONLY,
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not given.get("file") and not given.get("lines") and not self.errors:
            raise ValidationError(_("请填写乡镇，或选择文件。"))
        return given

    def content(self) -> tuple[bytes, int]:
        """The CSV, and what to call its first line below the head."""
        if file := self.cleaned_data["file"]:
            return file.read(), 2
        written = io.StringIO()
        writer = csv.writer(written)
        writer.writerow(["code", "name", "name_en"])
        for line in self.cleaned_data["lines"].splitlines():
            if line.strip():
                writer.writerow(CELLS.split(line.strip(), maxsplit=2))
        return written.getvalue().encode(), 1


class CalendarForm(forms.Form):
    days = forms.FileField(
        label=gettext_lazy("放假与调休 CSV"),
        help_text=gettext_lazy("每行：日期,work 或 off,说明，例如 2027-02-06,off,春节"),
        widget=CSV_ONLY,
    )


class RuleForm(forms.Form):
    rule_set = forms.ChoiceField(label=gettext_lazy("评定规则"))
    valid_from = forms.DateField(
        label=gettext_lazy("启用日"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    decision = forms.CharField(
        label=gettext_lazy("决定文件"),
        max_length=REASON_LENGTH,
        help_text=gettext_lazy("例如 庆技改办〔2026〕1号"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = localdate()
        offered = {
            one.id: said_on_page(one.title)
            for one in rule_sets(subject="project")
            if one.is_in_force(on=today)
        }
        self.fields["rule_set"].choices = list(offered.items())  # type: ignore[attr-defined]
        self.fields["valid_from"].initial = today


def days(label: Any, *, help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1, max_value=366, help_text=help_text)


def share(label: Any, help_text: Any) -> ShareField:
    return ShareField(label=label, help_text=help_text, at_most_bp=100_000)


class ProgrammeForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("工程名称"), max_length=80)
    name_en = forms.CharField(label=gettext_lazy("英文名称"), max_length=120)
    report_due_work_days = days(gettext_lazy("填报时限（工作日）"))
    objection_work_days = days(gettext_lazy("异议时限（工作日）"))
    ruling_work_days = days(gettext_lazy("裁定时限（工作日）"))
    inclusion_reminder_days = days(gettext_lazy("入统提醒（日）"))
    inclusion_breach_days = days(
        gettext_lazy("入统超期（日）"), help_text=gettext_lazy("自达到条件之日起")
    )
    group_minimum = forms.IntegerField(
        label=gettext_lazy("最小分组"),
        min_value=3,
        max_value=100,
        help_text=gettext_lazy("少于这个户数的分组不列出合计"),
    )
    approval_change_bp = share(
        gettext_lazy("总投资变动须复核"), gettext_lazy("超过这个比例，须第二人批准")
    )
    reason = forms.CharField(
        label=gettext_lazy("修改原因"),
        max_length=REASON_LENGTH,
        help_text=gettext_lazy("例如 按工作方案确定"),
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        reminder, breach = given.get("inclusion_reminder_days"), given.get("inclusion_breach_days")
        if reminder and breach and reminder >= breach:
            self.add_error("inclusion_breach_days", _("超期应晚于提醒。"))
        return given
