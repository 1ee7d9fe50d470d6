"""The requests' share of handing enterprises over to another officer."""

from __future__ import annotations

from collections.abc import Collection

from jigai.apps.audit.writing import writing
from jigai.apps.support.models import EnterpriseRequest
from jigai.apps.support.queries.hand_over import passing_requests
from jigai.domain.change import Change


def hand_over_requests(
    *, former: Collection[tuple[int, int]], to_user_id: int, change: Change
) -> int:
    """Open requests of the former officers with their enterprises move; closed ones stay.

    Args:
        former: (enterprise, officer) for whom this moves.

    Returns:
        How many moved.
    """
    keys = [one.pk for one in passing_requests(former, to_user_id=to_user_id)]
    with writing("requests.handed_over", change):
        EnterpriseRequest.objects.filter(pk__in=keys).update(officer_id=to_user_id)
    return len(keys)
