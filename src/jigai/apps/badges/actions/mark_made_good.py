from __future__ import annotations

from collections.abc import Collection
from datetime import date

from jigai.apps.audit.writing import writing
from jigai.apps.badges.models import Colour, ProjectBadge
from jigai.domain.change import Change

TO_MAKE_GOOD = (Colour.RED, Colour.YELLOW, Colour.NOT_ASSESSED)


def mark_made_good(
    *, period: str, project_ids: Collection[int], made_good_on: date, change: Change
) -> int:
    """Note beside a past colour that it was made good late; the colour itself stays.

    Returns:
        How many badges were marked now; one that was marked before keeps its day.
    """
    held = ProjectBadge.objects.filter(
        round__period=period,
        project_id__in=project_ids,
        colour__in=TO_MAKE_GOOD,
        made_good_on=None,
    )
    with writing("badges.made_good", change):
        return held.update(made_good_on=made_good_on)
