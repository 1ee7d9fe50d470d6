"""The list of rounds, and one round at a glance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from jigai.apps.rounds.models import Reopening, Round


@dataclass(frozen=True, slots=True)
class RoundRow:
    id: int
    period: str
    starts_on: date
    ends_on: date
    due_on: date
    stage: str
    rule_set: str
    rule_hash: str
    computed_at: datetime | None
    objections_until_on: date | None
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReopeningRow:
    id: int
    period: str
    reason: str
    asked_by: str
    asked_at: datetime
    approved_by: str
    approved_at: datetime | None
    open_until: datetime | None
    closed_at: datetime | None


def round_rows() -> list[RoundRow]:
    """Every round, the newest first; one query."""
    rows = Round.objects.order_by("-ends_on", "-id")
    return [RoundRow(**values) for values in rows.values(*RoundRow.__dataclass_fields__)]


def round_row(round: Round) -> RoundRow:
    return RoundRow(**{name: getattr(round, name) for name in RoundRow.__dataclass_fields__})


def reopening_rows(*, round: Round | None = None) -> list[ReopeningRow]:
    """Reopenings of one round or of all, the newest first; one query."""
    found = Reopening.objects.select_related("round").order_by("-id")
    if round is not None:
        found = found.filter(round=round)
    names = [name for name in ReopeningRow.__dataclass_fields__ if name != "period"]
    return [
        ReopeningRow(period=one.round.period, **{name: getattr(one, name) for name in names})
        for one in found
    ]
