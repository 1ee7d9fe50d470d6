"""Try an order, carry it out, go on with it: row by row under the rules of the single edit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any, NoReturn

from django.db import transaction

from jigai.apps.accounts.models import User
from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.accounts.viewer import Grant, Viewer, viewer_of
from jigai.apps.audit.queries.versions import later_editors
from jigai.apps.audit.writing import writing
from jigai.apps.bulk.actions.move_run import confirm_run, finish_stage, keep_outcomes
from jigai.apps.bulk.models import BulkRow, BulkRun, Outcome, RunState
from jigai.apps.bulk.queries.runs import AT_WORK, NoSuchRun, run_of, waiting_rows
from jigai.domain.change import Actor, Change, Path
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.flows.bulk.order_edit import RowsNotSeen
from jigai.flows.bulk.registers import Register, register_named

BLOCK = 200
"""Rows of one change set. A process that is killed leaves whole blocks."""
DEED = "rows.edited"
Progress = Callable[[int, int], None]


class ChangedSincePreview(Refusal):
    code = "bulk.changed_since_preview"
    message = Sentence(
        "预览之后，{who}改过这一条，没有再改。",
        "{who} changed it after the preview; it was left alone.",
    )
    remedy = Sentence("请核对后重新预览。", "Look at it and preview again.")


class _TakenBack(Exception):
    """Ends a block whose change set is not kept."""


def confirm_edit(*, run: BulkRun, change: Change) -> None:
    """Let the owner's tried order go to work; ``work_through`` then does it.

    Raises:
        NoSuchRun: it is another person's.
        RunNotWaiting, ReasonMissing: as named.
    """
    if run.owner_key != change.actor.key:
        raise NoSuchRun(batch=run.batch)
    confirm_run(run=run, change=change)


def work_through(*, batch: str, today: date, progress: Progress | None = None) -> BulkRun:
    """Finish the stage in which an order is: its trial, or the work itself.

    Each block is one change set, and the outcome of its rows is saved with it: whoever calls
    again, or at the same time, goes on with rows whose turn has not come. A trial does the
    very same and takes each block back. Right and reach of who ordered it are those of today:
    without them the rows are refused.
    """
    run = run_of(batch)
    if run.state not in AT_WORK:
        return run
    viewer = _owner(run, today)
    total, through = run.rows.count(), 0
    while count := _work_block(run, viewer):
        through += count
        if progress:
            progress(min(through, total), total)
    finish_stage(run=run)
    return run


def _work_block(run: BulkRun, viewer: Viewer) -> int:
    """Change the next rows; how many were taken, 0 at the end."""
    rows: list[BulkRow] = []
    try:
        with writing(DEED, _authorship(run)):
            rows = waiting_rows(run, limit=BLOCK)
            _change_rows(run, rows, viewer)
            field = "foreseen" if run.state == RunState.TRYING else "outcome"
            has_changed = any(getattr(row, field) in _KEPT for row in rows)
            if run.state == RunState.TRYING or not has_changed:
                _take_back()
            keep_outcomes(rows=rows)
    except _TakenBack:
        keep_outcomes(rows=rows)
    return len(rows)


def _take_back() -> NoReturn:
    raise _TakenBack


_KEPT = frozenset({Outcome.CHANGED, Outcome.WAITS})


def _change_rows(run: BulkRun, rows: list[BulkRow], viewer: Viewer) -> None:
    register, change = register_named(run.register), _authorship(run)
    values = register.read(run.values, on=change.at.date())
    keys = [row.key for row in rows]
    records = register.visible(viewer).filter(pk__in=keys).in_bulk()
    editors = later_editors(table=register.table, keys=keys, number=run.base_version)
    for row in rows:
        row.code = row.said_zh = row.said_en = ""
        try:
            outcome = _change_row(run, row, viewer, register, records, editors, values, change)
        except Refusal as refusal:
            outcome = Outcome.REFUSED
            row.code = refusal.code
            row.said_zh, row.said_en = refusal.said.zh, refusal.said.en
        if run.state == RunState.TRYING:
            row.foreseen = outcome
        else:
            row.outcome = outcome


def _change_row(
    run: BulkRun,
    row: BulkRow,
    viewer: Viewer,
    register: Register,
    records: dict[int, Any],
    editors: dict[int, str],
    values: dict[str, Any],
    change: Change,
) -> Outcome:
    require(viewer, Deed.KEEP_REGISTERS)
    if row.key not in records:
        raise RowsNotSeen(keys=row.key)
    if row.key in editors:
        raise ChangedSincePreview(who=editors[row.key])
    with transaction.atomic():
        return register.apply(records[row.key], run.base_version, dict(values), change)


def _authorship(run: BulkRun) -> Change:
    at: datetime = run.confirmed_at or run.ordered_at
    change = Change(Actor(run.owner_key, run.owner_name), run.reason, at, Path(run.path))
    return replace(change, batch=run.batch)


def _owner(run: BulkRun, today: date) -> Viewer:
    """The one who ordered it, with the reach of today."""
    kind, _sep, number = run.owner_key.partition(":")
    if kind == "system":
        return Viewer(0, run.owner_name, (Grant("office", None, None),))
    user = User.objects.filter(pk=int(number)).first()
    if user is None:
        return Viewer(int(number), run.owner_name, ())
    return viewer_of(user, on=today)
