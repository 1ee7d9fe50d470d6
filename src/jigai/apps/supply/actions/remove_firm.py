from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.supply.models import LinkFirm
from jigai.domain.change import Change


def remove_firm(*, place: LinkFirm, change: Change) -> None:
    """Take an enterprise out of a link of a chain."""
    with writing("firm.removed", change):
        place.delete()
