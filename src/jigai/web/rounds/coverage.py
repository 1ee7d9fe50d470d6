"""The coverage ledger: who has been seen, who was excused, who is missing and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.rounds.queries.access import round_of
from jigai.apps.rounds.queries.coverage import CoverageRow, coverage
from jigai.apps.rounds.queries.rounds import round_row
from jigai.apps.rounds.queries.timeliness import arrivals
from jigai.flows.excuse_in_bulk import excuse_in_bulk
from jigai.web.authorship import change_by
from jigai.web.requests import PageRequest
from jigai.web.rounds.words import ENTRY_STATES, ENTRY_TONES, STAGE_TONES, STAGES
from jigai.web.toasts import tell

PAGE = 40
GROUPS = (
    ("", gettext_lazy("全部")),
    ("missing", gettext_lazy("未报")),
    ("seen", gettext_lazy("已报")),
    ("late", gettext_lazy("补报")),
    ("excused", gettext_lazy("免报")),
)


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the ledger; ``came_on`` stands beside the due day of a late report."""

    row: CoverageRow
    state: str
    tone: str
    came_on: date | None


@require_safe
def round_coverage(request: PageRequest, period: str) -> HttpResponse:
    held = round_of(period)
    ledger = coverage(request.viewer, round=held)
    came = arrivals(request.viewer, round=held)
    wanted = request.GET.get("state", "")
    late = tuple(row for row in ledger.rows if row.is_late)
    groups = {
        "": ledger.rows,
        "missing": ledger.missing,
        "seen": ledger.seen,
        "late": late,
        "excused": ledger.excused,
    }
    listed = [
        Listed(
            row,
            str(ENTRY_STATES[row.state]),
            ENTRY_TONES[row.state],
            came[row.project_id].submitted_on if row.project_id in came else None,
        )
        for row in groups.get(wanted, ledger.rows)
    ]
    shown = {
        "round": round_row(held),
        "stage": STAGES[held.stage],
        "stage_tone": STAGE_TONES[held.stage],
        "listed": Paginator(listed, PAGE).get_page(request.GET.get("page")),
        "groups": [(key, title, len(groups[key]), key == wanted) for key, title in GROUPS],
        "ledger": ledger,
        "may_excuse": request.viewer.may_edit and held.stage != "published",
    }
    return render(request, "rounds/coverage.html", shown)


@require_POST
def round_excuse(request: PageRequest, period: str) -> HttpResponse:
    """Excuse the chosen projects with one reason, or take an excuse back."""
    require(request.viewer, Deed.KEEP_REGISTERS)
    is_excused = "withdraw" not in request.POST
    reason = request.POST.get("reason", "")
    change = change_by(request, reason if is_excused else reason.strip() or _("撤回免报"))
    chosen = {int(key) for key in request.POST.getlist("project") if key.isdecimal()}
    count = excuse_in_bulk(
        request.viewer, period=period, project_ids=chosen, change=change, is_excused=is_excused
    )
    said = (
        ngettext("已免报 {count} 项。", "已免报 {count} 项。", count)
        if is_excused
        else ngettext("已撤回 {count} 项免报。", "已撤回 {count} 项免报。", count)
    )
    tell(request, said.format(count=count))
    return redirect("rounds:coverage", period=period)
