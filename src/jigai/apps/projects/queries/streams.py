"""The four streams of investment side by side, and the gaps between them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.projects.actions.explain_gap import Pair
from jigai.apps.projects.models import (
    BaselinePoint,
    GapReason,
    InvestmentEntry,
    ProgressReport,
    Project,
    ReportState,
)
from jigai.apps.reference.models import Programme
from jigai.domain.quantities import WHOLE_BP

ByPeriod = dict[str, int]


@dataclass(frozen=True, slots=True)
class StreamGap:
    """Two streams of one project that differ by more than the programme tolerates."""

    project_id: int
    project: str
    pair: str
    period: str
    first_fen: int
    second_fen: int
    reason_code: str
    note: str

    @property
    def difference_fen(self) -> int:
        return self.first_fen - self.second_fen


@dataclass(slots=True)
class Streams:
    """Cumulative amounts of one project by period."""

    planned: ByPeriod = field(default_factory=dict)
    reported: ByPeriod = field(default_factory=dict)
    verified: ByPeriod = field(default_factory=dict)
    paid: ByPeriod = field(default_factory=dict)

    def without_checks(self) -> Streams:
        """What an enterprise reads of its own: planned and reported."""
        return Streams(self.planned, self.reported)


def streams_of(project_ids: list[int], *, through: str | None = None) -> dict[int, Streams]:
    """The streams of projects up to a period; three queries. Drafts are not counted."""
    found: dict[int, Streams] = defaultdict(Streams)
    points = BaselinePoint.objects.filter(
        baseline__project__in=project_ids, baseline__is_current=True
    )
    reports = ProgressReport.objects.filter(
        project__in=project_ids, total_investment_fen__isnull=False
    ).exclude(state__in=(ReportState.DRAFT, ReportState.RETURNED))
    entries = InvestmentEntry.objects.filter(project__in=project_ids)
    if through is not None:
        points = points.filter(period__lte=through)
        reports, entries = reports.filter(period__lte=through), entries.filter(period__lte=through)
    for key, period, fen in points.values_list(
        "baseline__project", "period", "planned_value_fen"
    ).iterator():
        found[key].planned[period] = fen
    for key, period, reported in reports.values_list(
        "project", "period", "total_investment_fen"
    ).iterator():
        found[key].reported[period] = reported or 0
    for key, stream, period, fen in entries.values_list(
        "project", "stream", "period", "amount_fen"
    ).iterator():
        getattr(found[key], stream)[period] = fen
    return found


def reconciliation(
    viewer: Viewer, *, through: str | None = None, project_id: int | None = None
) -> list[StreamGap]:
    """Each pair at the last period that both streams know, where it is out of tolerance.

    ``project_id`` asks of one project alone. A planned amount is compared relative to the
    project's total, the others relative to the larger amount of the two. Enterprises read no
    gaps. Six queries.
    """
    if not may(viewer, Deed.READ_CHECKS):
        return []
    seen = Project.objects.visible_to(viewer).filter(is_withdrawn=False)
    seen = seen if project_id is None else seen.filter(pk=project_id)
    names = {
        p: (name, total)
        for p, name, total in seen.values_list("pk", "name", "total_investment_fen")
    }
    limits = _limits()
    reasons = {
        (r.project_id, r.period, r.pair): r
        for r in GapReason.objects.filter(project__in=seen.values("pk"))
    }
    gaps = []
    streams = streams_of(list(names), through=through)
    for key in sorted(streams):
        name, total = names[key]
        for pair, period, first, second in _pairs(streams[key]):
            whole = total if pair == Pair.PLANNED_REPORTED else max(first, second)
            if whole and abs(first - second) * WHOLE_BP > limits[pair] * whole:
                reason = reasons.get((key, period, pair))
                code, note = (reason.reason_code, reason.note) if reason else ("", "")
                gaps.append(StreamGap(key, name, pair, period, first, second, code, note))
    return gaps


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


def _limits() -> dict[str, int]:
    programme = Programme.objects.first() or Programme()
    return {
        Pair.PLANNED_REPORTED: programme.planned_gap_bp,
        Pair.REPORTED_VERIFIED: programme.verified_gap_bp,
        Pair.VERIFIED_PAID: programme.paid_gap_bp,
    }
