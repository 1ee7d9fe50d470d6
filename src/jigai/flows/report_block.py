"""Many reports at once, as a sheet holds them: each row by the rules of the single form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NoReturn

from django.db import transaction

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.actions.undo_change_set import NoSuchChangeSet, Undone
from jigai.apps.audit.editing import EditedByOthers, RecordInvalid
from jigai.apps.audit.models import ChangeSet
from jigai.apps.audit.queries.versions import version_of
from jigai.apps.audit.writing import writing
from jigai.apps.projects.actions.save_draft_report import ReportValues
from jigai.apps.projects.models import ProgressReport
from jigai.apps.projects.queries.access import project_for
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.flows.report_progress import draft_report, report_progress
from jigai.flows.undo_change import undo_change

DRAFTED, SUBMITTED = "report_block.drafted", "report_block.submitted"


@dataclass(frozen=True, slots=True)
class BlockRow:
    """One row of the sheet: the project, the version that the sheet showed, the filled cells.

    ``version`` 0: nothing was entered when the sheet was opened; ``None``: whatever there is now.
    """

    project_id: int
    values: ReportValues
    version: int | None = None


@dataclass(frozen=True, slots=True)
class BlockResult:
    """What became of one row. ``fields``: the cells that the refusal is about, where it says."""

    project_id: int
    state: str = ""
    version: int = 0
    code: str = ""
    refused: Sentence | None = None
    fields: dict[str, Sentence] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Block:
    """The rows in their order; ``change_set`` undoes all of them, 0 where nothing was kept."""

    results: tuple[BlockResult, ...]
    change_set: int

    @property
    def saved_count(self) -> int:
        return sum(1 for one in self.results if one.refused is None)


class _NotKept(Exception):
    """Ends a change set that is not to be kept."""


def _keep_not() -> NoReturn:
    raise _NotKept


def report_block(
    *,
    viewer: Viewer,
    period: str,
    rows: Sequence[BlockRow],
    is_handed_in: bool,
    change: Change,
    is_trial: bool = False,
) -> Block:
    """Keep drafts or hand in many reports, in one change set.

    A row that breaks a rule is listed with it and stops none of the others.

    Args:
        is_trial: do it all and take it back, to know beforehand.

    Raises:
        RoleMissing, NoSuchRound: as named.
    """
    require(viewer, Deed.HAND_IN)
    results: list[BlockResult] = []
    number = 0
    try:
        with writing(SUBMITTED if is_handed_in else DRAFTED, change) as opened:
            results.extend(
                _taken(viewer, period, row, change, is_handed_in=is_handed_in) for row in rows
            )
            if is_trial or all(one.refused for one in results):
                _keep_not()
            number = opened.id
    except _NotKept:
        return Block(tuple(results), 0)
    return Block(tuple(results), number)


def undo_block(*, number: int, change: Change) -> Undone:
    """Take one's own block back; reports that changed since are kept and named.

    Raises:
        NoSuchChangeSet: it is no block, or another person's.
        PeriodLocked, UndoneAlready, UndoTooLate: as named.
    """
    own = ChangeSet.objects.filter(
        pk=number, verb__in=(DRAFTED, SUBMITTED), actor_key=change.actor.key
    )
    if not own.exists():
        raise NoSuchChangeSet(number=number)
    return undo_change(number=number, change=change)


def _taken(
    viewer: Viewer, period: str, row: BlockRow, change: Change, *, is_handed_in: bool
) -> BlockResult:
    act = report_progress if is_handed_in else draft_report
    try:
        with transaction.atomic():
            report: ProgressReport = act(
                project=project_for(viewer, row.project_id),
                period=period,
                values=row.values,
                base_version=row.version,
                change=change,
            )
    except RecordInvalid as invalid:
        return BlockResult(
            row.project_id, code=invalid.code, refused=invalid.said, fields=invalid.fields
        )
    except EditedByOthers as edited:
        named = {conflict.field: edited.said for conflict in edited.conflicts}
        return BlockResult(row.project_id, code=edited.code, refused=edited.said, fields=named)
    except Refusal as refusal:
        said = refusal.said + refusal.advice
        return BlockResult(row.project_id, code=refusal.code, refused=said)
    return BlockResult(row.project_id, report.state, version_of(report))
