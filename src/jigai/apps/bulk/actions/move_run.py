"""Where an order stands: tried, confirmed, done, taken back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from jigai.apps.bulk.models import BulkRow, BulkRun, RunState
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

NOTED = ("foreseen", "outcome", "code", "said_zh", "said_en")
STATE_WORDS = {
    RunState.TRYING: Sentence("正在预览", "being tried"),
    RunState.TRIED: Sentence("待确认", "waiting for confirmation"),
    RunState.RUNNING: Sentence("正在修改", "at work"),
    RunState.DONE: Sentence("已完成", "done"),
    RunState.UNDONE: Sentence("已撤销", "taken back"),
}


class RunNotWaiting(Refusal):
    code = "bulk.not_waiting"
    message = Sentence(
        "这次批量修改现在是“{state}”，不能这样做。",
        "This bulk edit is {state}; that cannot be done now.",
    )


def confirm_run(*, run: BulkRun, change: Change) -> None:
    """Let a tried order go to work under its reason.

    Raises:
        RunNotWaiting: it was not tried yet, or was confirmed before.
    """
    moved = BulkRun.objects.filter(pk=run.pk, state=RunState.TRIED).update(
        state=RunState.RUNNING, reason=change.reason, confirmed_at=change.at
    )
    run.refresh_from_db()
    if not moved:
        raise RunNotWaiting(state=STATE_WORDS[RunState(run.state)])
    BulkRow.objects.filter(run=run).update(code="", said_zh="", said_en="")


def finish_stage(*, run: BulkRun) -> None:
    """The last row is through: a trial waits for confirmation, a run is done."""
    then = RunState.TRIED if run.state == RunState.TRYING else RunState.DONE
    BulkRun.objects.filter(pk=run.pk, state=run.state).update(state=then)
    run.refresh_from_db()


def mark_run_undone(*, run: BulkRun, kept: Sequence[str]) -> None:
    """Note that an order was taken back, and which records stayed as they are."""
    run.state, run.kept = RunState.UNDONE, list(kept)
    run.save(update_fields=["state", "kept"])


def keep_outcomes(*, rows: Sequence[BulkRow]) -> None:
    """Note what became of rows, in the transaction of what was done to them."""
    alike = defaultdict[tuple[str, ...], list[int]](list)
    for row in rows:
        alike[tuple(getattr(row, name) for name in NOTED)].append(row.pk)
    for noted, keys in alike.items():
        BulkRow.objects.filter(pk__in=keys).update(**dict(zip(NOTED, noted, strict=True)))
