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
    count = 0
    with writing("requests.reckoned", change):
        for request in EnterpriseRequest.objects.filter(OPEN).order_by("pk"):
            if reckon(request, bench_of(request)):
                request.save(update_fields=["response_due_at", "due_at", "silent_at"])
                count += 1
    return count
