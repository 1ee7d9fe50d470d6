"""Take back a change set or a whole import; published figures and sign-in stay as they are.

A record of a published, locked period is kept and named with the reason, and the rest of the
act is taken back; where nothing of it may be taken back, the undo is refused. In a reopened
period, until its time runs out, the records are taken back like any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from jigai.apps.audit.actions.undo_change_set import (
    Undone,
    Withheld,
    sets_of_batch,
    undo_batch,
    undo_change_set,
)
from jigai.apps.audit.queries.change_sets import change_set_row, touched_tables
from jigai.apps.audit.queries.touched import touched_values, values_of
from jigai.apps.audit.tables import record_table
from jigai.apps.audit.writing import writing
from jigai.apps.bulk.actions.move_run import STATE_WORDS, RunNotWaiting, mark_run_undone
from jigai.apps.bulk.models import BulkRun, RunState
from jigai.apps.bulk.queries.runs import done_run
from jigai.apps.rounds.queries.lock import PeriodLocked, refuse_when_locked
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.flows.import_rows import import_rows
from jigai.flows.undo_confidential import closed_records

PUBLISHED = frozenset({"rounds", "badges", "reports", "scoring"})
"""Parts whose records are corrected by reopening and restatement, never by undo."""
SIGN_IN = frozenset({"accounts_user", "accounts_appointment", "accounts_apitoken",
                     "accounts_invitation", "accounts_factorreset", "accounts_factordemand",
                     "accounts_retentionrule", "audit_erasure"})  # fmt: skip
SETTINGS_OF_REQUESTS = frozenset({"support_servicestandard", "support_officehoursedition"})
HANDED_OVER = "enterprises.handed_over"
"""Moves who looks after a request and says nothing on it; so it is taken back like the rest."""
REPORTS = "projects_progressreport"
PHOTOS = "projects_reportphoto"
BY_PERIOD = (REPORTS, "projects_investmententry")


class PrivateStays(Refusal):
    code = "audit.private_stays"
    message = Sentence(
        "这次修改属于企业自己的凭证台账，只能由企业自己更正。",
        "This change is of an enterprise's own voucher ledger; the enterprise alone corrects it.",
    )
    remedy = Sentence(
        "请由企业在台账里作废或更正。", "Let the enterprise strike or correct the row."
    )


class PublishedStays(Refusal):
    code = "audit.published_stays"
    message = Sentence(
        "这次修改涉及调度轮次、亮牌或公文，不能撤销。",
        "This change is of a round, of badges or of documents and cannot be undone.",
    )
    remedy = Sentence(
        "请用重开、重述或裁定来更正，原记录保留。",
        "Correct it by reopening, restatement or ruling; the original stays.",
    )


class SignInStays(Refusal):
    code = "audit.sign_in_stays"
    message = Sentence(
        "账号、任职和令牌的修改不能撤销。",
        "Changes of accounts, roles and tokens cannot be undone.",
    )
    remedy = Sentence("请在人员页面直接更改。", "Change them on the pages of people.")


class RequestsStay(Refusal):
    code = "audit.requests_stay"
    message = Sentence(
        "企业诉求的提出、办理、确认和评价不能撤销。",
        "What was said and done on a request of an enterprise cannot be undone.",
    )
    remedy = Sentence(
        "请用下一步办理来更正；诉求只能由企业撤回。",
        "Correct it by the next step; only the enterprise withdraws a request.",
    )


def undo_change(*, number: int, change: Change) -> Undone:
    """Take back a change set record by record; what changed since or is locked is kept and named.

    A block of a bulk edit takes the whole edit back: it was one act.

    Raises:
        NoSuchChangeSet, UndoneAlready, UndoTooLate: as named.
            PublishedStays, SignInStays, RequestsStay, PrivateStays: it is of a kind that is
            corrected otherwise.
            PeriodLocked: it holds nothing but figures of published periods.
            ConfidentialStays: it is of confidential demands of others.
    """
    if run := done_run(change_set_row(number).batch):
        return undo_edit(run=run, change=change)
    withheld = _withheld([number], change)
    return undo_change_set(number=number, change=change, withheld=withheld)


def undo_changes_of_batch(*, batch: str, change: Change) -> Undone:
    """Take back every change set of an import under the same rules, row by row of its sheet.

    A row of which any record was changed since is kept whole, and named by its project or
    enterprise, so that no row is reverted by half.

    Raises:
        as ``undo_change``.
    """
    numbers = [one.id for one in sets_of_batch(batch)]
    rows = import_rows(numbers)
    withheld = rows.kept_whole(_withheld(numbers, change))
    names = rows.names_of(rows.owners_in(withheld))
    undone = undo_batch(batch=batch, change=change, withheld=withheld)
    reverted = len(rows.owners) - len(names)
    return replace(undone, rows_restored=reverted, rows_kept=names)


def undo_edit(*, run: BulkRun, change: Change) -> Undone:
    """Take a whole bulk edit back; rows that somebody changed since are kept and named.

    Raises:
        RunNotWaiting: it is not done, or was taken back.
        NoSuchChangeSet, UndoTooLate: it changed nothing; it is too long ago.
    """
    with writing("change_set.undone", change):
        run.refresh_from_db()
        if run.state != RunState.DONE:
            raise RunNotWaiting(state=STATE_WORDS[RunState(run.state)])
        undone = undo_changes_of_batch(batch=run.batch, change=change)
        mark_run_undone(run=run, kept=[one.label for one in undone.kept])
    return undone


def _withheld(numbers: Sequence[int], change: Change) -> Withheld:
    tables: dict[str, int] = {}
    for number in numbers:
        for name, count in touched_tables(number).items():
            tables[name] = tables.get(name, 0) + count
    if any(name.partition("_")[0] in PUBLISHED for name in tables):
        raise PublishedStays
    if SIGN_IN & tables.keys():
        raise SignInStays
    said_of_requests = {name for name in tables if name.startswith("support_")}
    if said_of_requests - SETTINGS_OF_REQUESTS and not _hands_over(numbers):
        raise RequestsStay
    if any(record_table(name).model.is_private for name in tables):
        raise PrivateStays
    periods = _periods(numbers, tables.keys())
    locks = _locks({period for found in periods.values() for period in found.values()}, change.at)
    withheld = {
        table: {key: locks[period].said for key, period in found.items() if period in locks}
        for table, found in periods.items()
    }
    figures = sum(len(found) for found in withheld.values())
    if (
        locks
        and figures == sum(len(found) for found in periods.values())
        and not (tables.keys() - periods.keys())
    ):
        raise locks[min(locks)]
    closed = closed_records(numbers, tables, by=change.actor)
    return {**withheld, **closed}


def _hands_over(numbers: Sequence[int]) -> bool:
    return all(change_set_row(number).verb == HANDED_OVER for number in numbers)


def _periods(numbers: Sequence[int], tables: Iterable[str]) -> Mapping[str, Mapping[int, str]]:
    """Table → key → the period that the record's figures belong to."""
    found = {
        table: touched_values(numbers=numbers, table=table, column="period")
        for table in BY_PERIOD
        if table in tables
    }
    if PHOTOS in tables:
        reports = touched_values(numbers=numbers, table=PHOTOS, column="report_id")
        period_of = values_of(keys=[*set(reports.values())], table=REPORTS, column="period")
        found[PHOTOS] = {key: period_of[report] for key, report in reports.items()}
    return found


def _locks(periods: Iterable[str], at: datetime) -> dict[str, PeriodLocked]:
    locks = {}
    for period in periods:
        try:
            refuse_when_locked(period, at=at)
        except PeriodLocked as locked:
            locks[period] = locked
    return locks
