"""The fixed words of a document, asked once and offered again the next time."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from jigai.apps.reference.queries.programme import programme_row
from jigai.apps.reports.queries.issued_documents import last_used
from jigai.exchange.documents.papers import NumberMalformed, checked_number
from jigai.flows.document_details import DocumentDetails, known_details
from jigai.web.language import said_on_page

THREE_LINES = forms.Textarea({"rows": 3})


class DetailsForm(forms.Form):
    """Shape only; what a paper must have is checked where it is made."""

    series = forms.CharField(
        label=_("机关代字"),
        max_length=40,
        help_text=_("文号由系统连续编排，例如 庆技改〔2026〕7号"),
    )
    issuing_body = forms.CharField(label=_("发文机关"), max_length=60)
    issued_on = forms.DateField(
        label=_("成文日期"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )

    def clean_series(self) -> str:
        series: str = self.cleaned_data["series"]
        try:
            checked_number(f"{series}〔2026〕1号")
        except NumberMalformed as malformed:
            raise ValidationError(said_on_page(malformed.said + malformed.advice)) from None
        return series

    def details(self) -> DocumentDetails:
        return DocumentDetails(**known_details(self.cleaned_data))


class NoticeForm(DetailsForm):
    addressees = forms.CharField(
        label=_("主送机关"), widget=THREE_LINES, help_text=_("一行一个，例如 各乡镇人民政府")
    )
    copy_to = forms.CharField(label=_("抄送"), widget=THREE_LINES, required=False)
    printed_by = forms.CharField(label=_("印发机关"), max_length=60, required=False)


class LetterForm(DetailsForm):
    contact = forms.CharField(
        label=_("联系人"), max_length=80, help_text=_("单位、姓氏和隐去中间四位的电话")
    )
    reply_work_days = forms.IntegerField(
        label=_("反馈时限（工作日）"), min_value=1, max_value=60, initial=5
    )
    copy_to = forms.CharField(label=_("抄送"), widget=THREE_LINES, required=False)


def offered(kind: str, defaults: dict[str, Any]) -> dict[str, Any]:
    """What was written the last time; else the defaults with the county's own name."""
    county = programme_row()
    name = county.division.zh if county else ""
    return {
        "issuing_body": f"{name}技术改造工作专班",
        "series": f"{name[:1]}技改",
        **defaults,
        **last_used(kind),
    }
