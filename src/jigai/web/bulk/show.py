"""One bulk edit: preview, progress, results row by row, undo of the whole."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from jigai.apps.accounts.permissions import Deed, may, require
from jigai.apps.bulk.queries.runs import (
    RunRow,
    latest_runs,
    result_rows,
    rules_broken,
    run_for,
    run_row,
)
from jigai.domain.change import Path
from jigai.flows.bulk.registers import register_named
from jigai.flows.bulk.work_through import confirm_edit
from jigai.flows.undo_change import undo_edit
from jigai.web.authorship import change_by
from jigai.web.bulk.choose import begin
from jigai.web.bulk.pages import ADDRESSES, list_of
from jigai.web.bulk.wording import FORESEEN, OUTCOMES, STATES, TONES, value_words
from jigai.web.fragments import fragment
from jigai.web.requests import PageRequest
from jigai.web.toasts import tell

SIZE = 50


@require_safe
@vary_on_headers("HX-Request")
def bulk_show(request: PageRequest, batch: str) -> HttpResponse:
    run = run_for(request.viewer, batch)
    row = run_row(run)
    is_before = row.state in {"trying", "tried"}
    words = FORESEEN if is_before else OUTCOMES
    wanted = request.GET.get("outcome", "")
    outcome = wanted if wanted in words else ""
    counts = _counts(row)
    pages = Paginator(range(counts[outcome] if outcome else row.row_count), SIZE)
    page = pages.get_page(request.GET.get("page"))
    found = result_rows(run, outcome=outcome, page=page.number, size=SIZE)
    shown = _frame(row) | {
        "tabs": [(key, words[key], count, key == outcome) for key, count in counts.items()],
        "outcome": outcome,
        "results": [
            (one, words.get(one.outcome, ""), TONES.get(one.outcome, ""), _link(row, one.key))
            for one in found
        ],
        "rules": rules_broken(run),
        "is_before": is_before,
        "pages": page,
        "is_own": run.owner_key == request.viewer.key,
        "may_undo": row.state == "done" and may(request.viewer, Deed.UNDO),
        "has_changed": row.changed_count + row.waits_count > 0,
    }
    return render(request, "bulk/show.html" + fragment(request, "progress"), shown)


@require_POST
def confirm(request: PageRequest, batch: str) -> HttpResponse:
    """Carry it out under the person's reason: at once, or in the background."""
    require(request.viewer, Deed.KEEP_REGISTERS)
    run = run_for(request.viewer, batch)
    change = change_by(request, request.POST.get("reason", ""), path=Path.BULK)
    confirm_edit(run=run, change=change)
    begin(batch, run_row(run).row_count)
    done = run_row(run_for(request.viewer, batch))
    if done.state == "done":
        undo_url = reverse("bulk:undo", args=[batch]) if may(request.viewer, Deed.UNDO) else ""
        count = done.changed_count
        said = ngettext("已修改 {count} 条。", "已修改 {count} 条。", count).format(count=count)
        tell(request, said, undo_url=undo_url if count + done.waits_count else "")
    return redirect("bulk:show", batch=batch)


@require_POST
def undo(request: PageRequest, batch: str) -> HttpResponse:
    """Take the whole edit back; rows that others changed since stay, and are named."""
    require(request.viewer, Deed.UNDO)
    reason = request.POST.get("reason") or _("撤回刚做的修改")
    run = run_for(request.viewer, batch)
    undone = undo_edit(run=run, change=change_by(request, reason, path=Path.UNDO))
    count = undone.restored_count
    said = ngettext("已恢复 {count} 条。", "已恢复 {count} 条。", count).format(count=count)
    tell(request, said)
    return redirect("bulk:show", batch=batch)


@require_safe
def bulk_list(request: PageRequest) -> HttpResponse:
    """The bulk edits so far that this person may read."""
    runs = [_frame(row) for row in latest_runs(request.viewer)]
    return render(request, "bulk/list.html", {"runs": runs})


def _frame(row: RunRow) -> dict[str, Any]:
    register, page = register_named(row.register_name), list_of(row.register_name)
    return {
        "run": row,
        "state": STATES[row.state],
        "page": page,
        "is_moving": row.state in {"trying", "running"},
        "percent": 100 * row.through_count // row.row_count if row.row_count else 100,
        "values": [_value(register.field(key), value) for key, value in row.values.items()],
        "back": f"{reverse(ADDRESSES[row.register_name])}?{row.came_from}",
    }


def _value(field: Any, value: str) -> tuple[Any, str]:
    labels = {one.value: one.label for one in field.choices(localdate())} if field.choices else {}
    return field.title, value_words(field, value, labels.get(value))


def _counts(row: RunRow) -> dict[str, int]:
    return {
        "changed": row.changed_count,
        "waits": row.waits_count,
        "same": row.same_count,
        "refused": row.refused_count,
    }


def _link(row: RunRow, key: int) -> str:
    to = list_of(row.register_name).row_url
    return to(key) if to else ""
