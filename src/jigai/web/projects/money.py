"""Verified and paid amounts, and why streams differ."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.projects.actions.explain_gap import explain_gap
from jigai.apps.projects.queries.access import project_for
from jigai.apps.projects.queries.gaps import reconciliation
from jigai.apps.projects.queries.project_reports import entries_of
from jigai.apps.reference.queries.settings import programme
from jigai.domain.change import Change
from jigai.domain.periods import PeriodKind, ReportDay, period_containing
from jigai.domain.refusal import NotFound
from jigai.flows.enter_amount import enter_amount
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.beside import beside
from jigai.web.language import said_on_page
from jigai.web.layout.figures import in_wan, period_named
from jigai.web.projects.record_forms import GapForm, PaidForm, VerifiedForm
from jigai.web.projects.words import PAIRS, STREAMS
from jigai.web.requests import PageRequest

PERIODS_OFFERED = 12


def amount(request: PageRequest, pk: int, stream: str) -> HttpResponse:
    """A cumulative amount of a period; verified ones carry a grade of evidence."""
    require(request.viewer, Deed.REVIEW)
    project = project_for(request.viewer, pk)
    if stream not in dict(STREAMS):
        raise NotFound
    shape = VerifiedForm if stream == "verified" else PaidForm
    form = shape(request.POST or None, periods=_periods(), initial={"period": _periods()[0][0]})
    last = next((row for row in entries_of(project) if row.stream == stream), None)
    if last:
        words = f"{in_wan(last.amount_fen)} {_('万元')} · {period_named(last.period)}"
        form.fields["amount_fen"].beside = beside(previous=words)  # type: ignore[attr-defined]
    act = Act(
        title=_("登记%(stream)s金额") % {"stream": dict(STREAMS)[stream]},
        about=project.name,
        back=reverse("projects:show", args=[pk]),
        said=_("金额已登记，上报数不变。"),
        at_field={"amount.grade_missing": "grade", "amount.negative": "amount_fen"},
    )

    def record(values: dict[str, Any], change: Change) -> None:
        enter_amount(project=project, stream=stream, change=change, **values)

    return acted(request, form, act, record)


def gap(request: PageRequest, pk: int, pair: str, period: str) -> HttpResponse:
    """Why two streams differ at a period; the responsible unit says it too."""
    require(request.viewer, Deed.EXPLAIN)
    project = project_for(request.viewer, pk)
    found = next(
        (
            g
            for g in reconciliation(request.viewer, project_id=pk)
            if (g.pair, g.period) == (pair, period)
        ),
        None,
    )
    if found is None:
        raise NotFound
    told = {
        "pair": dict(PAIRS)[pair],
        "period": period_named(period),
        "difference": in_wan(found.difference_fen),
    }
    act = Act(
        title=_("说明差异原因"),
        about=_("%(pair)s · %(period)s · 相差 %(difference)s 万元") % told,
        back=_way_back(request, pk),
        said=_("差异原因已记下。"),
    )
    present = {"reason_code": found.reason_code, "note": found.note}

    def explain(values: dict[str, Any], change: Change) -> None:
        explain_gap(project=project, period=period, pair=pair, change=change, **values)

    return acted(request, GapForm(request.POST or None, initial=present), act, explain)


def _way_back(request: PageRequest, pk: int) -> str:
    if request.GET.get("from") == "reconciliation":
        return reverse("reconciliation:list")
    return reverse("projects:show", args=[pk])


def _periods() -> list[tuple[str, str]]:
    """The present period and those before it, newest first, in the programme's rhythm."""
    period = period_containing(localdate(), kind=PeriodKind(programme().rhythm))
    found: list[tuple[str, str]] = []
    while len(found) < PERIODS_OFFERED and not isinstance(period, ReportDay):
        found.append((str(period), said_on_page(period.name)))
        period = period.previous()
    return found
