"""What an edited export would change: per row create, update, no change, conflict."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jigai.exchange.cells import Value
    from jigai.exchange.ledger import Ledger, Record
    from jigai.exchange.template_out import EditableRow


class ChangeKind(StrEnum):
    CREATE = "create"
    UPDATE = "update"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"
    UNKNOWN_RECORD = "unknown_record"


@dataclass(frozen=True, slots=True)
class FieldChange:
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row: what it does, and to which fields. A conflict is an edit of an older version."""

    row: int
    kind: ChangeKind
    record_id: str
    fields: Mapping[str, FieldChange]


def row_changes(ledger: Ledger, current: Mapping[str, EditableRow]) -> list[RowChange]:
    """Compares the sound rows of an edited export with the records as they are now.

    Args:
        ledger: the file read again.
        current: record id → its present version and values.
    """
    return [_change(record, current) for record in ledger.sound_records]


def _change(record: Record, current: Mapping[str, EditableRow]) -> RowChange:
    values = dict(record.values)
    record_id = str(values.pop("record_id", None) or "")
    version = values.pop("record_version", None)
    if not record_id:
        new = {name: FieldChange(None, v) for name, v in values.items() if v is not None}
        return RowChange(record.row, ChangeKind.CREATE, "", new)
    if record_id not in current:
        return RowChange(record.row, ChangeKind.UNKNOWN_RECORD, record_id, {})
    now = current[record_id]
    changed = {
        name: FieldChange(now.values.get(name), value)
        for name, value in values.items()
        if value != now.values.get(name)
    }
    if not changed:
        return RowChange(record.row, ChangeKind.UNCHANGED, record_id, {})
    kind = ChangeKind.UPDATE if version == now.version else ChangeKind.CONFLICT
    return RowChange(record.row, kind, record_id, changed)
