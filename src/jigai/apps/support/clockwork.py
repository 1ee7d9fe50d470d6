"""What every action on a request does besides its own: clocks, turn, deadlines, record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from jigai.apps.accounts.models import Agency
from jigai.apps.audit.editing import save_valid
from jigai.apps.support.models import (
    ClockSpan,
    EnterpriseRequest,
    RequestAnswer,
    RequestPart,
    RequestStep,
)
from jigai.apps.support.queries.clocks import Bench, bench_of
from jigai.domain.change import Change
from jigai.domain.request_clocks.clock import Clock, due, used
from jigai.domain.request_clocks.life import Hold, Level, State, Turn, check_move, turn_of
from jigai.domain.request_clocks.standards import StandardKind
from jigai.domain.request_clocks.words import Closing, Step
from jigai.domain.sentence import Sentence, joined

PROGRAMME_OFFICE = Sentence("县技改办", "programme office")
COUNTY_LEADER = Sentence("县领导", "county leader")
NOTHING = Sentence("", "")
KNOWN = ("request", "agency")


def move(request: EnterpriseRequest, then: State, *, hold: Hold | None = None) -> None:
    """Put the request into another state, if the table allows it; saved by ``settle``.

    Raises:
        CannotMove: it does not.
    """
    check_move(State(request.state), then, number=request.code)
    request.state, request.hold = then.value, hold.value if hold else ""


def start(request: EnterpriseRequest, at: datetime, *, part: RequestPart | None = None) -> None:
    """Let a clock run, unless it does."""
    if not ClockSpan.objects.filter(request=request, part=part, ends_at=None).exists():
        ClockSpan.objects.create(request=request, part=part, cycle=request.cycle, begins_at=at)


def stop(request: EnterpriseRequest, at: datetime, *, part: RequestPart | None = None) -> None:
    """Stop a clock, if it runs."""
    for span in ClockSpan.objects.filter(request=request, part=part, ends_at=None):
        span.ends_at = max(at, span.begins_at)
        span.save(update_fields=["ends_at"])


def stop_all(request: EnterpriseRequest, at: datetime) -> None:
    """Every clock of the request stands still."""
    for span in ClockSpan.objects.filter(request=request, ends_at=None):
        span.ends_at = max(at, span.begins_at)
        span.save(update_fields=["ends_at"])


def open_parts(request: EnterpriseRequest) -> list[RequestPart]:
    """The parts of this cycle that are not done, the one in charge first."""
    found = request.parts.filter(cycle=request.cycle, done_at=None).select_related("agency")
    return list(found.order_by("-is_lead", "pk"))


def settle(request: EnterpriseRequest, at: datetime, bench: Bench | None = None) -> None:
    """Reckon turn and deadlines anew and save the request; what is typed was checked before."""
    _pass_turn(request, at)
    for part in reckon(request, bench or bench_of(request)).parts:
        part.save(update_fields=["due_at"])
    request.save()


@dataclass(frozen=True, slots=True)
class Reckoned:
    """Whether a deadline of the request moved, and the parts of which one did; not saved yet."""

    is_moved: bool
    parts: tuple[RequestPart, ...]


def reckon(request: EnterpriseRequest, bench: Bench) -> Reckoned:
    """Set every deadline by the calendar as it is published now."""
    before = (request.response_due_at, request.due_at, request.silent_at)
    request.response_due_at = due(*bench.response(request), bench.office)
    if request.responded_at is not None and request.response_due_at is None:
        request.response_due_at = before[0]  # kept in time: the day it was due stays on record
    total, silence = bench.total(request), bench.silence(request)
    request.due_at = due(*total, bench.office) if total else None
    is_waiting = silence is not None and request.state == State.ANSWERED
    request.silent_at = due(*silence, bench.office) if silence and is_waiting else None
    moved = []
    for part in open_parts(request):
        due_at = due(*bench.part(part), bench.office)
        if due_at != part.due_at:
            part.due_at = due_at
            moved.append(part)
    after = (request.response_due_at, request.due_at, request.silent_at)
    return Reckoned(before != after, tuple(moved))


def keep_answer(request: EnterpriseRequest, change: Change, bench: Bench) -> RequestAnswer:
    """Keep the answer of this cycle, how long it was waited for, and whether it was in time."""
    clock, limit = bench.total(request) or (Clock(()), bench.standards.limit(StandardKind.HARD))
    found = due(clock, limit, bench.office)
    request.waited_days = used(clock, limit.unit, bench.office, at=change.at)
    request.is_in_time = found is None or found >= change.at
    answer = RequestAnswer(
        request=request,
        cycle=request.cycle,
        agency=request.lead,
        result=request.result,
        way=request.answer_way,
        text=request.answer,
        answered_at=change.at,
        answered_by=change.actor.name,
        answered_by_key=change.actor.key,
        waited_days=request.waited_days,
        is_in_time=request.is_in_time,
    )
    save_valid(answer, known=KNOWN)
    return answer


def record(
    request: EnterpriseRequest,
    kind: Step,
    change: Change,
    *,
    text: str | Sentence = "",
    agency: Agency | None = None,
    is_internal: bool = False,
) -> RequestStep:
    """Write a line of the record."""
    said = text if isinstance(text, Sentence) else Sentence(text, text)
    step = RequestStep(
        request=request,
        cycle=request.cycle,
        kind=kind.value,
        at=change.at,
        agency=agency,
        done_by=change.actor.name,
        done_by_key=change.actor.key,
        text=said.zh,
        text_en=said.en,
        is_internal=is_internal,
    )
    save_valid(step, known=KNOWN)
    return step


def charge(
    request: EnterpriseRequest,
    agency: Agency | None,
    change: Change,
    *,
    bench: Bench,
    task: str = "",
) -> RequestPart:
    """Put a department in charge: it gets a clock of its own, with the limit of the class."""
    request.lead = agency
    limit = bench.standards.extended(StandardKind(request.request_class), request.extended_days)
    part = RequestPart(
        request=request,
        cycle=request.cycle,
        agency=agency,
        is_lead=True,
        task=task,
        limit_days=limit.amount,
        limit_source=limit.source.zh,
        limit_source_en=limit.source.en,
        begun_at=change.at,
    )
    save_valid(part, known=KNOWN)
    start(request, change.at, part=part)
    return part


def finish(part: RequestPart, reply: str, at: datetime) -> None:
    """A part is done: its clock stops for good."""
    stop(part.request, at, part=part)
    part.done_at, part.reply = at, reply
    save_valid(part, fields=["done_at", "reply"])


def begin_again(request: EnterpriseRequest, change: Change) -> None:
    """A redo: a new cycle with clocks that start from nothing."""
    move(request, State.WORKING)
    stop_all(request, change.at)
    for part in open_parts(request):
        finish(part, part.reply, change.at)
    request.cycle += 1
    request.cycle_began_at = change.at
    request.result = request.answer = request.answer_way = request.closing = ""
    request.answered_at = request.closed_at = request.waited_days = request.is_in_time = None
    request.extended_days = 0
    start(request, change.at)


def close(request: EnterpriseRequest, how: Closing, change: Change) -> None:
    """Close the request; only an asker's word, silence or a call-back leads here."""
    move(request, State.CLOSED)
    stop_all(request, change.at)
    for part in open_parts(request):
        finish(part, part.reply, change.at)
    request.closed_at, request.closing = change.at, how.value
    settle(request, change.at)
    record(request, Step.CLOSED, change, text=how.label)


