"""The one write service: every change of a business record happens inside ``writing``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import connection, transaction

from jigai.apps.audit.chain import chain_digest, head_row, row_digests_of
from jigai.apps.audit.models import ChangeSet
from jigai.domain.change import Change

WRITER_LOCK = 7_102_026


@dataclass(frozen=True, slots=True)
class OpenChangeSet:
    """What an action may know of the change set in which it writes."""

    id: int
    verb: str
    change: Change


_open: ContextVar[OpenChangeSet | None] = ContextVar("open change set", default=None)


@contextmanager
def writing(verb: str, change: Change, *, undoes: int | None = None) -> Iterator[OpenChangeSet]:
    """Open a change set, or join the one that a flow has opened.

    One transaction: either the whole act is kept with its history and its link of the chain,
    or nothing. Writers come one after another (a lock of the database), so that the number of
    a change set is its place in time.

    Args:
        verb: ``<noun>.<past participle>``, the deed's name.
        change: who, why, when, through which path.
        undoes: number of the change set that this one takes back.
    """
    outer = _open.get()
    if outer is not None:
        yield outer
        return
    with transaction.atomic():
        opened = _begin(verb, change, undoes)
        token = _open.set(opened)
        try:
            yield opened
            _close(opened.id)
        finally:
            _open.reset(token)


def _begin(verb: str, change: Change, undoes: int | None) -> OpenChangeSet:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITER_LOCK])
    last = head_row()
    number = (last.id if last else 0) + 1
    ChangeSet.objects.create(
        id=number,
        verb=verb,
        at=change.at,
        actor_key=change.actor.key,
        actor_name=change.actor.name,
        reason=change.reason.strip(),
        path=change.path.value,
        batch=change.batch,
        undoes=undoes,
        previous_digest=last.digest if last else "",
    )
    _make_current(number)
    return OpenChangeSet(number, verb, change)


def _close(number: int) -> None:
    digests = row_digests_of(number)
    row = ChangeSet.objects.get(pk=number)
    row.row_count = len(digests)
    row.row_digests = b"".join(digests)
    row.digest = chain_digest(row)
    row.save(update_fields=["row_count", "row_digests", "digest"])
    _make_current(None)


def _make_current(number: int | None) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            value = "" if number is None else str(number)
            cursor.execute("SELECT set_config('jigai.change_set', %s, true)", [value])
        else:
            cursor.execute("UPDATE audit_currentchange SET change_set = %s WHERE id = 1", [number])
