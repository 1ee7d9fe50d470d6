"""Bulk edits: one with its counts, its rows page by page, those that were interrupted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet

from jigai.apps.accounts.permissions import reads_all_changes
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.bulk.models import BulkRow, BulkRun, Outcome, RunState
from jigai.domain.refusal import NotFound
from jigai.domain.sentence import Sentence

AT_WORK = (RunState.TRYING, RunState.RUNNING)
BEFORE = (RunState.TRYING, RunState.TRIED)


class NoSuchRun(NotFound):
    code = "bulk.not_found"
    message = Sentence("没有批量修改“{batch}”。", "There is no bulk edit “{batch}”.")


@dataclass(frozen=True, slots=True)
class RunRow:
    """One bulk edit; counts are of the trial until it is confirmed, then of what was done."""

    batch: str
    register_name: str
    values: dict[str, str]
    state: str
    owner: str
    path: str
    reason: str
    came_from: str
    ordered_at: datetime
    confirmed_at: datetime | None
    row_count: int
    through_count: int
    changed_count: int
    waits_count: int
    same_count: int
    refused_count: int
    kept: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One row: ``outcome`` is foreseen until the edit is confirmed; ``said`` gives the rule."""

    key: int
    label: str
    outcome: str
    code: str
    said: Sentence


@dataclass(frozen=True, slots=True)
class RuleCount:
    """A rule that rows break, and how many do."""

    code: str
    said: Sentence
    count: int


def run_for(viewer: Viewer, batch: str) -> BulkRun:
    """The bulk edit, if it is the viewer's own or the viewer reads everybody's changes.

    Raises:
        NoSuchRun: it is absent, or not the viewer's to see.
    """
    found = BulkRun.objects.filter(batch=batch).first()
    if found is None or not (found.owner_key == viewer.key or reads_all_changes(viewer)):
        raise NoSuchRun(batch=batch)
    return found


def run_of(batch: str) -> BulkRun:
    """Raises: NoSuchRun."""
    found = BulkRun.objects.filter(batch=batch).first()
    if found is None:
        raise NoSuchRun(batch=batch)
    return found


def done_run(batch: str) -> BulkRun | None:
    """The bulk edit to which a change set of this batch belongs, while it stands."""
    return BulkRun.objects.filter(batch=batch, state=RunState.DONE).first() if batch else None


def run_row(run: BulkRun) -> RunRow:
    """The bulk edit with its counts; one query."""
    field = _field(run)
    counts = dict(run.rows.values_list(field).annotate(n=Count("pk")).values_list(field, "n"))
    total = sum(counts.values())
    return RunRow(
        batch=run.batch,
        register_name=run.register,
        values=run.values,
        state=run.state,
        owner=run.owner_name,
        path=run.path,
        reason=run.reason,
        came_from=run.came_from,
        ordered_at=run.ordered_at,
        confirmed_at=run.confirmed_at,
        row_count=total,
        through_count=total - counts.get("", 0),
        changed_count=counts.get(Outcome.CHANGED, 0),
        waits_count=counts.get(Outcome.WAITS, 0),
        same_count=counts.get(Outcome.SAME, 0),
        refused_count=counts.get(Outcome.REFUSED, 0),
        kept=tuple(run.kept),
    )


def result_rows(run: BulkRun, *, outcome: str, page: int, size: int) -> list[ResultRow]:
    """One page of rows in the order of the work, all or those of one outcome; one query."""
    found, field = _rows(run, outcome), _field(run)
    start = (page - 1) * size
    return [
        ResultRow(row.key, row.label, getattr(row, field), row.code, _said(row))
        for row in found.order_by("id")[start : start + size]
    ]


def result_count(run: BulkRun, *, outcome: str) -> int:
    return _rows(run, outcome).count()


def rules_broken(run: BulkRun, *, limit: int = 20) -> list[RuleCount]:
    """The rules that rows break, the most frequent first; one query."""
    refused = run.rows.filter(**{_field(run): Outcome.REFUSED})
    by = refused.values("code", "said_zh", "said_en").annotate(n=Count("pk")).order_by("-n", "code")
    return [RuleCount(r["code"], Sentence(r["said_zh"], r["said_en"]), r["n"]) for r in by[:limit]]


def interrupted_runs() -> list[str]:
    """Batches that are on trial or at work: a stopped process left them so."""
    rows = BulkRun.objects.filter(state__in=AT_WORK).order_by("id")
    return list(rows.values_list("batch", flat=True))


def latest_runs(viewer: Viewer, *, limit: int = 50) -> list[RunRow]:
    """The newest bulk edits that were confirmed: the viewer's own, or all."""
    rows = BulkRun.objects.exclude(confirmed_at=None).order_by("-id")
    if not reads_all_changes(viewer):
        rows = rows.filter(owner_key=viewer.key)
    return [run_row(run) for run in rows[:limit]]


def waiting_rows(run: BulkRun, *, limit: int) -> list[BulkRow]:
    """The next rows whose turn has not come."""
    return list(run.rows.filter(**{_field(run): ""}).order_by("id")[:limit])


def _rows(run: BulkRun, outcome: str) -> QuerySet[BulkRow]:
    return run.rows.filter(**{_field(run): outcome}) if outcome else run.rows.all()


def _field(run: BulkRun) -> str:
    return "foreseen" if run.state in BEFORE else "outcome"


def _said(row: BulkRow) -> Sentence:
    return Sentence(row.said_zh, row.said_en)
