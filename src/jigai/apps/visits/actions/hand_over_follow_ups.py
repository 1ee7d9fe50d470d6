"""The visits' share of handing enterprises over to another officer."""

from __future__ import annotations

from collections.abc import Collection

from jigai.apps.audit.writing import writing
from jigai.apps.visits.models import FollowUp
from jigai.apps.visits.queries.follow_ups import open_of_officers
from jigai.domain.change import Change


def hand_over_follow_ups(
    *, former: Collection[tuple[int, int]], to_user_id: int, change: Change
) -> int:
    """Open follow-ups of the former officers with their enterprises move; closed ones stay.

    Args:
        former: (enterprise, officer) for whom this moves; what others promised stays theirs.

    Returns:
        How many moved.
    """
    keys = [one.pk for one in open_of_officers(former)]
    with writing("follow_ups.handed_over", change):
        FollowUp.objects.filter(pk__in=keys).update(owner_id=to_user_id)
    return len(keys)
