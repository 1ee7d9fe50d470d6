"""What a person gives when bringing a ledger; blank leaves it to the file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jigai.domain.periods import PeriodUnreadable, parse_period
from jigai.exchange.fact_mapping import known_mappings
from jigai.web.language import said_on_page

UNITS = (("", _("按表头或单位行")), ("元", _("元")), ("万元", _("万元")), ("亿元", _("亿元")))


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("台账文件"),
        help_text=_("Excel（.xlsx、.xls）、WPS（.et）或 CSV；不用改表，原样上传。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.et,.csv,.gz"}),
    )
    period = forms.CharField(
        label=_("期次"),
        required=False,
        help_text=_("表中写明“11月上半月”或填报日期的不用填；否则如 2026-11A。"),
    )
    template = forms.ChoiceField(label=_("台账种类"), required=False)
    unit = forms.ChoiceField(label=_("金额单位"), required=False, choices=UNITS)
    sheet = forms.CharField(
        label=_("工作表"), required=False, help_text=_("默认取最像台账的一张。")
    )
    reason = forms.CharField(
        label=_("说明"), required=False, help_text=_("写入修改记录，默认为文件名。")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(m.name, said_on_page(m.title)) for m in known_mappings()]
        field = self.fields["template"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("自动判断")), *kinds]

    def clean_period(self) -> str:
        text: str = self.cleaned_data["period"].strip()
        if not text:
            return ""
        try:
            return str(parse_period(text))
        except PeriodUnreadable as refusal:
            raise forms.ValidationError(
                said_on_page(refusal.said) + said_on_page(refusal.advice)
            ) from None
