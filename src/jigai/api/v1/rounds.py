"""Rounds: opened, covered, published, reopened and restated."""

from __future__ import annotations

from datetime import date, datetime

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from ninja.responses import Status

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS, Said
from jigai.api.schemas import Made, Number, Reasoned
from jigai.apps.accounts.permissions import Deed
from jigai.apps.badges.actions.raise_signals import raise_signals
from jigai.apps.badges.queries.board import FrozenBoard, frozen_boards
from jigai.apps.badges.queries.public_board import PublicBoard, public_board
from jigai.apps.reports.queries.waiting import WaitingTask, what_waits
from jigai.apps.rounds.actions.excuse_entry import excuse_entry
from jigai.apps.rounds.actions.open_round import add_due_projects, open_round
from jigai.apps.rounds.actions.remind import remind
from jigai.apps.rounds.queries.access import entry_for, reopening_of, round_of
from jigai.apps.rounds.queries.coverage import coverage
from jigai.apps.rounds.queries.rounds import (
    ReopeningRow,
    RoundRow,
    reopening_rows,
    round_row,
    round_rows,
)
from jigai.domain.periods import parse_period
from jigai.flows.compute_badges import compute_badges
from jigai.flows.publish_round import publish_round
from jigai.flows.reopen_round import Affected, knock_on, reopen_round, request_reopening
from jigai.flows.restate_round import end_reopening, restate_round

router = Router()


class NewRound(Reasoned):
    period: str


class CoverageOut(Schema):
    project_id: int
    project: str
    enterprise: str
    division: str
    agency: str
    state: str
    why: Said
    reminded_on: date | None
    is_late: bool


class LedgerOut(Schema):
    """The coverage ledger; the counts are those of the rows shown."""

    period: str
    seen_count: int
    excused_count: int
    missing_count: int
    seen_enterprise_count: int
    rows: list[CoverageOut]


class Excuse(Reasoned):
    project_id: int
    is_excused: bool = True


class Reminder(Reasoned):
    project_ids: list[int]


class Counted(Schema):
    count: int


class ComputedOut(Schema):
    rule_set: str
    rule_hash: str
    badge_count: int
    changed_count: int
    signal_count: int


class Publication(Reasoned):
    is_early: bool = False


class BoardOut(Schema):
    """``number`` is ``None`` where a restatement changed no row."""

    number: int | None
    signature: str = ""
    changed_count: int = 0


class ReopeningAsked(Schema):
    id: int
    affected: list[Affected]


class Approval(Reasoned):
    open_until: datetime


class Restatement(Reasoned):
    project_ids: list[int] = []


@router.get("", response={200: list[RoundRow], **PROBLEMS})
def list_rounds(request: HttpRequest) -> list[RoundRow]:
    return round_rows()


@router.get("/waiting", response={200: list[WaitingTask], **PROBLEMS})
def list_waiting(request: HttpRequest) -> list[WaitingTask]:
    """What waits for the caller."""
    return what_waits(viewer_in(request), on=timezone.localdate())


@router.post("", response={201: RoundRow, **PROBLEMS})
def create_round(request: HttpRequest, new: NewRound) -> Status[RoundRow]:
    change = change_by(request, Deed.PUBLISH, new.reason)
    return Status(201, round_row(open_round(period=parse_period(new.period), change=change)))


@router.get("/{period}", response={200: RoundRow, **PROBLEMS})
def show_round(request: HttpRequest, period: str) -> RoundRow:
    return round_row(round_of(period))


@router.get("/{period}/coverage", response={200: LedgerOut, **PROBLEMS})
def show_coverage(request: HttpRequest, period: str) -> dict[str, object]:
    found = coverage(viewer_in(request), round=round_of(period))
    return {
        "period": found.period,
        "seen_count": len(found.seen),
        "excused_count": len(found.excused),
        "missing_count": len(found.missing),
        "seen_enterprise_count": found.seen_enterprise_count,
        "rows": found.rows,
    }


@router.post("/{period}/add-due", response={200: Counted, **PROBLEMS})
def add_due(request: HttpRequest, period: str, said: Reasoned) -> Counted:
    change = change_by(request, Deed.PUBLISH, said.reason)
    return Counted(count=add_due_projects(round=round_of(period), change=change))


