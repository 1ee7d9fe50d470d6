"""Corrections of a published round: ask, approve, restate, end."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.dateparse import parse_datetime
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.rounds.queries.access import reopening_of, round_of
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.flows.reopen_round import reopen_round, request_reopening
from jigai.flows.restate_round import end_reopening, restate_round
from jigai.web.authorship import change_by
from jigai.web.requests import PageRequest
from jigai.web.toasts import tell


class MomentUnreadable(Refusal):
    code = "rounds.moment_unreadable"
    message = Sentence("“{text}”不是日期和时间。", "“{text}” is not a date and time.")
    remedy = Sentence("写作 2026-11-30 18:00。", "Write it like 2026-11-30 18:00.")


@require_POST
def reopening_ask(request: PageRequest, period: str) -> HttpResponse:
    require(request.viewer, Deed.PUBLISH)
    change = change_by(request, request.POST.get("reason", ""))
    request_reopening(round=round_of(period), change=change)
    tell(request, _("重开申请已提交，等待另一位同事批准。"))
    return redirect("rounds:show", period=period)


@require_POST
def reopening_approve(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.APPROVE)
    found = reopening_of(pk)
    text = request.POST.get("until", "")
    try:
        until = parse_datetime(text)
    except ValueError:
        until = None
    if until is None:
        raise MomentUnreadable(text=text)
    reason = request.POST.get("reason", "").strip() or _("同意重开")
    until = until if until.tzinfo else make_aware(until)
    reopen_round(reopening=found, open_until=until, change=change_by(request, reason))
    tell(request, _("已批准重开，到期自动锁定。"))
    return redirect("rounds:show", period=found.round.period)


@require_POST
def round_restate(request: PageRequest, period: str) -> HttpResponse:
    """Compute the corrected projects anew and freeze the next numbered board."""
    require(request.viewer, Deed.PUBLISH)
    change = change_by(request, request.POST.get("reason", ""))
    board = restate_round(round=round_of(period), change=change)
    if board is None:
        tell(request, _("更正没有改变任何一行，未产生更正稿；本期已重新锁定。"))
        return redirect("rounds:show", period=period)
    tell(
        request,
        _("已发布第 {number} 号更正，{count} 行有变化。").format(
            number=board.number, count=len(board.changed_rows)
        ),
    )
    return redirect("badges:frozen", period=period)


@require_POST
def reopening_end(request: PageRequest, period: str) -> HttpResponse:
    require(request.viewer, Deed.PUBLISH)
    reason = request.POST.get("reason", "").strip() or _("结束重开，不作更正")
    end_reopening(round=round_of(period), change=change_by(request, reason))
    tell(request, _("重开已结束，本期重新锁定。"))
    return redirect("rounds:show", period=period)
