"""Ledgers in: a file is checked and kept, confirmed, and can be taken back whole."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import File, Form, Router, Schema, UploadedFile
from ninja.responses import Status

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS
from jigai.api.schemas import Reasoned
from jigai.api.v1.changes import KeptOut, kept_out
from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.evidence.queries.content import content_of
from jigai.apps.ledgers.queries.batches import ImportRow, import_batch, import_row, imports
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.flows.check_ledger import LedgerChoices, check_ledger
from jigai.flows.import_ledger import (
    import_ledger,
    import_sound_rows,
    receive_ledger,
    undo_import,
)
from jigai.jobs.import_ledger import run_import

router = Router()
SMALL = 2_000
"""Rows that are saved within the request; a larger ledger goes to the background."""


class ColumnsUnreadable(Refusal):
    code = "ledger.columns_unreadable"
    message = Sentence(
        "columns 应为 JSON 对象：表头 → 字段。", "columns must be a JSON object: head to field."
    )


class Upload(Reasoned):
    """Blank leaves the choice to the file; ``columns`` is a JSON object, head to field."""

    template: str = ""
    period: str = ""
    unit: str = ""
    sheet: str = ""
    columns: str = ""


class Matching(Reasoned):
    columns: dict[str, str]


class ImportUndoneOut(Schema):
    """``restored``: table → records; ``kept``: left alone, each with the reason."""

    restored: dict[str, int]
    kept: list[KeptOut]


@router.get("", response={200: list[ImportRow], **PROBLEMS})
def list_imports(request: HttpRequest) -> list[ImportRow]:
    require(viewer_in(request), Deed.IMPORT)
    return imports()


@router.post("", response={201: ImportRow, **PROBLEMS})
def upload(
    request: HttpRequest, given: Form[Upload], file: File[UploadedFile]
) -> Status[ImportRow]:
    """Check a file; nothing is saved to the registers before it is confirmed."""
    change = change_by(request, Deed.IMPORT, given.reason)
    choices = LedgerChoices(
        given.template, given.period, given.unit, given.sheet, _columns(given.columns)
    )
    return Status(201, _received(file.read(), file.name or "", choices, change))


@router.get("/{batch}", response={200: ImportRow, **PROBLEMS})
def show_import(request: HttpRequest, batch: str) -> ImportRow:
    require(viewer_in(request), Deed.IMPORT)
    return import_row(batch)


@router.post("/{batch}/read-again", response={201: ImportRow, **PROBLEMS})
def read_again(request: HttpRequest, batch: str, given: Matching) -> Status[ImportRow]:
    """Check the kept file anew with columns that a person has matched."""
    change = change_by(request, Deed.IMPORT, given.reason)
    found = import_batch(batch)
    kept: dict[str, Any] = {n: found.options[n] for n in ("template", "period", "unit", "sheet")}
    choices = LedgerChoices(**kept, columns={**found.options["columns"], **given.columns})
    return Status(201, _received(content_of(found.file), found.file.name, choices, change))


@router.post("/{batch}/confirm", response={200: ImportRow, **PROBLEMS})
def confirm(request: HttpRequest, batch: str, said: Reasoned) -> ImportRow:
    """Save what was checked: at once, or in the background where it is large."""
    change_by(request, Deed.IMPORT, said.reason)
    found = import_batch(batch)
    if found.row_count <= SMALL or found.error_count:
        import_ledger(batch=batch)
    else:
        run_import.enqueue(batch)
    return import_row(batch)


@router.post("/{batch}/sound-rows", response={200: ImportRow, **PROBLEMS})
def take_sound(request: HttpRequest, batch: str, said: Reasoned) -> ImportRow:
    """Save the rows without a fault of a catalogue sheet; the others stay returned."""
    import_sound_rows(batch=batch, change=change_by(request, Deed.IMPORT, said.reason))
    return import_row(batch)


@router.post("/{batch}/undo", response={200: ImportUndoneOut, **PROBLEMS})
def undo(request: HttpRequest, batch: str, said: Reasoned) -> ImportUndoneOut:
    """Take the whole import back; what changed since or is locked is kept and named."""
    change = change_by(request, Deed.UNDO, said.reason)
    undone = undo_import(batch=batch, change=change)
    return ImportUndoneOut(restored=undone.restored, kept=kept_out(undone))


def _received(content: bytes, name: str, choices: LedgerChoices, change: Change) -> ImportRow:
    check = check_ledger(
        content, name=name, choices=choices, change=change, today=timezone.localdate()
    )
    batch = receive_ledger(content=content, name=name, check=check, choices=choices, change=change)
    return import_row(batch.batch)


def _columns(text: str) -> dict[str, str]:
    try:
        read = json.loads(text) if text else {}
    except ValueError:
        raise ColumnsUnreadable from None
    if not isinstance(read, dict) or not all(isinstance(value, str) for value in read.values()):
        raise ColumnsUnreadable
    return read
