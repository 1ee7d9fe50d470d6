"""What happens to a drafted report: approved by a second person, published, or given up."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.annual_reports.actions.approve_report import approve_report
from jigai.apps.annual_reports.actions.discard_report import discard_report
from jigai.apps.annual_reports.queries.access import report_for
from jigai.domain.annual_figures.span import parse_span
from jigai.domain.change import Change
from jigai.flows.publish_annual_report import publish_annual_report
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.reasoned import ReasonedForm
from jigai.web.language import said_on_page
from jigai.web.requests import PageRequest


def approve(request: PageRequest, pk: int) -> HttpResponse:
    """The second person's deed: never the drafter's."""
    require(request.viewer, Deed.APPROVE)
    report = report_for(request.viewer, pk)
    act = Act(
        title=_("批准%(span)s报告") % {"span": _span(report.span)},
        about=_("起草人：%(name)s。起草人不能批准") % {"name": report.drafted_by},
        back=reverse("annual_reports:show", args=[pk]),
        said=_("已批准，可以发布。"),
        submit=_("批准"),
        is_final=True,
    )

    def do(_values: dict[str, Any], change: Change) -> None:
        approve_report(report=report, change=change)

    return acted(request, ReasonedForm(request.POST or None), act, do)


def publish(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.PUBLISH)
    report = report_for(request.viewer, pk)
    act = Act(
        title=_("发布%(span)s报告") % {"span": _span(report.span)},
        about=_("生成中英文 Word、PDF 和 Excel，归档并签名；此后只能编号更正"),
        back=reverse("annual_reports:show", args=[pk]),
        said=_("已发布，文件已归档。"),
        submit=_("发布"),
        is_final=True,
    )

    def do(_values: dict[str, Any], change: Change) -> None:
        publish_annual_report(report=report, change=change)

    return acted(request, ReasonedForm(request.POST or None), act, do)


def discard(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.PUBLISH)
    report = report_for(request.viewer, pk)
    act = Act(
        title=_("放弃%(span)s报告") % {"span": _span(report.span)},
        about=_("没有发布的报告可以放弃；冻结的数字和原因留在记录里"),
        back=reverse("annual_reports:show", args=[pk]),
        said=_("已放弃。"),
        submit=_("放弃"),
        is_final=True,
    )

    def do(_values: dict[str, Any], change: Change) -> None:
        discard_report(report=report, change=change)

    return acted(request, ReasonedForm(request.POST or None), act, do)


def _span(code: str) -> str:
    return said_on_page(parse_span(code).name)
