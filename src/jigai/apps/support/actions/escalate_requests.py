"""Bring what is overdue before the level above, each thing once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from jigai.apps.audit.writing import writing
from jigai.apps.support.clockwork import agency_said, record
from jigai.apps.support.models import EnterpriseRequest, RequestEscalation, RequestPart
from jigai.apps.support.queries.clocks import bench_of
from jigai.domain.change import Change
from jigai.domain.request_clocks.clock import Clock, Span, standing
from jigai.domain.request_clocks.life import Level, State
from jigai.domain.request_clocks.standards import StandardKind
from jigai.domain.request_clocks.words import Cause, Step
from jigai.domain.sentence import Sentence

BEFORE = Sentence("{cause}，报{level}", "{cause}, brought before the {level}")
OF_PART = Sentence("{name}{cause}，报{level}", "{name}: {cause}, brought before the {level}")
UNDER_WAY = (State.ACCEPTED, State.WORKING, State.BLOCKED, State.SUSPENDED)


@dataclass(frozen=True, slots=True)
class Late:
    """One thing that is overdue."""

    request: EnterpriseRequest
    cause: Cause
    level: Level
    part: RequestPart | None = None

    @property
    def key(self) -> tuple[int, int, str, int | None]:
        part = self.part.pk if self.part else None
        return (self.request.pk, self.request.cycle, self.cause.value, part)


def escalate_requests(*, at: datetime, change: Change) -> list[RequestEscalation]:
    """Raise every escalation that has come due and was not raised yet."""
    late = [*_unanswered(at), *_overdue(at), *_parts(at)]
    keys = {one.request.pk for one in late}
    raised = set(
        RequestEscalation.objects.filter(request__in=keys).values_list(
            "request_id", "cycle", "cause", "part_id"
        )
    )
    fresh = [one for one in late if one.key not in raised]
    if not fresh:
        return []
    with writing("requests.escalated", change):
        made = RequestEscalation.objects.bulk_create(
            RequestEscalation(
                request=one.request,
                cycle=one.request.cycle,
                part=one.part,
                cause=one.cause.value,
                level=one.level.value,
                raised_at=at,
            )
            for one in fresh
        )
        for one in fresh:
            record(one.request, Step.ESCALATED, change, text=_said(one))
    return made


def _said(one: Late) -> Sentence:
    words = {"cause": one.cause.label, "level": one.level.label}
    if one.part is None:
        return BEFORE.format(**words)
    return OF_PART.format(name=agency_said(one.part.agency), **words)


def _unanswered(at: datetime) -> Iterator[Late]:
    """Nobody has spoken with the enterprise within the time of response."""
    waiting = EnterpriseRequest.objects.filter(state=State.RAISED.value, response_due_at__lt=at)
    for request in waiting.order_by("pk"):
        yield Late(request, Cause.RESPONSE_OVERDUE, Level.OFFICE)


def _overdue(at: datetime) -> Iterator[Late]:
    """The enterprise's clock is used up; some work-days later it goes one higher still."""
    states = [state.value for state in UNDER_WAY]
    for request in EnterpriseRequest.objects.filter(state__in=states, due_at__lt=at).order_by("pk"):
        yield Late(request, Cause.OVERDUE, Level(request.level).above())
        bench = bench_of(request)
        limit = bench.standards.limit(StandardKind.SECOND_LEVEL)
        since = Clock((Span(request.due_at or at),))
        if standing(since, limit, bench.office, at=at).is_overdue:
            yield Late(request, Cause.STILL_OVERDUE, Level.LEADER)


def _parts(at: datetime) -> Iterator[Late]:
    found = RequestPart.objects.filter(is_lead=False, done_at=None, due_at__lt=at)
    for part in found.select_related("request", "agency").order_by("pk"):
        yield Late(part.request, Cause.PART_OVERDUE, Level.OFFICE, part)
