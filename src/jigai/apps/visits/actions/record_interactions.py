"""Contacts of many enterprises at once, as a sheet brings them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from jigai.apps.audit.upserting import Upsert, Wanted, planned_upsert, save_upsert
from jigai.apps.audit.writing import writing
from jigai.apps.visits.actions.log_interaction import Told
from jigai.apps.visits.models import COUNTS, Interaction
from jigai.domain.change import Change

InteractionPlan = Upsert[Interaction]
SAID = ("others", "consent", "met", "said", "beyond_cap", "officer_id")
Key = tuple[int, str, str, int, str]


@dataclass(frozen=True, slots=True)
class SheetContact:
    """One row: the enterprise and what is said of the contact."""

    enterprise_id: int
    told: Told

    @property
    def key(self) -> Key:
        told = self.told
        return (
            self.enterprise_id, told.held_on.isoformat(), told.kind, told.agency_id, told.purpose
        )  # fmt: skip


def plan_interactions(contacts: Sequence[SheetContact], change: Change) -> InteractionPlan:
    """Compare rows with the log; nothing is saved.

    The same enterprise, day, way, department and purpose is the same contact.
    """
    kept = Interaction.objects.filter(
        COUNTS, enterprise__in={one.enterprise_id for one in contacts}
    )
    return planned_upsert(
        Interaction,
        [_want(one, change) for one in contacts],
        existing=kept,
        key_of=_key,
    )


def kept_keys(enterprise_ids: Collection[int]) -> set[Key]:
    """What the log holds of these enterprises already; one query."""
    return {_key(row) for row in Interaction.objects.filter(COUNTS, enterprise__in=enterprise_ids)}


def record_interactions(*, plan: InteractionPlan, change: Change) -> None:
    """Save a plan."""
    with writing("interactions.logged", change):
        save_upsert(plan)


def _want(one: SheetContact, change: Change) -> Wanted:
    told = one.told
    new = {
        "enterprise_id": one.enterprise_id,
        "kind": told.kind,
        "held_on": told.held_on,
        "agency_id": told.agency_id,
        "purpose": told.purpose,
        "logged_at": change.at,
        "logged_by": change.actor.name,
    }
    return Wanted(one.key, {name: getattr(told, name) for name in SAID}, new)


def _key(row: Interaction) -> Key:
    return (row.enterprise_id, row.held_on.isoformat(), row.kind, row.agency_id, row.purpose)
