"""Yearly cards: computed, explained, objected to, ruled on, made final."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jigai.apps.accounts.permissions import Deed, may, require
from jigai.apps.platforms.actions.object_to_score import object_to_score
from jigai.apps.platforms.actions.record_scores import settle_scores
from jigai.apps.platforms.actions.rule_on_score import ScoreRuling
from jigai.apps.platforms.queries.access import (
    hosts,
    require_host,
    score_for,
    score_objection_for,
)
from jigai.apps.platforms.queries.scores import objection_rows, score_rows
from jigai.apps.platforms.words import GRADES, RULINGS, SCORE_STATES
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.flows.score_platforms import kept_card, score_platforms
from jigai.flows.settle_score_objection import settle_score_objection
from jigai.web.authorship import change_by
from jigai.web.platforms.words import worded
from jigai.web.requests import PageRequest
from jigai.web.toasts import tell


class ScoreYearUnreadable(Refusal):
    code = "platform.score_year_unreadable"
    message = Sentence("没有填写年度，或年度不对。", "The year is missing or cannot be read.")
    remedy = Sentence("例：2026。", "Such as 2026.")


class RulingUnknown(Refusal):
    code = "platform.ruling_unknown"
    message = Sentence("请选择成立或不成立。", "Choose whether it is upheld or rejected.")


@require_safe
def scores(request: PageRequest) -> HttpResponse:
    viewer, today = request.viewer, localdate()
    rows = score_rows(viewer)
    objections = objection_rows(viewer)
    shown = {
        "here_tab": "scores",
        "rows": [
            (row, worded(GRADES, row.outcome), worded(SCORE_STATES, row.state)) for row in rows
        ],
        "years": sorted({row.year for row in rows if row.state != "final"}, reverse=True),
        "objections": [(one, worded(RULINGS, one.ruling)) for one in objections],
        "may_compute": may(viewer, Deed.COMPUTE),
        "may_rule": may(viewer, Deed.RULE),
        "year": today.year,
    }
    return render(request, "platforms/scores.html", shown)


@require_safe
def score(request: PageRequest, pk: int) -> HttpResponse:
    """One card with every line explained, and what was objected."""
    viewer, found = request.viewer, score_for(request.viewer, pk)
    objections = objection_rows(viewer, score_id=pk)
    shown = {
        "score": found,
        "platform": found.platform,
        "card": kept_card(found),
        "state": worded(SCORE_STATES, found.state),
        "objections": [(one, worded(RULINGS, one.ruling)) for one in objections],
        "may_object": (
            hosts(viewer, found.platform)
            and may(viewer, Deed.REPORT)
            and found.state == "provisional"
            and localdate() <= found.objections_until_on
        ),
        "may_rule": may(viewer, Deed.RULE) and viewer.key != found.computed_by_key,
    }
    return render(request, "platforms/score.html", shown)


@require_POST
def compute(request: PageRequest) -> HttpResponse:
    require(request.viewer, Deed.COMPUTE)
    year = _year(request)
    change = change_by(request, request.POST.get("reason", "").strip() or _("计算年度评价"))
    made = score_platforms(year=year, on=localdate(), change=change)
    tell(request, _("已计算 %(count)s 个平台的年度评价，异议期已开始。") % {"count": len(made)})
    return redirect("platforms:scores")


@require_POST
def settle(request: PageRequest) -> HttpResponse:
    """After the window, with every objection ruled on."""
    require(request.viewer, Deed.PUBLISH)
    change = change_by(request, request.POST.get("reason", "").strip() or _("确定年度评价"))
    count = settle_scores(year=_year(request), on=localdate(), change=change)
    tell(request, _("%(count)s 份年度评价已确定。") % {"count": count})
    return redirect("platforms:scores")


@require_POST
def object_(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.REPORT)
    found = score_for(request.viewer, pk)
    require_host(request.viewer, found.platform)
    object_to_score(score=found, change=change_by(request, request.POST.get("reason", "")))
    tell(request, _("异议已提交，由另一位有权限的人员裁定。"))
    return redirect("platforms:score", pk=pk)


@require_POST
def rule(request: PageRequest, pk: int) -> HttpResponse:
    """Upheld, the card is computed anew from the facts as they are."""
    require(request.viewer, Deed.RULE)
    found = score_objection_for(request.viewer, pk)
    chosen = request.POST.get("ruling", "")
    if chosen not in set(ScoreRuling):
        raise RulingUnknown
    change = change_by(request, request.POST.get("reason", ""))
    settle_score_objection(objection=found, ruling=ScoreRuling(chosen), change=change)
    tell(request, _("已裁定，理由已留存。"))
    return redirect("platforms:score", pk=found.score_id)


def _year(request: PageRequest) -> int:
    typed = request.POST.get("year", "")
    if not typed.isdecimal() or len(typed) != len("2026"):
        raise ScoreYearUnreadable
    return int(typed)
