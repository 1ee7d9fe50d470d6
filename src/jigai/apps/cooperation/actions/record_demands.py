"""Many demands at once, as a sheet brings them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from jigai.apps.audit.upserting import Upsert, Wanted, planned_upsert, save_upsert
from jigai.apps.audit.writing import writing
from jigai.apps.cooperation.actions.enter_demand import COLUMNS, put_demand
from jigai.apps.cooperation.entries import DemandEntry
from jigai.apps.cooperation.models import Demand, ReviewState
from jigai.apps.registry.models import Enterprise
from jigai.domain.change import Change


@dataclass(frozen=True, slots=True)
class DemandRow:
    """What a row says, and of which enterprise."""

    enterprise_id: int
    entry: DemandEntry

    @property
    def key(self) -> tuple[int, str]:
        return (self.enterprise_id, self.entry.name.strip())


def plan_demands(rows: Sequence[DemandRow], *, change: Change) -> Upsert[Demand]:
    """Compare faultless rows with the catalogue, by enterprise and name; nothing is saved.

    A demand that a row changes must be reviewed again.
    """
    firms = {
        one.pk: one
        for one in Enterprise.objects.filter(
            pk__in={row.enterprise_id for row in rows}
        ).select_related("division__parent__parent")
    }
    kept = Demand.objects.filter(enterprise__in=firms)
    existing = {(one.enterprise_id, one.name): one for one in kept}
    new = {
        "owner_key": change.actor.key,
        "owner_name": change.actor.name[:60],
        "entered_at": change.at,
        "state": ReviewState.UNREVIEWED.value,
    }
    wanted = []
    for row in rows:
        values = _values(row, firms)
        present = existing.get(row.key)
        if present is not None and _differs(present, values):
            values |= {"state": ReviewState.UNREVIEWED.value, "opinion": ""}
        wanted.append(Wanted(row.key, values, {"enterprise_id": row.enterprise_id, **new}))
    return planned_upsert(
        Demand,
        wanted,
        existing=existing.values(),
        key_of=lambda one: (one.enterprise_id, one.name),
    )


def record_demands(*, plan: Upsert[Demand], change: Change) -> None:
    """Save a plan."""
    with writing("demands.recorded", change):
        save_upsert(plan)


def _values(row: DemandRow, firms: dict[int, Enterprise]) -> dict[str, Any]:
    demand = Demand(enterprise=firms[row.enterprise_id])
    put_demand(demand, row.entry)
    return {name: getattr(demand, name) for name in (*COLUMNS, "masked")}


def _differs(present: Demand, values: dict[str, Any]) -> bool:
    return any(
        getattr(present, name) != value for name, value in values.items() if name != "review_on"
    )
