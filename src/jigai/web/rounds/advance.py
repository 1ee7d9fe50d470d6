"""What the office does with a round: remind, close, publish, add projects."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.badges.actions.raise_signals import raise_signals
from jigai.apps.rounds.actions.open_round import add_due_projects
from jigai.apps.rounds.actions.remind import remind
from jigai.apps.rounds.queries.access import round_of
from jigai.apps.rounds.queries.coverage import coverage
from jigai.flows.compute_badges import compute_badges
from jigai.flows.publish_round import publish_round
from jigai.web.authorship import change_by
from jigai.web.requests import PageRequest
from jigai.web.toasts import tell


@require_POST
def round_remind(request: PageRequest, period: str) -> HttpResponse:
    """Remind every unit that has something missing, or the chosen projects only."""
    require(request.viewer, Deed.REVIEW)
    held = round_of(period)
    missing = {row.project_id for row in coverage(request.viewer, round=held).missing}
    chosen = {int(key) for key in request.POST.getlist("project") if key.isdecimal()}
    keys = missing & chosen if chosen else missing
    count = remind(round=held, project_ids=keys, change=change_by(request, _("提醒未报单位")))
    said = ngettext("已提醒 {count} 个项目。", "已提醒 {count} 个项目。", count)
    tell(request, said.format(count=count))
    return _back(request, period)


@require_POST
def round_add_due(request: PageRequest, period: str) -> HttpResponse:
    """Enter projects that were registered after the round was opened."""
    require(request.viewer, Deed.PUBLISH)
    change = change_by(request, _("补充应报项目"))
    count = add_due_projects(round=round_of(period), change=change)
    said = ngettext("补充了 {count} 个应报项目。", "补充了 {count} 个应报项目。", count)
    tell(request, said.format(count=count))
    return _back(request, period)


@require_POST
def round_close(request: PageRequest, period: str) -> HttpResponse:
    """Close collecting and compute; again at any time before publication."""
    require(request.viewer, Deed.COMPUTE)
    held = round_of(period)
    change = change_by(request, request.POST.get("reason", "").strip() or _("截止填报，计算亮牌"))
    computed = compute_badges(round=held, change=change)
    raise_signals(round=held, change=change)
    tell(
        request,
        _("已评 {count} 个项目，其中 {changed} 个有变化。").format(
            count=computed.badge_count, changed=computed.changed_count
        ),
    )
    return _back(request, period)


@require_POST
def round_publish(request: PageRequest, period: str) -> HttpResponse:
    """Freeze and sign the board; early only when that is stated with a reason."""
    require(request.viewer, Deed.PUBLISH)
    is_early = "early" in request.POST
    reason = request.POST.get("reason", "").strip()
    change = change_by(request, reason if is_early else reason or _("发布本期亮牌"))
    board = publish_round(round=round_of(period), change=change, is_early=is_early)
    tell(request, _("已发布，{count} 行已定稿并签名。").format(count=len(board.rows)))
    return _back(request, period)


def _back(request: PageRequest, period: str) -> HttpResponse:
    where = "rounds:coverage" if request.POST.get("from") == "coverage" else "rounds:show"
    return redirect(where, period=period)
