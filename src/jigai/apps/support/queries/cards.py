"""One request with everything around it, as its reader may see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.projects.models import Project
from jigai.apps.registry.models import ContactKey, Enterprise
from jigai.apps.registry.queries.contacts import masked_name, masked_telephone, opened
from jigai.apps.support.clockwork import PROGRAMME_OFFICE, agency_said
from jigai.apps.support.models import EnterpriseRequest, RequestPart
from jigai.apps.support.queries.access import (
    is_asker,
    keeps,
    may_do_part,
    may_work,
    reads_text,
)
from jigai.apps.support.queries.clocks import bench_of
from jigai.apps.support.queries.requests import (
    SECRET,
    class_label,
    closing_label,
    outcome_label,
)
from jigai.domain.request_clocks.clock import Standing
from jigai.domain.request_clocks.life import Hold, Level, State
from jigai.domain.request_clocks.words import (
    AnswerWay,
    Category,
    Cause,
    Grade,
    Origin,
    Step,
    Urgency,
)
from jigai.domain.sentence import Sentence

NOTHING = Sentence("", "")


@dataclass(frozen=True, slots=True)
class PartCard:
    """One department's part with its own clock; ``may_finish``: the reader may say it is done."""

    id: int
    agency: Sentence
    is_lead: bool
    task: str
    begun_at: datetime
    done_at: datetime | None
    reply: str
    clock: Standing
    may_finish: bool


@dataclass(frozen=True, slots=True)
class StepLine:
    kind: str
    title: Sentence
    at: datetime
    cycle: int
    done_by: str
    agency: Sentence
    text: Sentence
    is_internal: bool


@dataclass(frozen=True, slots=True)
class EscalationLine:
    cause: Sentence
    level: Sentence
    raised_at: datetime
    agency: Sentence


