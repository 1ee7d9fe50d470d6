"""One import: how the file was read, problems first, confirm, progress, undo."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from jigai.apps.evidence.queries.content import content_of
from jigai.apps.ledgers.queries.batches import import_batch, import_row
from jigai.domain.change import Path
from jigai.exchange.returned import returned_workbook
from jigai.flows.check_ledger import LedgerChoices, check_ledger
from jigai.flows.import_ledger import (
    import_ledger,
    import_sound_rows,
    receive_ledger,
    undo_import,
)
from jigai.jobs.import_ledger import run_import
from jigai.web.authorship import change_by
from jigai.web.fragments import fragment
from jigai.web.language import said_on_page
from jigai.web.ledgers.keeping import only_keepers
from jigai.web.ledgers.reading import how_it_was_read
from jigai.web.requests import PageRequest
from jigai.web.toasts import tell

SMALL = 2_000
"""Rows that are saved at once; a larger ledger goes to the background."""
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@vary_on_headers("HX-Request")
@only_keepers
def batch_show(request: PageRequest, batch: str) -> HttpResponse:
    shown = how_it_was_read(import_row(batch))
    return render(request, "ledgers/batch.html" + fragment(request, "progress"), shown)


@require_POST
@only_keepers
def confirm(request: PageRequest, batch: str) -> HttpResponse:
    """Save what was checked: at once, or in the background with progress shown."""
    found = import_batch(batch)
    if found.row_count <= SMALL or found.error_count:
        import_ledger(batch=batch)
        tell(request, _("已保存 {count} 行。").format(count=found.row_count))
    else:
        run_import.enqueue(batch)
    return redirect("ledgers:show", batch=batch)


@require_POST
@only_keepers
def take_sound(request: PageRequest, batch: str) -> HttpResponse:
    """Save the rows without a fault; the others go back to the sender."""
    found = import_batch(batch)
    change = change_by(request, _("保存无误的行，其余退回"), path=Path.IMPORT)
    import_sound_rows(batch=batch, change=change)
    rejected = found.summary["rejected"]
    told = _("已保存 {kept} 行，退回 {back} 行。")
    tell(request, told.format(kept=found.row_count - rejected, back=rejected))
    return redirect("ledgers:show", batch=batch)


@require_POST
@only_keepers
def read_again(request: PageRequest, batch: str) -> HttpResponse:
    """Check the file anew with columns that a person has matched."""
    found = import_batch(batch)
    chosen: dict[str, Any] = {n: found.options[n] for n in ("template", "period", "unit", "sheet")}
    heads = request.POST.getlist("head")
    fields = request.POST.getlist("field")
    columns = {**found.options["columns"], **dict(zip(heads, fields, strict=False))}
    choices = LedgerChoices(**chosen, columns=columns)
    change = change_by(request, found.options["reason"], path=Path.IMPORT)
    content = content_of(found.file)
    check = check_ledger(
        content, name=found.file.name, choices=choices, change=change, today=localdate()
    )
    again = receive_ledger(
        content=content, name=found.file.name, check=check, choices=choices, change=change
    )
    return redirect("ledgers:show", batch=again.batch)


@require_POST
@only_keepers
def undo(request: PageRequest, batch: str) -> HttpResponse:
    reason = request.POST.get("reason", "")
    undone = undo_import(batch=batch, change=change_by(request, reason, path=Path.UNDO))
    kept = [(one.label, said_on_page(one.reason)) for one in undone.kept]
    shown = {**how_it_was_read(import_row(batch)), "undone": undone, "undone_kept": kept}
    return render(request, "ledgers/batch.html", shown)


@require_safe
@only_keepers
def returned(request: PageRequest, batch: str) -> HttpResponse:
    """The sender's own sheet with every fault marked and a column of reasons."""
    found = import_batch(batch)
    options = found.options
    choices = LedgerChoices(**{name: options[name] for name in LedgerChoices().as_dict()})
    check = check_ledger(
        content_of(found.file),
        name=found.file.name,
        choices=replace(choices, period=choices.period or found.period),
        change=change_by(request, _("下载退回表"), path=Path.IMPORT),
        today=datetime.fromisoformat(options["at"]).date(),
    )
    name = f"{found.file.name.rsplit('.', 1)[0]}-{_('退回')}.xlsx"
    answer = HttpResponse(returned_workbook(check.ledger), content_type=WORKBOOK)
    answer.headers["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=name
    )
    return answer
