"""Many achievements at once, as a sheet brings them; their evidence follows one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from jigai.apps.audit.upserting import Upsert, Wanted, planned_upsert, save_upsert
from jigai.apps.audit.writing import writing
from jigai.apps.cooperation.actions.enter_achievement import COLUMNS, put_achievement
from jigai.apps.cooperation.entries import AchievementEntry
from jigai.apps.cooperation.models import Achievement, ReviewState
from jigai.domain.change import Change


@dataclass(frozen=True, slots=True)
class AchievementRow:
    """What a row says, and whose it is: one of the two ids."""

    institution_id: int | None
    enterprise_id: int | None
    entry: AchievementEntry

    @property
    def key(self) -> tuple[int | None, int | None, str]:
        return (self.institution_id, self.enterprise_id, self.entry.name.strip())


def plan_achievements(rows: Sequence[AchievementRow], *, change: Change) -> Upsert[Achievement]:
    """Compare faultless rows with the catalogue, by holder and name; nothing is saved."""
    kept = Achievement.objects.filter(name__in={row.entry.name.strip() for row in rows})
    existing = {_key(one): one for one in kept}
    new = {
        "owner_key": change.actor.key,
        "owner_name": change.actor.name[:60],
        "entered_at": change.at,
        "state": ReviewState.UNREVIEWED.value,
    }
    wanted = []
    for row in rows:
        values = _values(row)
        present = existing.get(row.key)
        if present is not None and _differs(present, values):
            values |= {"state": ReviewState.UNREVIEWED.value, "opinion": ""}
        holder = {"institution_id": row.institution_id, "enterprise_id": row.enterprise_id}
        wanted.append(Wanted(row.key, values, {**holder, **new}))
    return planned_upsert(Achievement, wanted, existing=existing.values(), key_of=_key)


def record_achievements(*, plan: Upsert[Achievement], change: Change) -> None:
    """Save a plan."""
    with writing("achievements.recorded", change):
        save_upsert(plan)


def _key(one: Achievement) -> tuple[int | None, int | None, str]:
    return (one.institution_id, one.enterprise_id, one.name)


def _values(row: AchievementRow) -> dict[str, Any]:
    achievement = Achievement()
    put_achievement(achievement, row.entry)
    told = {name: getattr(achievement, name) for name in COLUMNS}
    return {name: value for name, value in told.items() if name != "innovation_points" or value}


def _differs(present: Achievement, values: dict[str, Any]) -> bool:
    return any(
        getattr(present, name) != value for name, value in values.items() if name != "review_on"
    )