@dataclass(frozen=True, slots=True)
class RatingLine:
    grade: str
    title: Sentence
    reason: str
    is_call_back: bool
    rated_at: datetime
    recorded_by: str
    cycle: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked, about what, by whom; ``is_withheld``: the reader may not read the words.

    A unit may work on a request of an enterprise whose page it does not see.
    """

    enterprise_id: int
    enterprise: str
    is_enterprise_seen: bool
    title: Sentence
    text: Sentence
    is_withheld: bool
    is_confidential: bool
    asker_name: str
    asker_telephone: str
    asker_id: int | None
    category: Sentence
    origin: Sentence
    urgency: str
    urgency_title: Sentence
    project_id: int | None
    project: str
    raised_at: datetime
    raised_by: str


@dataclass(frozen=True, slots=True)
class RequestCard:
    """``total`` is the enterprise's one clock; parts and escalations are blank for an asker.

    ``deeds`` names what the reader may do now.
    """

    id: int
    code: str
    asked: Asked
    request_class: Sentence
    receiver: Sentence
    lead: Sentence
    officer: str
    level: Sentence
    state: str
    state_title: Sentence
    hold: Sentence
    waits_for: Sentence
    turn: str
    turn_since: datetime
    responded_at: datetime | None
    response_due_at: datetime | None
    cycle: int
    extended_days: int
    result: Sentence
    answer: str
    answer_way: Sentence
    answered_at: datetime | None
    waited_days: int | None
    is_in_time: bool | None
    silent_at: datetime | None
    closed_at: datetime | None
    closing: Sentence
    response: Standing
    total: Standing | None
    parts: tuple[PartCard, ...]
    steps: tuple[StepLine, ...]
    ratings: tuple[RatingLine, ...]
    escalations: tuple[EscalationLine, ...]
    deeds: tuple[str, ...]

    @property
    def redo_count(self) -> int:
        return self.cycle - 1


def request_card(viewer: Viewer, request: EnterpriseRequest, *, at: datetime) -> RequestCard:
    """The request as this reader may see it: an asker sees one clock and no internal note."""
    bench, asks = bench_of(request), is_asker(viewer, request)
    is_read = reads_text(viewer, request)
    total = bench.total(request)
    return RequestCard(
        id=request.pk,
        code=request.code,
        asked=_asked(viewer, request, is_read=is_read),
        request_class=class_label(request.request_class),
        receiver=agency_said(request.receiver),
        lead=_lead(request),
        officer=request.officer.display_name if request.officer and not asks else "",
        level=Level(request.level).label,
        state=request.state,
        state_title=State(request.state).label,
        hold=Hold(request.hold).label if request.hold else NOTHING,
        waits_for=Sentence(request.waits_for, request.waits_for_en),
        turn=request.turn,
        turn_since=request.turn_since,
        responded_at=request.responded_at,
        response_due_at=request.response_due_at,
        cycle=request.cycle,
        extended_days=request.extended_days,
        result=outcome_label(request.result),
        answer=request.answer if is_read else "",
        answer_way=AnswerWay(request.answer_way).label if request.answer_way else NOTHING,
        answered_at=request.answered_at,
        waited_days=request.waited_days,
        is_in_time=request.is_in_time,
        silent_at=request.silent_at,
        closed_at=request.closed_at,
        closing=closing_label(request.closing),
        response=bench.standing(bench.response(request), at=at),
        total=bench.standing(total, at=at) if total else None,
        parts=() if asks else _parts(viewer, request, at=at, is_read=is_read),
        steps=_steps(request, asks=asks, is_read=is_read),
        ratings=_ratings(request, is_read=is_read),
        escalations=() if asks else _escalations(request),
        deeds=deeds_of(viewer, request),
    )


def _asked(viewer: Viewer, request: EnterpriseRequest, *, is_read: bool) -> Asked:
    name, telephone = _asker(request, is_read=is_read)
    seen = Enterprise.objects.visible_to(viewer)
    project = _project(viewer, request)
    return Asked(
        enterprise_id=request.enterprise_id,
        enterprise=request.enterprise.name,
        is_enterprise_seen=seen.filter(pk=request.enterprise_id).exists(),
        title=Sentence(request.title, request.title) if is_read else SECRET,
        text=Sentence(request.text, request.text) if is_read else SECRET,
        is_withheld=not is_read,
        is_confidential=request.is_confidential,
        asker_name=name,
        asker_telephone=telephone,
        asker_id=request.asker_id if may(viewer, Deed.UNMASK) else None,
        category=Category(request.category).label,
        origin=Origin(request.origin).label,
        urgency=request.urgency,
        urgency_title=Urgency(request.urgency).label,
        project_id=project.pk if project else None,
        project=project.name if project else "",
        raised_at=request.raised_at,
        raised_by=request.raised_by,
    )


def _project(viewer: Viewer, request: EnterpriseRequest) -> Project | None:
    """The linked project, if the reader sees it."""
    if request.project_id is None:
        return None
    return Project.objects.visible_to(viewer).filter(pk=request.project_id).first()


WORK = {
    State.RAISED: ("accept",),
    State.ACCEPTED: ("assign", "answer"),
    State.WORKING: ("answer", "block", "suspend", "assign"),
    State.BLOCKED: ("block",),
    State.SUSPENDED: ("resume",),
}
"""What the unit that has the request may do in each state."""


def deeds_of(viewer: Viewer, request: EnterpriseRequest) -> tuple[str, ...]:
    """What the reader may do now; the actions check the same once more."""
    state, found = State(request.state), []
    if may_work(viewer, request):
        steers = keeps(viewer, request) and may(viewer, Deed.STEER_REQUESTS)
        found += [d for d in WORK.get(state, ()) if d != "assign" or steers]
        if state is not State.CLOSED:
            found.append("note")
        if steers and request.request_class and state in WORK and not request.extended_days:
            found += ["extend"] if state not in {State.RAISED, State.ACCEPTED} else []
    is_rated = request.ratings.filter(cycle=request.cycle).exists()
    is_done = state in {State.ANSWERED, State.CLOSED} and request.closing != "withdrawn"
    if is_asker(viewer, request):
        found += ["confirm"] if state is State.ANSWERED else []
        found += ["rate"] if is_done and not is_rated else []
        found += ["reopen"] if is_done and request.request_class else []
        found += ["withdraw"] if state not in {State.ANSWERED, State.CLOSED} else []
    elif keeps(viewer, request) and is_done and not is_rated:
        found.append("call_back")
    return tuple(found)


def _lead(request: EnterpriseRequest) -> Sentence:
    if request.lead is None and request.state in {State.RAISED, State.ACCEPTED}:
        return NOTHING
    return agency_said(request.lead)


def _asker(request: EnterpriseRequest, *, is_read: bool) -> tuple[str, str]:
    contact = request.asker
    if contact is None or not is_read:
        return "", ""
    if not ContactKey.objects.filter(contact=contact).exists():
        return "", ""
    person = opened(contact)
    return masked_name(person.name), masked_telephone(person.telephone)


def _parts(
    viewer: Viewer, request: EnterpriseRequest, *, at: datetime, is_read: bool
) -> tuple[PartCard, ...]:
    bench = bench_of(request)
    rows = request.parts.filter(cycle=request.cycle).select_related("agency")
    found = rows.prefetch_related("spans").order_by("-is_lead", "pk")
    cards = []
    for part in found:
        clock = bench.standing(bench.part(part), at=at)
        cards.append(_part(viewer, request, part, clock, is_read=is_read))
    return tuple(cards)


def _part(
    viewer: Viewer, request: EnterpriseRequest, part: RequestPart, clock: Standing, *, is_read: bool
) -> PartCard:
    is_open = part.done_at is None and not part.is_lead
    return PartCard(
        id=part.pk,
        agency=agency_said(part.agency),
        is_lead=part.is_lead,
        task=part.task if is_read else "",
        begun_at=part.begun_at,
        done_at=part.done_at,
        reply=part.reply if is_read else "",
        clock=clock,
        may_finish=is_open and may_do_part(viewer, request, part),
    )


def _steps(request: EnterpriseRequest, *, asks: bool, is_read: bool) -> tuple[StepLine, ...]:
    rows = request.steps.select_related("agency").order_by("pk")
    return tuple(
        StepLine(
            kind=row.kind,
            title=Step(row.kind).label,
            at=row.at,
            cycle=row.cycle,
            done_by="" if asks and row.kind != Step.RAISED else row.done_by,
            agency=agency_said(row.agency) if row.agency else NOTHING,
            text=Sentence(row.text, row.text_en) if is_read else NOTHING,
            is_internal=row.is_internal,
        )
        for row in rows
        if not (asks and (row.is_internal or row.kind == Step.ESCALATED))
    )


def _ratings(request: EnterpriseRequest, *, is_read: bool) -> tuple[RatingLine, ...]:
    return tuple(
        RatingLine(
            grade=row.grade,
            title=Grade(row.grade).label,
            reason=row.reason if is_read else "",
            is_call_back=row.is_call_back,
            rated_at=row.rated_at,
            recorded_by=row.recorded_by,
            cycle=row.cycle,
        )
        for row in request.ratings.order_by("cycle")
    )


def _escalations(request: EnterpriseRequest) -> tuple[EscalationLine, ...]:
    rows = request.escalations.select_related("part__agency").order_by("pk")
    return tuple(
        EscalationLine(
            cause=Cause(row.cause).label,
            level=Level(row.level).label,
            raised_at=row.raised_at,
            agency=agency_said(row.part.agency) if row.part else PROGRAMME_OFFICE,
        )
        for row in rows
    )
