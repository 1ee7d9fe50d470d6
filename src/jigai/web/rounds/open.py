"""Open the round of a period."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.rounds.actions.open_round import open_round
from jigai.apps.rounds.queries.rounds import round_rows
from jigai.domain.periods import HalfMonth, PeriodKind, parse_period, period_containing
from jigai.domain.refusal import Refusal
from jigai.web.authorship import change_by
from jigai.web.language import said_on_page
from jigai.web.layout.figures import period_named
from jigai.web.requests import PageRequest
from jigai.web.toasts import tell

OFFERED = 6


class OpenForm(forms.Form):
    period = forms.CharField(
        label=gettext_lazy("期次"),
        help_text=gettext_lazy("上半月写 2026-11A，下半月写 2026-11B"),
        widget=forms.TextInput({"list": "periods", "autocomplete": "off"}),
    )
    reason = forms.CharField(label=gettext_lazy("说明"), required=False, max_length=200)


def round_open(request: PageRequest) -> HttpResponse:
    """Form on GET; on POST the round is opened and shown."""
    require(request.viewer, Deed.PUBLISH)
    offered = _offered()
    first = {"period": offered[0]} if offered else {}
    form = OpenForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["period"]
        try:
            period = parse_period(code)
            reason = form.cleaned_data["reason"] or _("开启{period}的调度").format(period=code)
            opened = open_round(period=period, change=change_by(request, reason))
        except Refusal as refusal:
            form.add_error("period", said_on_page(refusal.said) + said_on_page(refusal.advice))
        else:
            tell(request, _("已开启{period}。").format(period=period_named(opened.period)))
            return redirect("rounds:show", period=opened.period)
    shown = {"form": form, "offered": [(code, period_named(code)) for code in offered]}
    return render(request, "rounds/open.html", shown, status=422 if form.errors else 200)


def _offered() -> list[str]:
    """Half-months up to the present one that have no round yet, the earliest missing first."""
    known = {row.period for row in round_rows()}
    here = period_containing(localdate(), kind=PeriodKind.HALF_MONTH)
    serial = here.serial if isinstance(here, HalfMonth) else 0
    codes = [str(HalfMonth.numbered(serial - back)) for back in range(OFFERED)]
    fresh = [code for code in codes if code not in known]
    newest = max(known, default="")
    return sorted(code for code in fresh if code > newest) or fresh
