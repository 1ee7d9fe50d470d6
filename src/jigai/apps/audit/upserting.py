"""Many records at once: created where new, changed where they differ, left alone where not."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.db import models

from jigai.apps.audit.inserting import insert_many, made
from jigai.apps.audit.models import Record

R = TypeVar("R", bound=Record)
BLOCK = 1_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """One record as a row wants it.

    Args:
        key: identifies the record within its table.
        values: attribute name → value; a name that is absent is left as it is.
        only_new: values for a new record alone.
    """

    key: Hashable
    values: Mapping[str, Any]
    only_new: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Upsert(Generic[R]):
    """What saving would do, by key; nothing is written yet."""

    model: type[R]
    found: dict[Hashable, R]
    create: dict[Hashable, R]
    update: dict[Hashable, tuple[R, dict[str, Any]]]

    def does(self, key: Hashable) -> str:
        """``create``, ``update`` or ``unchanged``."""
        return "create" if key in self.create else "update" if key in self.update else "unchanged"

    def record(self, key: Hashable) -> R | None:
        """The record of a key: as found, or as it will be created."""
        return self.found.get(key) or self.create.get(key)


def planned_upsert(
    model: type[R],
    wanted: Iterable[Wanted],
    *,
    existing: Iterable[R],
    key_of: Callable[[R], Hashable],
) -> Upsert[R]:
    """Compare what rows want with the records as they are; the last row of a key wins.

    What is given for a new record alone comes from the first row of its key.
    """
    found = {key_of(record): record for record in existing}
    plan: Upsert[R] = Upsert(model, found, {}, {})
    for want in wanted:
        record = found.get(want.key)
        if record is None:
            new = plan.create.get(want.key)
            if new is None:
                plan.create[want.key] = made(model, {**want.only_new, **want.values})
            else:
                _assign(new, want.values)
            continue
        changed = {n: v for n, v in want.values.items() if _now(record, n) != v}
        if changed:
            _, before = plan.update.get(want.key, (record, {}))
            plan.update[want.key] = (record, {**before, **changed})
    return plan


def save_upsert(plan: Upsert[R]) -> None:
    """Write the plan with as few statements as there are kinds of change.

    Must run inside ``writing``. Records that were created carry their keys afterwards.
    """
    manager = plan.model._default_manager
    insert_many(list(plan.create.values()))
    by_fields: dict[tuple[str, ...], list[R]] = {}
    for record, changed in plan.update.values():
        _assign(record, changed)
        by_fields.setdefault(tuple(sorted(changed)), []).append(record)
    for names, records in by_fields.items():
        _update(manager, records, names)


def _update(manager: models.Manager[Any], records: Sequence[Any], names: Sequence[str]) -> None:
    fields = [name.removesuffix("_id") if name.endswith("_id") else name for name in names]
    manager.bulk_update(records, fields, batch_size=BLOCK)


def _assign(record: Record, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(record, name, value)


def _now(record: Record, name: str) -> Any:
    return getattr(record, name)
