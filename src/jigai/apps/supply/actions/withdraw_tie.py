from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.supply.models import SupplyTie
from jigai.domain.change import Change


def withdraw_tie(*, tie: SupplyTie, change: Change) -> None:
    """Take a tie out of the map; its history stays."""
    with writing("tie.withdrawn", change):
        tie.delete()
