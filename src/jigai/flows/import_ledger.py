"""Take a checked ledger in: block by block, each with its rows and its place saved together."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from secrets import token_hex
from typing import Any

from jigai.apps.audit.actions.undo_change_set import Undone, UndoneAlready, sets_of_batch
from jigai.apps.audit.writing import writing
from jigai.apps.evidence.actions.store_attachment import store_attachment
from jigai.apps.evidence.queries.content import content_of
from jigai.apps.ledgers.actions.advance_import import advance_import, mark_undone
from jigai.apps.ledgers.actions.receive_file import receive_file
from jigai.apps.ledgers.actions.remember_mapping import remember_mapping
from jigai.apps.ledgers.actions.take_sound_rows import take_sound_rows
from jigai.apps.ledgers.models import ImportBatch, ImportState
from jigai.apps.ledgers.queries.batches import import_batch
from jigai.apps.rounds.queries.lock import refuse_when_locked
from jigai.domain.change import Actor, Change, Path
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.exchange.ledger import LedgerReading, Progress
from jigai.flows.check_ledger import (
    LedgerCheck,
    LedgerChoices,
    admitted,
    layout_signature,
    planned,
    sound_batches,
    take,
)
from jigai.flows.ledger_rows.names import known_names
from jigai.flows.ledger_rows.outcome import Outcomes
from jigai.flows.ledger_rows.setting import setting_of
from jigai.flows.undo_change import undo_changes_of_batch

MEDIA_TYPE = "application/octet-stream"


class LedgerHasFaults(Refusal):
    code = "ledger.has_faults"
    message = Sentence(
        "有{count}处错误，一行也没有保存。", "{count} fault(s); not one row was saved."
    )
    remedy = Sentence(
        "请按退回表中的“错误说明”改正后重新导入。",
        "Mend what the returned sheet marks and import again.",
    )


class ImportNotWaiting(Refusal):
    code = "ledger.not_waiting"
    message = Sentence(
        "批次“{batch}”已是“{state}”，不能再确认。",
        "Batch “{batch}” is already {state} and cannot be confirmed.",
    )


def receive_ledger(
    *, content: bytes, name: str, check: LedgerCheck, choices: LedgerChoices, change: Change
) -> ImportBatch:
    """Keep the file and what its check found; it waits for confirmation, or is refused."""
    batch = f"{change.at:%Y%m%d-%H%M%S}-{token_hex(3)}"
    with writing("ledger.received", change):
        file = store_attachment(
            content=content, name=name, media_type=MEDIA_TYPE, purpose="ledger", change=change
        )
        settled = replace(
            choices,
            template=check.ledger.mapping.name,
            sheet=check.ledger.sheet,
            columns=check.ledger.remembered,
        )
        if choices.columns:
            remember_mapping(
                template=settled.template,
                signature=layout_signature(check.ledger.plan),
                columns=check.ledger.remembered,
                change=change,
            )
        options: dict[str, Any] = {
            **settled.as_dict(),
            "actor": [change.actor.key, change.actor.name],
            "reason": change.reason,
            "at": change.at.isoformat(),
        }
        return receive_file(
            batch=batch,
            file=file,
            template=check.ledger.mapping.name,
            period=str(check.setting.period or ""),
            options=options,
            summary=check.summary(),
            change=change,
        )


def import_ledger(*, batch: str, progress: Progress | None = None) -> ImportBatch:
    """Save a received ledger, or go on where a stopped process left off.

    Each block is one change set with the rows, their history and the new position: a process
    that is killed leaves whole blocks, and the next call goes on behind the last of them.

    Raises:
        LedgerHasFaults: the check found faults.
        ImportNotWaiting: the batch is done or undone.
        PeriodLocked: the ledger's period is published.
    """
    found = import_batch(batch)
    if found.error_count and found.state == ImportState.REFUSED:
        raise LedgerHasFaults(count=found.error_count)
    if found.state not in {ImportState.CHECKED, ImportState.APPLYING}:
        raise ImportNotWaiting(batch=batch, state=found.state)
    change = _authorship(found)
    choices = LedgerChoices(**{name: found.options[name] for name in LedgerChoices().as_dict()})
    plan = planned(content_of(found.file), name=found.file.name, choices=choices)
    setting = setting_of(plan, period=choices.period or found.period, today=change.at.date())
    if setting.period:
        refuse_when_locked(str(setting.period), at=change.at)
    names = known_names()
    for _, sound in sound_batches(LedgerReading(plan, progress)):
        waiting = [record for record in sound if record.row > found.position]
        fresh, disputed = admitted(plan, waiting, setting=setting, today=change.at.date())
        if disputed and not found.options.get("sound_only"):
            raise LedgerHasFaults(count=len(disputed))
        if not fresh:
            continue
        names.collect(fresh)
        with writing("ledger.imported", change):
            names.enter_new(change)
            take(plan, fresh, names, setting, Outcomes(), change, save=True)
            advance_import(batch=found, position=fresh[-1].row, is_done=False, change=change)
    advance_import(batch=found, position=found.position, is_done=True, change=change)
    return found


def import_sound_rows(*, batch: str, change: Change) -> ImportBatch:
    """Save the faultless rows of a file that was refused; the others stay returned.

    Raises:
        SoundRowsNotOffered: as named.
    """
    take_sound_rows(batch=import_batch(batch), change=change)
    return import_ledger(batch=batch)


def undo_import(*, batch: str, change: Change) -> Undone:
    """Take a whole import back; what changed since or lies in a locked period is kept and named.

    Raises:
        UndoneAlready, UndoTooLate, NoSuchChangeSet: as named.
        PeriodLocked: it brought nothing but figures of published periods.
    """
    found = import_batch(batch)
    if found.state == ImportState.UNDONE:
        raise UndoneAlready
    with writing("ledger.undone", change, undoes=sets_of_batch(batch)[0].id):
        undone = undo_changes_of_batch(batch=batch, change=change)
        found.refresh_from_db()
        mark_undone(batch=found, change=change)
    return undone


def _authorship(batch: ImportBatch) -> Change:
    key, name = batch.options["actor"]
    at = datetime.fromisoformat(batch.options["at"])
    return Change(Actor(key, name), batch.options["reason"], at, Path.IMPORT, batch.batch)
