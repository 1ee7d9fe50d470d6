from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.support.clockwork import reckon
from jigai.apps.support.models import OPEN, EnterpriseRequest
from jigai.apps.support.queries.clocks import bench_of
from jigai.domain.change import Change


def reckon_deadlines(*, change: Change) -> int:
    """Set the deadlines of open requests anew, as after a newly published calendar.

    Returns:
        How many requests had one moved.
    """
    moved = []
    for request in EnterpriseRequest.objects.filter(OPEN).order_by("pk"):
        found = reckon(request, bench_of(request))
        if found.is_moved or found.parts:
            moved.append((request, found.parts))
    if not moved:
        return 0
    with writing("requests.reckoned", change):
        for request, parts in moved:
            request.save(update_fields=["response_due_at", "due_at", "silent_at"])
            for part in parts:
                part.save(update_fields=["due_at"])
    return len(moved)
