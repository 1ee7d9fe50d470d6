"""Many enterprises at once, as a ledger brings them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from jigai.apps.audit.inserting import insert_many
from jigai.apps.audit.upserting import Upsert, Wanted, planned_upsert, save_upsert
from jigai.apps.audit.writing import writing
from jigai.apps.registry.actions.register_enterprise import put_name
from jigai.apps.registry.models import Enterprise, EnterpriseName
from jigai.domain.change import Change


@dataclass(frozen=True, slots=True)
class EnterpriseEntry:
    """What a ledger row says of an enterprise; ``None`` leaves what the register holds."""

    credit_code: str
    name: str
    division_id: int | None = None
    direction_id: int | None = None
    founded_on: date | None = None


def plan_enterprises(entries: Sequence[EnterpriseEntry]) -> Upsert[Enterprise]:
    """Compare ledger rows with the register, by credit code; nothing is saved."""
    codes = {entry.credit_code for entry in entries}
    return planned_upsert(
        Enterprise,
        [Wanted(entry.credit_code, _values(entry)) for entry in entries],
        existing=Enterprise.objects.filter(credit_code__in=codes),
        key_of=lambda enterprise: enterprise.credit_code,
    )


def record_enterprises(*, plan: Upsert[Enterprise], change: Change) -> None:
    """Save a plan; a changed name is kept as a dated rename on the day of the change."""
    for record in plan.create.values():
        put_name(record, record.name)
    for record, values in plan.update.values():
        if "name" in values:
            put_name(record, values["name"])
            values |= {"name_sort": record.name_sort, "name_initials": record.name_initials}
    renamed = [
        (record.pk, values["name"]) for record, values in plan.update.values() if "name" in values
    ]
    today = change.at.date()
    with writing("enterprises.recorded", change):
        save_upsert(plan)
        open_names = EnterpriseName.objects.filter(
            enterprise_id__in=[key for key, _ in renamed], valid_to__isnull=True
        )
        open_names.update(valid_to=today)
        first = [
            EnterpriseName(enterprise=record, name=record.name, valid_from=record.founded_on)
            for record in plan.create.values()
        ]
        later = [
            EnterpriseName(enterprise_id=key, name=name, valid_from=today) for key, name in renamed
        ]
        insert_many([*first, *later])


def _values(entry: EnterpriseEntry) -> dict[str, Any]:
    values: dict[str, Any] = {
        "credit_code": entry.credit_code,
        "name": entry.name.strip(),
        "division_id": entry.division_id,
        "direction_id": entry.direction_id,
        "founded_on": entry.founded_on,
    }
    return {name: value for name, value in values.items() if value is not None}
