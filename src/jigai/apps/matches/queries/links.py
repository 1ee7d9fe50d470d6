"""Which records around a match its reader may open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.cooperation.models import Achievement, Demand, Expert
from jigai.apps.matches.models import Match
from jigai.apps.matches.queries.names import names_for
from jigai.apps.registry.models import Enterprise


@dataclass(frozen=True, slots=True)
class MatchLinks:
    """What may be opened; ``enterprise_id`` is the demander's, never that of a masked demand."""

    demand: bool
    offer: bool
    enterprise_id: int | None


def match_links(viewer: Viewer, match: Match, *, on: date) -> MatchLinks:
    """Three statements at most; a withdrawn expert or an unseen achievement is not linked."""
    demand = match.demand
    offers = (
        Achievement.objects.visible_to(viewer).filter(pk=match.achievement_id)
        if match.achievement_id
        else Expert.objects.visible_to(viewer, on=on).filter(pk=match.expert_id or 0)
    )
    is_known = (
        names_for(viewer).is_open(demand)
        and Enterprise.objects.visible_to(viewer).filter(pk=demand.enterprise_id).exists()
    )
    return MatchLinks(
        demand=Demand.objects.visible_to(viewer).filter(pk=demand.pk).exists(),
        offer=offers.exists(),
        enterprise_id=demand.enterprise_id if is_known else None,
    )
