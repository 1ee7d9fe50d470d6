"""Requests as lists and programs read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, NullIf

from jigai.apps.accounts.models import Role
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.registry.models import Representative
from jigai.apps.support.clockwork import PROGRAMME_OFFICE
from jigai.apps.support.models import OPEN, EnterpriseRequest, RequestEscalation, RequestPart
from jigai.apps.support.queries.access import KEEPERS, working_agencies
from jigai.domain.request_clocks.life import State, Turn
from jigai.domain.request_clocks.standards import StandardKind
from jigai.domain.request_clocks.words import Category, Closing, Origin, Outcome
from jigai.domain.sentence import Sentence

SECRET = Sentence("（商业秘密）", "(business secret)")
NOTHING = Sentence("", "")
IS_OFFICES = Q(lead__isnull=True) & ~Q(request_class="") & ~Q(state=State.ACCEPTED.value)
"""The programme office itself is in charge."""


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request in words; ``title`` is withheld where the viewer may not read it."""

    id: int
    code: str
    enterprise_id: int
    enterprise: str
    title: str
    category: str
    category_title: Sentence
    origin: str
    urgency: str
    request_class: str
    state: str
    state_title: Sentence
    waits_for: Sentence
    turn: str
    turn_since: datetime
    lead: str
    raised_at: datetime
    response_due_at: datetime | None
    due_at: datetime | None
    answered_at: datetime | None
    closed_at: datetime | None
    closing: str
    result: str
    waited_days: int | None
    is_in_time: bool | None
    cycle: int
    is_confidential: bool


def all_requests() -> QuerySet[EnterpriseRequest]:
    """Requests with the names that a list shows; confidential titles are withheld."""
    return _named(EnterpriseRequest.objects.all(), Q(is_confidential=False))


def visible_requests(viewer: Viewer) -> QuerySet[EnterpriseRequest]:
    """Those that the viewer sees, with the titles that the viewer may read."""
    seen = EnterpriseRequest.objects.visible_to(viewer)
    return _named(seen, Q(is_confidential=False) | _reads(viewer))


def overdue(at: datetime) -> Q:
    """Nobody has spoken with the enterprise in time, or its clock is used up."""
    unheard = Q(state=State.RAISED.value, response_due_at__lt=at)
    under_way = ~Q(state__in=[State.ANSWERED.value, State.CLOSED.value])
    return unheard | (under_way & Q(due_at__lt=at))


def waits_for_viewer(viewer: Viewer) -> Q:
    """Requests in which it is this person's turn."""
    agencies = [key for key in working_agencies(viewer) if key is not None]
    parts = RequestPart.objects.filter(done_at=None, agency_id__in=agencies)
    mine = Q(turn=Turn.RECEIVER.value, receiver_id__in=agencies)
    mine |= Q(turn=Turn.DEPARTMENT.value, lead_id__in=agencies)
    mine |= Q(turn=Turn.BLOCKING.value, pk__in=parts.filter(is_lead=False).values("request_id"))
    own = Representative.objects.filter(user_id=viewer.user_id, valid_to=None)
    if viewer.has_role(Role.ENTERPRISE):
        mine |= Q(turn=Turn.ENTERPRISE.value, enterprise_id__in=own.values("enterprise_id"))
    if viewer.has_role(*KEEPERS):
        mine |= Q(turn=Turn.RECEIVER.value, receiver=None)
        mine |= Q(turn=Turn.DEPARTMENT.value, lead=None)
    return OPEN & mine


def escalated() -> Q:
    """Open requests that were brought before the level above in their present cycle."""
    raised = RequestEscalation.objects.filter(cycle=F("request__cycle"))
    return OPEN & Q(pk__in=raised.values("request_id"))


def request_rows(
    viewer: Viewer,
    *,
    state: str = "",
    is_open: bool = False,
    is_mine: bool = False,
    is_overdue: bool = False,
    at: datetime,
) -> list[RequestRow]:
    """Requests that the viewer sees, the newest first."""
    found: Any = visible_requests(viewer)
    if state:
        found = found.filter(state=state)
    if is_open:
        found = found.filter(OPEN)
    if is_mine:
        found = found.filter(waits_for_viewer(viewer))
    if is_overdue:
        found = found.filter(overdue(at))
    return [request_row(one) for one in found.order_by("-raised_at", "-pk")]


def request_row(one: Any) -> RequestRow:
    """A request of ``all_requests`` or ``visible_requests`` in words."""
    return RequestRow(
        id=one.pk,
        code=one.code,
        enterprise_id=one.enterprise_id,
        enterprise=one.enterprise_name,
        title=one.shown_title,
        category=one.category,
        category_title=Category(one.category).label,
        origin=one.origin,
        urgency=one.urgency,
        request_class=one.request_class,
        state=one.state,
        state_title=State(one.state).label,
        waits_for=Sentence(one.waits_for, one.waits_for_en),
        turn=one.turn,
        turn_since=one.turn_since,
        lead=one.lead_name or "",
        raised_at=one.raised_at,
        response_due_at=one.response_due_at,
        due_at=one.due_at,
        answered_at=one.answered_at,
        closed_at=one.closed_at,
        closing=one.closing,
        result=one.result,
        waited_days=one.waited_days,
        is_in_time=one.is_in_time,
        cycle=one.cycle,
        is_confidential=one.is_confidential,
    )


def class_label(name: str) -> Sentence:
    return StandardKind(name).label if name else NOTHING


def outcome_label(name: str) -> Sentence:
    return Outcome(name).label if name else NOTHING


def closing_label(name: str) -> Sentence:
    return Closing(name).label if name else NOTHING


def origin_label(name: str) -> Sentence:
    return Origin(name).label if name else NOTHING


def _reads(viewer: Viewer) -> Q:
    """Confidential requests whose words the viewer reads, as ``access.reads_text`` has it."""
    reads = Q(pk__in=[])
    for grant in viewer.grants:
        if grant.role in KEEPERS:
            reads |= (
                ~Q(pk__in=[])
                if grant.division_ids is None
                else Q(enterprise__division_id__in=grant.division_ids)
            )
    if viewer.has_role(Role.ENTERPRISE):
        own = Representative.objects.filter(user_id=viewer.user_id, valid_to=None)
        reads |= Q(enterprise_id__in=own.values("enterprise_id"))
    agencies = [key for key in working_agencies(viewer) if key is not None]
    parts = RequestPart.objects.filter(agency_id__in=agencies, done_at=None)
    named = Q(receiver_id__in=agencies) | Q(lead_id__in=agencies)
    return reads | named | Q(pk__in=parts.values("request_id"))


def _named(found: QuerySet[EnterpriseRequest], is_read: Q) -> QuerySet[EnterpriseRequest]:
    return found.annotate(
        enterprise_name=F("enterprise__name"),
        enterprise_sort=F("enterprise__name_sort"),
        area=F("enterprise__division__name"),
        area_en=Coalesce(
            NullIf("enterprise__division__name_en", Value("")), "enterprise__division__name"
        ),
        lead_name=Case(When(IS_OFFICES, then=Value(PROGRAMME_OFFICE.zh)), default=F("lead__name")),
        lead_en=Case(
            When(IS_OFFICES, then=Value(PROGRAMME_OFFICE.en)),
            default=Coalesce(NullIf("lead__name_en", Value("")), "lead__name"),
        ),
        redo_count=F("cycle") - Value(1, output_field=IntegerField()),
        shown_title=Case(When(is_read, then=F("title")), default=Value(SECRET.zh)),
        shown_title_en=Case(When(is_read, then=F("title")), default=Value(SECRET.en)),
    )
