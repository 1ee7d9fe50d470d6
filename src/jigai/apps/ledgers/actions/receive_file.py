"""Note a checked file that waits for confirmation."""

from __future__ import annotations

from typing import Any

from jigai.apps.audit.writing import writing
from jigai.apps.evidence.models import Attachment
from jigai.apps.ledgers.models import ImportBatch, ImportState
from jigai.domain.change import Change


def receive_file(
    *,
    batch: str,
    file: Attachment,
    template: str,
    period: str,
    options: dict[str, Any],
    summary: dict[str, Any],
    change: Change,
) -> ImportBatch:
    """Enter a batch: what was read and what it would do; with faults it can only be refused."""
    faults = len(summary["errors"])
    with writing("ledger.received", change):
        return ImportBatch.objects.create(
            batch=batch,
            file=file,
            template=template,
            period=period,
            state=ImportState.REFUSED if faults else ImportState.CHECKED,
            row_count=summary["rows"],
            options=options,
            summary=summary,
            error_count=faults,
            owner_key=change.actor.key,
        )
