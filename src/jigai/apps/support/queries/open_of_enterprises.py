"""What waits of each enterprise, for the desk that works with many of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.support.models import OPEN, EnterpriseRequest
from jigai.apps.support.queries.requests import overdue
from jigai.domain.sentence import Sentence


@dataclass(frozen=True, slots=True)
class OpenRequests:
    """Open requests of one enterprise.

    Attributes:
        oldest_id, oldest_at: the one that was raised first, and when.
        waits_for: whose turn it is in that one; ``turn`` as a code.
    """

    count: int
    overdue_count: int
    oldest_id: int
    oldest_code: str
    oldest_at: datetime
    turn: str
    waits_for: Sentence


def open_of_enterprises(
    viewer: Viewer, enterprise_ids: Collection[int], *, at: datetime
) -> dict[int, OpenRequests]:
    """Enterprise → its open requests that the viewer sees, absent without any; two queries."""
    rows = EnterpriseRequest.objects.visible_to(viewer).filter(
        OPEN, enterprise_id__in=enterprise_ids
    )
    late = set(rows.filter(overdue(at)).values_list("pk", flat=True))
    by_enterprise: dict[int, list[EnterpriseRequest]] = {}
    for row in rows.order_by("raised_at", "pk"):
        by_enterprise.setdefault(row.enterprise_id, []).append(row)
    return {key: _summed(found, late) for key, found in by_enterprise.items()}


def _summed(found: list[EnterpriseRequest], late: set[int]) -> OpenRequests:
    oldest = found[0]
    return OpenRequests(
        count=len(found),
        overdue_count=sum(one.pk in late for one in found),
        oldest_id=oldest.pk,
        oldest_code=oldest.code,
        oldest_at=oldest.raised_at,
        turn=oldest.turn,
        waits_for=Sentence(oldest.waits_for, oldest.waits_for_en),
    )
