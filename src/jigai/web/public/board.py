"""The board that everybody reads without sign-in, once the office has opened it with a reason."""

from __future__ import annotations

from collections import Counter

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jigai.apps.accounts.permissions import Deed, may, require
from jigai.apps.badges.queries.public_board import (
    PublicBoard,
    public_board,
    public_periods,
    refuse_unless_public,
)
from jigai.apps.reference.actions.open_public_board import open_public_board
from jigai.apps.reference.queries.settings import programme
from jigai.apps.rounds.queries.access import round_of
from jigai.apps.scoring.queries.rulebook import rule_set
from jigai.web.authorship import change_by
from jigai.web.layout.badge import BADGE_WORDS
from jigai.web.requests import PageRequest
from jigai.web.toasts import tell


@login_not_required
@require_safe
def newest_board(request: PageRequest) -> HttpResponse:
    periods = _periods(request)
    return _page(request, periods, periods[0] if periods else "")


@login_not_required
@require_safe
def one_board(request: PageRequest, period: str) -> HttpResponse:
    return _page(request, _periods(request), period)


@require_POST
def public_switch(request: PageRequest) -> HttpResponse:
    """Open or close it, with the reason that is kept in the history."""
    require(request.viewer, Deed.PUBLISH)
    is_public = request.POST.get("switch") == "on"
    change = change_by(request, request.POST.get("reason", ""))
    open_public_board(is_public=is_public, change=change)
    tell(request, _("榜单已对外公开。") if is_public else _("榜单已停止对外公开。"))
    return redirect("public:newest")


def _periods(request: PageRequest) -> list[str]:
    """Whoever publishes sees beforehand what the public would see; others only what is open."""
    if not may(request.viewer, Deed.PUBLISH):
        refuse_unless_public()
    return public_periods()


def _page(request: PageRequest, periods: list[str], period: str) -> HttpResponse:
    board = public_board(round=round_of(period)) if period else None
    colours = Counter(row.colour for row in board.rows) if board else Counter[str]()
    shown = {
        "board": board,
        "counts": [(colour, colours[colour]) for colour in BADGE_WORDS if colours[colour]],
        "groups": _groups(board) if board else [],
        "rules": rule_set(board.rule_set, on=board.rule_on) if board else None,
        "periods": periods,
        "is_public": programme().is_board_public,
        "may_switch": may(request.viewer, Deed.PUBLISH),
    }
    return render(request, "public/board.html", shown)


def _groups(
    board: PublicBoard,
) -> list[tuple[str, list[str], list[tuple[str, list[tuple[str, int]]]]]]:
    """Tables of counts by unit and by direction: title, colours of the columns, rows."""
    colours = [colour for colour in BADGE_WORDS if any(r.colour == colour for r in board.rows)]
    found = []
    for title, groups in ((_("责任单位"), board.by_agency), (_("产业方向"), board.by_direction)):
        rows = [
            (
                group.name or "—",
                [(c, group.counts.get(c, 0)) for c in colours] if group.counts else [],
            )
            for group in groups
        ]
        found.append((title, colours, rows))
    return found
