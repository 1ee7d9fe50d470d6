"""Draft the report of a span, or restate a published one: the figures are frozen at once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.annual_reports.queries.access import report_for
from jigai.domain.annual_figures.span import Span, parse_span
from jigai.domain.change import Change
from jigai.flows.draft_annual_report import draft_annual_report
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.reasoned import ReasonedForm
from jigai.web.language import said_on_page
from jigai.web.requests import PageRequest

YEARS_OFFERED = 3


class DraftForm(ReasonedForm):
    span = forms.ChoiceField(label=gettext_lazy("报告期"))

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        field = self.fields["span"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(str(one), said_on_page(one.name)) for one in _offered()]


class RestateForm(ReasonedForm):
    """The reason is printed in the report itself."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["reason"].label = _("更正原因")
        self.fields["reason"].help_text = _("印在更正后的报告里，也写进修改记录。")


def draft(request: PageRequest) -> HttpResponse:
    require(request.viewer, Deed.PUBLISH)
    act = Act(
        title=_("起草报告"),
        about=_("系统从各登记取数并立即冻结；之后的修改不影响这份报告。由另一人批准后才能发布"),
        back=reverse("annual_reports:list"),
        said=_("数字已冻结，等另一人批准。"),
        submit=_("取数并冻结"),
        is_final=True,
        at_field={
            "annual_report.begun": "span",
            "annual_report.span_not_over": "span",
            "annual_report.nothing_changed": "span",
        },
    )
    return _drafted(request, DraftForm(request.POST or None), act, span=None)


def restate(request: PageRequest, pk: int) -> HttpResponse:
    """The next number of a published report, with its reason."""
    require(request.viewer, Deed.PUBLISH)
    report = report_for(request.viewer, pk)
    span = parse_span(report.span)
    act = Act(
        title=_("编号更正：%(span)s") % {"span": said_on_page(span.name)},
        about=_("按现在的登记重新取数，与已发布的一份逐条比对；原报告保留不变"),
        back=reverse("annual_reports:show", args=[pk]),
        said=_("更正已冻结，等另一人批准。"),
        submit=_("取数、比对并冻结"),
        is_final=True,
    )
    return _drafted(request, RestateForm(request.POST or None), act, span=span)


def _drafted(
    request: PageRequest, form: ReasonedForm, act: Act, *, span: Span | None
) -> HttpResponse:
    made: list[int] = []

    def freeze(values: dict[str, Any], change: Change) -> None:
        chosen = span or parse_span(values["span"])
        made.append(draft_annual_report(span=chosen, change=change, reason=change.reason).pk)

    answer = acted(request, form, act, freeze)
    if made:
        return HttpResponseRedirect(reverse("annual_reports:show", args=made))
    return answer


def _offered() -> list[Span]:
    """Half years and years that are over, the latest first."""
    today = localdate()
    years = range(today.year, today.year - YEARS_OFFERED, -1)
    every = [Span(year, half) for year in years for half in (0, 2, 1)]
    return [one for one in every if one.end_on < today]
