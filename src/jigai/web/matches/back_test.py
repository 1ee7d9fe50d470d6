"""How often the ranking would have found what really became a contract."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jigai.apps.accounts.permissions import Deed, may, require
from jigai.apps.cooperation.fields import TECHNICAL_FIELDS
from jigai.apps.matches.queries.back_test import back_tested
from jigai.domain.match_reasons.back_test import DEPTH, FEWEST, HitRate
from jigai.web.cooperation.words import coded_word
from jigai.web.requests import PageRequest


@require_safe
def backtest(request: PageRequest) -> HttpResponse:
    require(request.viewer, Deed.RUN_MATCHING)
    found = back_tested(request.viewer)
    shown = {
        "here_tab": "backtest",
        "may_run": may(request.viewer, Deed.RUN_MATCHING),
        "found": found,
        "misses": [(one, coded_word(TECHNICAL_FIELDS, one.field)) for one in found.misses],
        "fewest": FEWEST,
        "depth": DEPTH,
        "total": _row(found.total, _("全部")),
        "tables": [
            (
                _("按技术领域"),
                [_row(one, coded_word(TECHNICAL_FIELDS, one.name)) for one in found.by_field],
            ),
            (_("按签约年度"), [_row(one, one.name) for one in found.by_year]),
        ],
    }
    return render(request, "matches/back_test.html", shown)


def _row(one: HitRate, name: str) -> tuple[str, int, int, str, int, str]:
    return name, one.count, one.ours, _rate(one.ours, one), one.plain, _rate(one.plain, one)


def _rate(hits: int, one: HitRate) -> str:
    return f"{100 * hits / one.count:.0f}%" if one.count else "—"
