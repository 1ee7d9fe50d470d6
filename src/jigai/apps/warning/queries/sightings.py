"""What the county's own rounds knew of each project, as sightings."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction
from typing import Any

from django.db.models import Q

from jigai.apps.badges.models import ProjectBadge
from jigai.apps.rounds.models import Round
from jigai.domain.early_warning.sightings import BUILDING, DESIGN, Sighting

FULL = 100


def published_sightings() -> list[Sighting]:
    """Every badge of every published round; one query."""
    return _sightings(Q(round__published_at__isnull=False))


def histories_at(round: Round, project_ids: Collection[int]) -> dict[int, list[Sighting]]:
    """Of projects with a badge in a round: their sightings up to it; one query.

    Earlier rounds count as published; the round itself also while it is provisional.
    """
    earlier = Q(round__ends_on__lt=round.ends_on, round__published_at__isnull=False)
    found: dict[int, list[Sighting]] = {}
    for one in _sightings((earlier | Q(round=round)) & Q(project__in=project_ids)):
        found.setdefault(int(one.project), []).append(one)
    return {key: seen for key, seen in found.items() if seen[-1].on == round.ends_on}


def _sightings(where: Q) -> list[Sighting]:
    rows = ProjectBadge.objects.filter(where).values_list(
        "project_id",
        "round__ends_on",
        "colour",
        "facts",
        "project__planned_completion_on",
        "score_low",
        "score_high",
    )
    return [_sighting(*row) for row in rows.order_by("project_id", "round__ends_on").iterator()]


def _sighting(
    project: int, on: Any, colour: str, facts: dict[str, Any], end: Any, *scores: str
) -> Sighting:
    planned, done = _number(facts, "planned_progress_share"), _number(facts, "progress_share")
    to_spend = _number(facts, "planned_investment_ytd_fen")
    spent = _number(facts, "investment_ytd_fen")
    low, high = scores
    started = _number(facts, "days_since_start")
    return Sighting(
        project=f"{project:09d}",
        on=on,
        colour=colour,
        slip_days=_number(facts, "forecast_completion_slip_days"),
        growth_share=_number(facts, "budget_growth_share"),
        progress_gap=None if planned is None or done is None else planned - done,
        spend_gap=None if not to_spend or spent is None else 1 - spent / to_spend,
        start_missed_months=_number(facts, "months_start_missed"),
        stage="" if started is None else BUILDING if started > 0 else DESIGN,
        score=float(Fraction(low)) / FULL if low and low == high else None,
        days_left=float((end - on).days) if end else None,
    )


def _number(facts: dict[str, Any], name: str) -> float | None:
    value = facts.get(name, {}).get("value")
    return float(Fraction(value["number"])) if isinstance(value, dict) else None
