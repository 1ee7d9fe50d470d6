"""One matching day: who comes, who meets whom, the proof, the printed table, the calendar."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jigai.apps.accounts.permissions import Deed, may, require
from jigai.apps.matches.actions.assign_day import assign_day
from jigai.apps.matches.actions.open_day import let_propose
from jigai.apps.matches.queries.access import day_for
from jigai.apps.matches.queries.days import (
    day_check,
    day_row,
    meeting_rows,
    participant_rows,
)
from jigai.apps.matches.words import DAY_STATES, SIDES
from jigai.domain.refusal import NotFound
from jigai.domain.sentence import Sentence
from jigai.flows.print_day import day_feed, print_day
from jigai.flows.rank_day import rank_day
from jigai.web.authorship import change_by
from jigai.web.language import page_language
from jigai.web.matches.words import worded
from jigai.web.requests import PageRequest
from jigai.web.toasts import tell

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class NoSuchPaperForm(NotFound):
    code = "matches.paper_form_unknown"
    message = Sentence("没有“{form}”这种文件。", "There is no file of the form “{form}”.")
    remedy = Sentence("可选 pdf 或 docx。", "Choose pdf or docx.")


@require_safe
def day(request: PageRequest, pk: int) -> HttpResponse:
    viewer, found = request.viewer, day_for(request.viewer, pk)
    rows = participant_rows(viewer, found)
    is_assigned = found.state == "assigned"
    shown = {
        "here_tab": "days",
        "may_run": may(viewer, Deed.RUN_MATCHING),
        "day": day_row(found),
        "state": worded(DAY_STATES, found.state),
        "proposing": worded(SIDES, found.proposing),
        "other_side": "offer" if found.proposing == "demand" else "demand",
        "is_assigned": is_assigned,
        "sides": [
            (worded(SIDES, side), side, [row for row in rows if row.side == side]) for side in SIDES
        ],
        "meetings": meeting_rows(viewer, found),
        "check": day_check(viewer, found) if is_assigned else None,
    }
    return render(request, "matches/day.html", shown)


@require_POST
def fill(request: PageRequest, pk: int) -> HttpResponse:
    """Wishes from the ranking; those that were edited stay."""
    require(request.viewer, Deed.RUN_MATCHING)
    found = day_for(request.viewer, pk)
    count = rank_day(day=found, change=change_by(request, _("按排序填写意向")))
    tell(request, _("已按排序填写 %(n)s 个参加者的意向；手工改过的保留。") % {"n": count})
    return redirect("matches:day", pk=pk)


@require_POST
def propose(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.RUN_MATCHING)
    found = day_for(request.viewer, pk)
    side = request.POST.get("side", "")
    let_propose(day=found, side=side, change=change_by(request, _("改变为先的一方")))
    tell(request, _("已改；请重新排定。"))
    return redirect("matches:day", pk=pk)


@require_POST
def assign(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.RUN_MATCHING)
    found = day_for(request.viewer, pk)
    made = assign_day(day=found, change=change_by(request, _("排定对接会")))
    tell(request, _("已排定 %(n)s 场见面，并通过稳定性检验。") % {"n": len(made)})
    return redirect("matches:day", pk=pk)


@require_safe
def day_paper(request: PageRequest, pk: int, form: str) -> HttpResponse:
    """The table of the day as PDF or Word."""
    if form not in TYPES:
        raise NoSuchPaperForm(form=form)
    found = day_for(request.viewer, pk)
    content = print_day(request.viewer, found, form=form, on=localdate(), language=page_language())
    answer = HttpResponse(content, content_type=TYPES[form])
    name = quote(f"{found.name}.{form}")
    answer["Content-Disposition"] = f"inline; filename*=UTF-8''{name}"
    return answer


@require_safe
def day_calendar(request: PageRequest, pk: int) -> HttpResponse:
    """The meetings that the viewer reads, for a calendar."""
    found = day_for(request.viewer, pk)
    link = request.build_absolute_uri(reverse("matches:day", args=[pk]))
    content = day_feed(request.viewer, found, link=link)
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.name)}.ics"
    return answer
