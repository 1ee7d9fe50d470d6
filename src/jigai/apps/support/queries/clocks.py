"""The clocks of a request as the domain reckons them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from jigai.apps.support.models import ClockSpan, EnterpriseRequest, RequestPart
from jigai.apps.support.queries.standards import office_time, standards_on
from jigai.domain.request_clocks.clock import Clock, Limit, Span, Standing, Unit, standing
from jigai.domain.request_clocks.office_time import OfficeTime, local
from jigai.domain.request_clocks.standards import StandardKind, Standards
from jigai.domain.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Bench:
    """What the clocks of one request are held against: its own day's limits, the office's time."""

    standards: Standards
    office: OfficeTime

    def response(self, request: EnterpriseRequest) -> tuple[Clock, Limit]:
        clock = Clock((Span(request.raised_at, request.responded_at),))
        return clock, self.standards.limit(StandardKind.RESPONSE)

    def total(self, request: EnterpriseRequest) -> tuple[Clock, Limit] | None:
        """The enterprise's one clock of this cycle; ``None`` until the request has a class."""
        if not request.request_class:
            return None
        kind = StandardKind(request.request_class)
        limit = self.standards.extended(kind, request.extended_days)
        return clock_of(request.spans.filter(part=None, cycle=request.cycle)), limit

    def part(self, part: RequestPart) -> tuple[Clock, Limit]:
        source = Sentence(part.limit_source, part.limit_source_en)
        return clock_of(part.spans.all()), Limit(part.limit_days, Unit.WORK_DAY, source)

    def silence(self, request: EnterpriseRequest) -> tuple[Clock, Limit] | None:
        """How long the enterprise has been silent since the answer."""
        if request.answered_at is None:
            return None
        clock = Clock((Span(request.answered_at, request.closed_at),))
        return clock, self.standards.limit(StandardKind.SILENCE)

    def standing(self, pair: tuple[Clock, Limit], *, at: datetime) -> Standing:
        return standing(*pair, self.office, at=at)


def bench_of(request: EnterpriseRequest) -> Bench:
    """The limits in force when the request was raised, or reopened, hold to its end."""
    day = local(request.cycle_began_at).date()
    return Bench(standards_on(day), office_time(on=day))


def clock_of(spans: Iterable[ClockSpan]) -> Clock:
    ordered = sorted(spans, key=lambda one: (one.begins_at, one.pk))
    return Clock(tuple(Span(one.begins_at, one.ends_at) for one in ordered))