@router.post("/{period}/excuse", response={200: Made, **PROBLEMS})
def excuse(request: HttpRequest, period: str, given: Excuse) -> Made:
    change = change_by(request, Deed.KEEP_REGISTERS, given.reason)
    entry = entry_for(viewer_in(request), period=period, project_id=given.project_id)
    return Made(id=excuse_entry(entry=entry, is_excused=given.is_excused, change=change).pk)


@router.post("/{period}/remind", response={200: Counted, **PROBLEMS})
def remind_units(request: HttpRequest, period: str, given: Reminder) -> Counted:
    change = change_by(request, Deed.REVIEW, given.reason)
    held = round_of(period)
    seen = {row.project_id for row in coverage(viewer_in(request), round=held).missing}
    keys = seen.intersection(given.project_ids)
    return Counted(count=remind(round=held, project_ids=keys, change=change))


@router.post("/{period}/compute", response={200: ComputedOut, **PROBLEMS})
def compute(request: HttpRequest, period: str, said: Reasoned) -> ComputedOut:
    change = change_by(request, Deed.COMPUTE, said.reason)
    held = round_of(period)
    done = compute_badges(round=held, change=change)
    return ComputedOut(
        rule_set=done.rule_set.id,
        rule_hash=done.rule_set.digest,
        badge_count=done.badge_count,
        changed_count=done.changed_count,
        signal_count=raise_signals(round=held, change=change),
    )


@router.post("/{period}/publish", response={200: BoardOut, **PROBLEMS})
def publish(request: HttpRequest, period: str, given: Publication) -> BoardOut:
    change = change_by(request, Deed.PUBLISH, given.reason)
    board = publish_round(round=round_of(period), change=change, is_early=given.is_early)
    return BoardOut(number=board.number, signature=board.signature)


@router.get("/{period}/boards", response={200: list[FrozenBoard], **PROBLEMS})
def list_boards(request: HttpRequest, period: str) -> list[FrozenBoard]:
    """The frozen boards: the original and its restatements, with receipts."""
    return frozen_boards(viewer_in(request), round=round_of(period))


@router.get("/{period}/public", response={200: PublicBoard, **PROBLEMS})
def show_public(request: HttpRequest, period: str) -> PublicBoard:
    """What the public page shows of a published round."""
    return public_board(round=round_of(period))


@router.get("/{period}/knock-on", response={200: list[Affected], **PROBLEMS})
def show_knock_on(request: HttpRequest, period: str) -> list[Affected]:
    """Later rounds that a reopening would touch."""
    return list(knock_on(round_of(period)))


@router.get("/{period}/reopenings", response={200: list[ReopeningRow], **PROBLEMS})
def list_reopenings(request: HttpRequest, period: str) -> list[ReopeningRow]:
    return reopening_rows(round=round_of(period))


@router.post("/{period}/reopenings", response={201: ReopeningAsked, **PROBLEMS})
def ask_reopening(request: HttpRequest, period: str, said: Reasoned) -> Status[ReopeningAsked]:
    change = change_by(request, Deed.PUBLISH, said.reason)
    asked, affected = request_reopening(round=round_of(period), change=change)
    return Status(201, ReopeningAsked(id=asked.pk, affected=list(affected)))


@router.post("/reopenings/{pk}/approve", response={200: Made, **PROBLEMS})
def approve_reopening(request: HttpRequest, pk: Number, given: Approval) -> Made:
    change = change_by(request, Deed.APPROVE, given.reason)
    reopening = reopening_of(pk)
    until = given.open_until
    return Made(id=reopen_round(reopening=reopening, open_until=until, change=change).pk)


@router.post("/{period}/restate", response={200: BoardOut, **PROBLEMS})
def restate(request: HttpRequest, period: str, given: Restatement) -> BoardOut:
    change = change_by(request, Deed.PUBLISH, given.reason)
    held = round_of(period)
    board = restate_round(round=held, change=change, project_ids=given.project_ids)
    if board is None:
        return BoardOut(number=None)
    changed = len(board.changed_rows)
    return BoardOut(number=board.number, signature=board.signature, changed_count=changed)


@router.post("/{period}/end-reopening", response={200: RoundRow, **PROBLEMS})
def finish_reopening(request: HttpRequest, period: str, said: Reasoned) -> RoundRow:
    change = change_by(request, Deed.PUBLISH, said.reason)
    held = round_of(period)
    end_reopening(round=held, change=change)
    return round_row(held)
