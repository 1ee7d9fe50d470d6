"""Registered contracts of a year: each once, by kind and by seller's share."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.matches.queries.pipeline import contract_totals, match_rows, stalled
from jigai.apps.matches.words import CONTRACT_KINDS, STAGES
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.web.matches.words import worded
from jigai.web.requests import PageRequest

YEARS = range(2000, 2100)


class ContractYearUnreadable(Refusal):
    code = "matches.year_unreadable"
    message = Sentence("“{year}”不是年度。", "“{year}” is not a year.")


@require_safe
def totals(request: PageRequest) -> HttpResponse:
    today = localdate()
    year = year_of(request.GET.get("year", "") or str(today.year))
    found = contract_totals(request.viewer, year=year)
    still = match_rows(request.viewer, on=today, only=stalled(on=today))
    shown = {
        "here_tab": "totals",
        "may_run": may(request.viewer, Deed.RUN_MATCHING),
        "year": year,
        "found": found,
        "kinds": [
            (worded(CONTRACT_KINDS, kind), count, amount, technology)
            for kind, count, amount, technology in found.by_kind
        ],
        "stalled": [(one, worded(STAGES, one.stage)) for one in still],
    }
    return render(request, "matches/totals.html", shown)


def year_of(text: str) -> int:
    """Raises: ContractYearUnreadable: it is not a year."""
    if not (text.isdecimal() and text.isascii() and int(text) in YEARS):
        raise ContractYearUnreadable(year=text)
    return int(text)
