"""The review queue: one by one or the whole filtered set, with preview, reason and undo."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.projects.queries.chosen_reports import chosen_reports
from jigai.apps.rounds.queries.access import round_of
from jigai.apps.rounds.queries.review_queue import QueuedReport, review_queue
from jigai.apps.rounds.queries.rounds import round_row
from jigai.domain.change import Path
from jigai.flows.review_in_bulk import review_in_bulk
from jigai.flows.show_warning import HIGH, round_before, show_warning
from jigai.flows.undo_review import undo_review
from jigai.web.authorship import change_by
from jigai.web.requests import PageRequest
from jigai.web.rounds.words import ENTRY_STATES
from jigai.web.toasts import tell

STATES = ("submitted", "returned", "accepted")
PAGE = 30
MOST_WARNED = 5
FILTERS = ("agency", "division", "jump")


@require_safe
def review(request: PageRequest, period: str) -> HttpResponse:
    """The queue of one state, narrowed by unit, township and jumps."""
    require(request.viewer, Deed.REVIEW)
    state = request.GET.get("state", "submitted")
    held = round_of(period)
    queue = review_queue(request.viewer, round=held, state=state)
    matching = list(_matching(queue, request.GET))
    page = Paginator(matching, PAGE).get_page(request.GET.get("page"))
    narrowed = {name: request.GET.get(name, "") for name in FILTERS}
    shown = {
        "round": round_row(held),
        "page": page,
        "states": [(key, ENTRY_STATES[key], key == state) for key in STATES],
        "state": state,
        "narrowed": narrowed,
        "agencies": sorted({one.agency for one in queue if one.agency}),
        "divisions": sorted({one.division for one in queue if one.division}),
        "all_count": len(matching),
        "queue_count": len(queue),
        **_warned(request, held, {one.project_id for one in queue}),
    }
    return render(request, "rounds/review.html", shown)


@require_POST
def review_preview(request: PageRequest, period: str) -> HttpResponse:
    """Which reports the decision would change, which not and why; nothing is saved."""
    require(request.viewer, Deed.REVIEW)
    held = round_of(period)
    queue = review_queue(request.viewer, round=held, state="")
    chosen = _chosen(request, queue)
    if not chosen:
        tell(request, _("没有选中填报。"))
        return redirect("rounds:review", period=period)
    is_accepted = request.POST.get("decision") == "accept"
    own = [one for one in chosen if is_accepted and one.submitted_by == request.viewer.name]
    idle = [one for one in chosen if not _is_movable(one, is_accepted=is_accepted)]
    left = {one.report_id for one in (*own, *idle)}
    shown = {
        "round": round_row(held),
        "is_accepted": is_accepted,
        "changing": [one for one in chosen if one.report_id not in left],
        "own": own,
        "idle": [(one, ENTRY_STATES[one.state]) for one in idle],
        "chosen": chosen,
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "rounds/review_preview.html", shown)


@require_POST
def review_decide(request: PageRequest, period: str) -> HttpResponse:
    """Decide on the chosen reports; what became of each is listed with its link."""
    require(request.viewer, Deed.REVIEW)
    held = round_of(period)
    is_accepted = request.POST.get("decision") == "accept"
    keys = [int(key) for key in request.POST.getlist("report") if key.isdecimal()]
    reason = request.POST.get("reason", "").strip()
    change = change_by(request, reason or (_("核对无误") if is_accepted else ""), path=Path.BULK)
    reports = chosen_reports(request.viewer, period=held.period, report_ids=keys)
    done = review_in_bulk(reports=reports, is_accepted=is_accepted, change=change)
    shown = {
        "round": round_row(held),
        "done": done,
        "is_accepted": is_accepted,
        "reason": change.reason,
    }
    return render(request, "rounds/review_result.html", shown)


@require_POST
def review_undo(request: PageRequest, period: str) -> HttpResponse:
    """Take the whole decision back; reports that others changed since stay as they are."""
    require(request.viewer, Deed.REVIEW)
    number = request.POST.get("change_set", "")
    change = change_by(request, _("撤销批量审核"), path=Path.UNDO)
    undone = undo_review(number=int(number) if number.isdecimal() else 0, change=change)
    count = undone.restored_count
    said = ngettext("已撤销 {count} 条。", "已撤销 {count} 条。", count).format(count=count)
    if undone.kept:
        said += _("{count} 条保持不变（后来有人改过，或所在期次已锁定）。").format(
            count=len(undone.kept)
        )
    tell(request, said)
    return redirect("rounds:review", period=period)


def _warned(request: PageRequest, held: Any, project_ids: set[int]) -> dict[str, Any]:
    """Projects of the queue that were likelier than not to turn red, where the model is shown."""
    before = round_before(held)
    found = show_warning(request.viewer, round=before, project_ids=project_ids)
    likely = [one for one in found.rows if one.chance >= HIGH]
    return {"warned": likely[:MOST_WARNED], "warned_from": found.period}


def _matching(queue: Iterable[QueuedReport], asked: Any) -> Iterable[QueuedReport]:
    agency, division = asked.get("agency", ""), asked.get("division", "")
    only_jumps = asked.get("jump", "")
    for one in queue:
        if agency and one.agency != agency:
            continue
        if division and one.division != division:
            continue
        if not only_jumps or one.jumps:
            yield one


def _chosen(request: PageRequest, queue: list[QueuedReport]) -> list[QueuedReport]:
    """The ticked reports, or the whole filtered set when that was asked for."""
    if "all" in request.POST:
        state = request.POST.get("state", "submitted")
        return list(_matching([one for one in queue if one.state == state], request.POST))
    keys = {int(key) for key in request.POST.getlist("report") if key.isdecimal()}
    return [one for one in queue if one.report_id in keys]


def _is_movable(one: QueuedReport, *, is_accepted: bool) -> bool:
    return one.state == "submitted" or (not is_accepted and one.state == "accepted")
