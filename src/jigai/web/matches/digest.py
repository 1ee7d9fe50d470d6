"""What an owner was told no for, month by month."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.matches.queries.digest import code_word, digests
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.web.language import said_on_page
from jigai.web.requests import PageRequest


class MonthUnreadable(Refusal):
    code = "matches.month_unreadable"
    message = Sentence("“{month}”不是月份。", "“{month}” is not a month.")
    remedy = Sentence("写作 2026-11。", "Write it as 2026-11.")


@require_safe
def digest(request: PageRequest) -> HttpResponse:
    asked = request.GET.get("month", "")
    month = month_of(asked) if asked else localdate().replace(day=1)
    found = digests(request.viewer, month=month)
    shown = {
        "here_tab": "digest",
        "may_run": may(request.viewer, Deed.RUN_MATCHING),
        "month": f"{month:%Y-%m}",
        "digests": [
            (one, [(row, said_on_page(code_word(row.code))) for row in one.refusals])
            for one in found
        ],
    }
    return render(request, "matches/digest.html", shown)


def month_of(text: str) -> date:
    """Raises: MonthUnreadable: it is not a month."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise MonthUnreadable(month=text) from None
