"""Questions about striking patterns: a person answers; no colour changes by itself."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from jigai.apps.accounts.permissions import Deed, may, require
from jigai.apps.badges.actions.raise_signals import answer_signal
from jigai.apps.badges.queries.access import signal_for
from jigai.apps.badges.queries.matters import signal_rows
from jigai.apps.rounds.queries.rounds import round_rows
from jigai.domain.refusal import NotAllowed
from jigai.web.authorship import change_by
from jigai.web.requests import PageRequest
from jigai.web.toasts import tell

KINDS: dict[str, Promise] = {
    "baseline_reset": gettext_lazy("调整基准"),
    "repeated_photo": gettext_lazy("照片重复"),
    "last_day_jump": gettext_lazy("截止日上调"),
}
PAGE = 30


@require_safe
def signals(request: PageRequest) -> HttpResponse:
    """Open questions, or all of them, of one kind or of all."""
    viewer = request.viewer
    if not may(viewer, Deed.REVIEW) and not may(viewer, Deed.AUDIT):
        raise NotAllowed
    is_whole = "answered" in request.GET
    kind = request.GET.get("kind", "")
    rows = signal_rows(viewer, is_open=not is_whole)
    counts = [(key, KINDS[key], sum(r.kind == key for r in rows), key == kind) for key in KINDS]
    matching = [row for row in rows if not kind or row.kind == kind]
    shown = {
        "page": Paginator(matching, PAGE).get_page(request.GET.get("page")),
        "kinds": KINDS,
        "counts": counts,
        "kind": kind,
        "count": len(rows),
        "is_whole": is_whole,
        "may_answer": may(viewer, Deed.REVIEW),
        "round": next((row for row in round_rows() if row.computed_at), None),
        "here_tab": "signals",
    }
    return render(request, "signals/list.html", shown)


@require_POST
def signal_answer(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.REVIEW)
    change = change_by(request, request.POST.get("reason", ""))
    answer_signal(signal=signal_for(request.viewer, pk), change=change)
    tell(request, _("答复已留存；牌色不变。"))
    return redirect("signals:list")
