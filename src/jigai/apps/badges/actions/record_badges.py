from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jigai.apps.audit.upserting import Upsert, Wanted, planned_upsert, save_upsert
from jigai.apps.audit.writing import writing
from jigai.apps.badges.kept_verdict import condensed
from jigai.apps.badges.models import BadgeState, ProjectBadge
from jigai.apps.rounds.models import Round
from jigai.domain.change import Change


@dataclass(frozen=True, slots=True)
class ComputedBadge:
    """What the rules gave for one project; ``values`` by attribute name of ``ProjectBadge``."""

    project_id: int
    values: Mapping[str, Any]


def plan_badges(*, round: Round, computed: Sequence[ComputedBadge]) -> Upsert[ProjectBadge]:
    """Compare computed badges with the stored ones; equal ones are left alone."""
    stored = list(round.badges.filter(project__in=[one.project_id for one in computed]))
    for badge in stored:
        badge.verdict = condensed(badge.verdict)  # stored whole by earlier versions: no change
    return planned_upsert(
        ProjectBadge,
        [
            Wanted(
                one.project_id,
                one.values,
                {
                    "round_id": round.pk,
                    "project_id": one.project_id,
                    "state": BadgeState.PROVISIONAL,
                },
            )
            for one in computed
        ],
        existing=stored,
        key_of=lambda badge: badge.project_id,
    )


def record_badges(*, plan: Upsert[ProjectBadge], change: Change) -> int:
    """Save what differs, with the moment of this computation.

    Returns:
        How many badges are new or changed.
    """
    for badge in plan.create.values():
        badge.computed_at = change.at
    for _, changed in plan.update.values():
        changed["computed_at"] = change.at
    with writing("badges.recorded", change):
        save_upsert(plan)
    return len(plan.create) + len(plan.update)


def mark_final(*, round: Round, change: Change) -> None:
    """The colours of a round become final."""
    with writing("badges.finalised", change):
        round.badges.exclude(state=BadgeState.FINAL).update(state=BadgeState.FINAL)
