"""The reports that there are, by span and number."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.annual_reports.queries.reports import report_rows
from jigai.flows.annual_paper import number_said
from jigai.web.requests import PageRequest


@require_safe
def report_list(request: PageRequest) -> HttpResponse:
    rows = [(row, number_said(row.number)) for row in report_rows(request.viewer)]
    shown = {"rows": rows, "may_draft": may(request.viewer, Deed.PUBLISH)}
    return render(request, "annual_reports/list.html", shown)
