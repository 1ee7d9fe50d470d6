"""Compute the badges of a round once more from what was kept, and compare."""

from __future__ import annotations

from dataclasses import dataclass

from jigai.apps.badges.kept_verdict import agrees
from jigai.apps.rounds.models import Round


@dataclass(frozen=True, slots=True)
class BadgeCheck:
    """How many badges a round has, and the projects whose stored colour does not come out again."""

    rule_set: str
    rule_hash: str
    badge_count: int
    differing: tuple[int, ...]


def check_badges(*, round: Round) -> BadgeCheck:
    """Apply the rule of that day to the kept facts of every badge; nothing is written."""
    badges = list(round.badges.select_related("round").order_by("project_id"))
    differing = tuple(badge.project_id for badge in badges if not agrees(badge))
    return BadgeCheck(round.rule_set, round.rule_hash, len(badges), differing)
