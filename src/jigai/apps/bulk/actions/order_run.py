"""Keep an order to change many rows: the rows and their version as they are now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from secrets import token_hex

from django.db import transaction

from jigai.apps.audit.chain import head_row
from jigai.apps.bulk.models import BulkRow, BulkRun, RunState
from jigai.domain.change import Change

FORGET_AFTER = timedelta(days=7)
"""Orders that nobody confirmed; nothing was changed by them."""
CHUNK = 1_000


@transaction.atomic
def order_run(
    *,
    register: str,
    values: Mapping[str, str],
    rows: Iterable[tuple[int, str]],
    came_from: str,
    change: Change,
) -> BulkRun:
    """Freeze what is to be done; nothing of the register is changed.

    Args:
        values: column → new value as written; blank clears it.
        rows: id and name of each, in the order in which they are worked on.
        came_from: address of the list, for the way back.
    """
    forgotten = BulkRun.objects.filter(confirmed_at=None, ordered_at__lt=change.at - FORGET_AFTER)
    forgotten.filter(owner_key=change.actor.key).delete()
    newest = head_row()
    run = BulkRun.objects.create(
        batch=f"bulk-{change.at:%Y%m%d-%H%M%S}-{token_hex(3)}",
        register=register,
        values=dict(values),
        base_version=newest.id if newest else 0,
        state=RunState.TRYING,
        owner_key=change.actor.key,
        owner_name=change.actor.name,
        path=change.path.value,
        reason=change.reason,
        came_from=came_from,
        ordered_at=change.at,
    )
    chosen = (BulkRow(run=run, key=key, label=label[:200]) for key, label in rows)
    BulkRow.objects.bulk_create(chosen, batch_size=CHUNK)
    return run
