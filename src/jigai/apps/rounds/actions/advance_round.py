"""The stages of a round; the flows that compute, publish, reopen and restate move it on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from jigai.apps.audit.writing import writing
from jigai.apps.rounds.models import Round, RoundStage
from jigai.domain.change import Change


@dataclass(frozen=True, slots=True)
class Computation:
    """With which rules a round was computed, when, and until when units may object."""

    rule_set: str
    rule_hash: str
    computed_at: datetime
    objections_until_on: date


def mark_computed(*, round: Round, computation: Computation, change: Change) -> None:
    """Provisional badges are out. The objection window is set once, at the first computation."""
    with writing("round.computed", change):
        round.rule_set = computation.rule_set
        round.rule_hash = computation.rule_hash
        round.computed_at = computation.computed_at
        if round.stage == RoundStage.OPEN:
            round.stage = RoundStage.PROVISIONAL
            round.objections_until_on = computation.objections_until_on
        round.save()


def mark_published(*, round: Round, change: Change) -> None:
    """Lock the period. A restated round keeps the moment of its first publication."""
    with writing("round.published", change):
        round.stage = RoundStage.PUBLISHED
        round.published_at = round.published_at or change.at
        round.save(update_fields=["stage", "published_at"])
