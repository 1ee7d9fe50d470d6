"""Reconciliation: every pair of streams that differs by more than the tolerance in force.

For the programme office and the responsible units; an enterprise is not shown it, so that no
page hints at a figure to report.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import F, Q

from jigai.apps.accounts.models import Role
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.projects.actions.explain_gap import Pair
from jigai.apps.projects.models import GapReason, ProgressReport, Project
from jigai.apps.projects.queries.streams import Streams, streams_of
from jigai.apps.projects.queries.tolerances import in_force, tolerance_rows
from jigai.domain.periods import parse_period
from jigai.domain.quantities import WHOLE_BP, share_bp
from jigai.domain.refusal import NotAllowed
from jigai.domain.sentence import Sentence

READERS = frozenset(role for role in Role if role is not Role.ENTERPRISE)


class NotForEnterprises(NotAllowed):
    code = "gap.not_for_enterprises"
    message = Sentence(
        "投资对账只供主管部门和责任单位使用。",
        "The reconciliation is for the programme office and the responsible units.",
    )
    remedy = Sentence("", "")


@dataclass(frozen=True, slots=True)
class StreamGap:
    """Two streams of one project that differ by more than the tolerance.

    Amounts are fen, cumulative at the end of ``period``; ``unit_id`` is who must explain it,
    ``None`` where no unit answers for the project and the programme office does.
    """

    project_id: int
    project: str
    area_id: int | None
    area: str | None
    area_en: str | None
    unit_id: int | None
    unit: str | None
    unit_en: str | None
    pair: str
    period: str
    first_fen: int
    second_fen: int
    whole_fen: int
    tolerance_bp: int
    reason_code: str
    note: str

    @property
    def difference_fen(self) -> int:
        return self.first_fen - self.second_fen

    @property
    def share_bp(self) -> int:
        """The difference in basis points of what the tolerance is measured by."""
        return share_bp(abs(self.difference_fen), self.whole_fen) or 0

    @property
    def is_explained(self) -> bool:
        return bool(self.reason_code)


PATHS = {
    "project_id": F("pk"),
    "project": F("name"),
    "area_id": F("division"),
    "area": F("division__name"),
    "area_en": F("division__name_en"),
    "unit_id": F("responsible_agency"),
    "unit": F("responsible_agency__name"),
    "unit_en": F("responsible_agency__name_en"),
}
TOTAL = F("total_investment_fen")
AMOUNTS = ("pair", "period", "first_fen", "second_fen", "whole_fen", "tolerance_bp",
           "reason_code", "note")  # fmt: skip


def may_reconcile(viewer: Viewer) -> bool:
    return viewer.has_role(*READERS)


def reconciliation(
    viewer: Viewer, *, through: str | None = None, project_id: int | None = None
) -> list[StreamGap]:
    """Each pair at the last period that both streams know, where it is out of tolerance.

    ``project_id`` asks of one project alone. The tolerance is the one in force on the last day
    of the pair's period. Ordered by area, project name and pair; seven queries.

    Raises:
        NotForEnterprises: the viewer only represents an enterprise.
    """
    if not may_reconcile(viewer):
        raise NotForEnterprises
    chosen = Q(is_withdrawn=False) if project_id is None else Q(is_withdrawn=False, pk=project_id)
    seen = Project.objects.visible_to(viewer).filter(chosen)
    reasons = {
        (r.project_id, r.period, r.pair): (r.reason_code, r.note)
        for r in GapReason.objects.filter(project__in=seen.order_by().values("pk"))
    }
    listed: Iterable[Any] = seen.order_by("division__code", "name_sort", "pk").values(
        **PATHS, total=TOTAL
    )
    owners = {row["project_id"]: row for row in listed}
    rules = tolerance_rows()
    streams = streams_of(list(owners), through=through)
    gaps = []
    for key, row in owners.items():
        total = row.pop("total") or 0
        for pair, period, first, second in _pairs(streams.get(key) or Streams()):
            whole = total if pair == Pair.PLANNED_REPORTED else max(first, second)
            limit = in_force(rules, on=_end_of(period)).of(pair)
            if whole and abs(first - second) * WHOLE_BP > limit * whole:
                code, note = reasons.get((key, period, pair), ("", ""))
                compared = (pair, period, first, second, whole, limit, code, note)
                amounts: dict[str, Any] = dict(zip(AMOUNTS, compared, strict=True))
                gaps.append(StreamGap(**row, **amounts))
    return gaps


def periods_of_amounts(viewer: Viewer, *, limit: int = 36) -> list[str]:
    """Periods of which something was reported, newest first."""
    seen = Project.objects.visible_to(viewer).order_by().values("pk")
    found = ProgressReport.objects.filter(project__in=seen).order_by("-period")
    return list(found.values_list("period", flat=True).distinct()[:limit])


def _pairs(streams: Streams) -> list[tuple[str, str, int, int]]:
    compared = (
        (Pair.PLANNED_REPORTED, streams.planned, streams.reported),
        (Pair.REPORTED_VERIFIED, streams.reported, streams.verified),
        (Pair.VERIFIED_PAID, streams.verified, streams.paid),
    )
    found = []
    for pair, first, second in compared:
        if shared := first.keys() & second.keys():
            last = max(shared)
            found.append((pair.value, last, first[last], second[last]))
    return found


@lru_cache(maxsize=512)
def _end_of(period: str) -> date:
    return parse_period(period).end_on