def waiting_names(request: EnterpriseRequest) -> Sentence:
    """The names of those who have to act."""
    turn = Turn(request.turn)
    if turn is Turn.NOBODY:
        return NOTHING
    if turn is Turn.ENTERPRISE:
        return Sentence(request.enterprise.name, request.enterprise.name)
    if turn is Turn.RECEIVER:
        return agency_said(request.receiver)
    if turn is Turn.BLOCKING:
        blocking = [part for part in open_parts(request) if not part.is_lead]
        return joined([agency_said(one.agency) for one in blocking], zh="、", en=", ")
    if request.level == Level.LEADER and request.lead is None:
        return COUNTY_LEADER
    return agency_said(request.lead)


def agency_said(agency: Agency | None) -> Sentence:
    """A unit's name in both languages; without a unit it is the programme office."""
    if agency is None:
        return PROGRAMME_OFFICE
    return Sentence(agency.name, agency.name_en or agency.name)


def _pass_turn(request: EnterpriseRequest, at: datetime) -> None:
    hold = Hold(request.hold) if request.hold else None
    turn = turn_of(State(request.state), hold)
    request.turn = turn.value
    names = waiting_names(request)
    if names.zh != request.waits_for:
        request.turn_since = at
    request.waits_for, request.waits_for_en = names.zh, names.en
