"""How departments answer: each answer of the enterprises by itself, replies, median wait."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate, localtime
from django.views.decorators.http import require_safe

from jigai.apps.support.queries.departments import DepartmentRow, department_rows
from jigai.web.language import said_on_page
from jigai.web.requests import PageRequest
from jigai.web.support.words import days_said, rate_said


@require_safe
def departments(request: PageRequest) -> HttpResponse:
    """``?first=`` and ``?last=`` choose the time of raising; by default this year."""
    today = localdate()
    first = _day(request.GET.get("first", ""), today.replace(month=1, day=1))
    last = _day(request.GET.get("last", ""), today)
    rows = department_rows(request.viewer, first=first, last=last, at=localtime())
    shown = {
        "lines": [_line(row, f"{first}..{last}") for row in rows],
        "first": first.isoformat(),
        "last": last.isoformat(),
        "here_tab": "departments",
    }
    return render(request, "support/departments.html", shown)


def _line(row: DepartmentRow, span: str) -> dict[str, Any]:
    """The numbers of a department; those of requests with the list behind them."""

    def behind(terms: str) -> str:
        return f"{reverse('support:list')}?{urlencode({'q': f'{terms} raised:{span}'})}"

    charge = f'charge:"{row.name.zh}"'
    return {
        "taken_url": behind(f'by:"{row.name.zh}"'),
        "open_url": behind(f"is:open {charge}"),
        "overdue_url": behind(f"is:overdue {charge}"),
        "row": row,
        "name": said_on_page(row.name),
        "median": days_said(row.median_wait),
        "rate": rate_said(row.reply_rate),
    }


def _day(typed: str, default: date) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return default
