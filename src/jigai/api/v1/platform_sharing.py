"""Shared instruments, bookings, use and services of platforms."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from ninja.responses import Status
from pydantic import AwareDatetime, Field

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS, Said
from jigai.api.schemas import Fen, Made, Number, Reasoned, Text
from jigai.apps.accounts.permissions import Deed
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.platforms.actions.answer_use import answer_use
from jigai.apps.platforms.actions.book_instrument import book_instrument
from jigai.apps.platforms.actions.cancel_booking import cancel_booking
from jigai.apps.platforms.actions.offer_instrument import (
    InstrumentOffer,
    change_offer,
    offer_instrument,
)
from jigai.apps.platforms.actions.record_service import (
    ServiceOutcome,
    confirm_service,
    link_outcome,
    record_service,
)
from jigai.apps.platforms.actions.record_use import record_use
from jigai.apps.platforms.queries.access import (
    booking_for,
    hosted_instrument_for,
    hosts,
    instrument_for,
    platform_for,
    require_host,
    require_user,
    service_for,
)
from jigai.apps.platforms.queries.services import (
    certificate_of,
    project_of,
    service_count,
    service_rows,
)
from jigai.apps.platforms.queries.sharing import (
    booking_rows,
    free_days,
    instrument_rows,
    shared_totals,
)
from jigai.apps.registry.queries.access import enterprise_for

router = Router()


class InstrumentOut(Schema):
    id: int
    platform_id: int
    platform: str
    name: str
    model: str
    value_fen: int | None
    purpose: str
    terms: str
    price: str
    contact_office: str
    opens_at: time
    closes_at: time
    is_offered: bool


class OfferIn(Reasoned):
    """Opening hours on full or half hours; an office to contact, no person."""

    name: Text
    purpose: Text
    terms: Text
    price: Text
    contact_office: Text
    opens_at: time
    closes_at: time
    model: Text = ""
    value_fen: Fen | None = None
    is_offered: bool = True


class DaySlotsOut(Schema):
    day: date
    slots: list[tuple[time, bool]]


class BookingOut(Schema):
    id: int
    instrument_id: int
    instrument: str
    platform_id: int
    platform: str
    enterprise_id: int
    enterprise: str
    starts_at: datetime
    ends_at: datetime
    purpose: str
    state: str
    booked_by: str
    minutes: int | None
    recorded_by: str
    answered_by: str
    answer: str
    note: str


class BookingIn(Reasoned):
    """Begin and end on full or half hours of one day, with their offset."""

    enterprise: int
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    purpose: Text


class UseIn(Reasoned):
    """0 minutes say that nobody came."""

    minutes: Annotated[int, Field(ge=0, le=1440)]
    note: Text = ""


class UseAnswerIn(Reasoned):
    is_right: bool


class TotalsOut(Schema):
    """Whole minutes, of uses that the outside user confirmed."""

    minutes: int
    by_platform: dict[str, int]
    by_enterprise: dict[str, int]
    by_year: dict[int, int]


class ServiceOut(Schema):
    """``outcome`` is project, contract, certificate or none."""

    id: int
    platform_id: int
    platform: str
    enterprise_id: int
    enterprise: str
    kind: str
    kind_title: Said
    description: str
    given_on: date
    fee_fen: int | None
    outcome: str
    project_id: int | None
    project: str
    certificate: str
    contract: str
    is_confirmed: bool


class ServicesOut(Schema):
    total: int
    without: int
    without_bp: int | None
    services: list[ServiceOut]


class OutcomeIn(Reasoned):
    """All blank says that nothing has come of it yet."""

    project: int | None = None
    certificate: int | None = None
    contract: Text = ""


class ServiceIn(OutcomeIn):
    enterprise: int
    kind: Literal["testing", "design", "pilot", "diagnosis", "training", "transfer", "other"]
    description: Text
    given_on: date
    fee_fen: Fen | None = None


@router.get("/instruments", response={200: list[InstrumentOut], **PROBLEMS})
def list_instruments(request: HttpRequest, platform: int | None = None) -> object:
    return instrument_rows(viewer_in(request), platform_id=platform)


@router.post("/instruments/of/{pk}", response={201: Made, **PROBLEMS})
def offer(request: HttpRequest, pk: Number, given: OfferIn) -> Status[Made]:
    """Put an instrument of a platform into the catalogue."""
    change = change_by(request, Deed.REPORT, given.reason)
    platform = platform_for(viewer_in(request), pk)
    require_host(viewer_in(request), platform)
    made = offer_instrument(platform=platform, offer=_offer(given), change=change)
    return Status(201, Made(id=made.pk))


@router.put("/instruments/{pk}", response={200: Made, **PROBLEMS})
def put_offer(request: HttpRequest, pk: Number, given: OfferIn) -> Made:
    change = change_by(request, Deed.REPORT, given.reason)
    instrument = hosted_instrument_for(viewer_in(request), pk)
    change_offer(instrument=instrument, offer=_offer(given), change=change)
    return Made(id=instrument.pk)


@router.get("/instruments/{pk}/free", response={200: list[DaySlotsOut], **PROBLEMS})
def list_free(request: HttpRequest, pk: Number, on: date | None = None) -> object:
    """Half-hours of a week, each with whether it is free."""
    instrument = instrument_for(viewer_in(request), pk)
    return free_days(instrument, on=on or timezone.localdate(), at=timezone.localtime())


@router.post("/instruments/{pk}/bookings", response={201: Made, **PROBLEMS})
def book(request: HttpRequest, pk: Number, given: BookingIn) -> Status[Made]:
    """For an enterprise that the caller represents or oversees."""
    change = change_by(request, Deed.REPORT, given.reason)
    viewer = viewer_in(request)
    made = book_instrument(
        instrument=instrument_for(viewer, pk),
        enterprise=enterprise_for(viewer, given.enterprise),
        starts_at=given.starts_at,
        ends_at=given.ends_at,
        purpose=given.purpose,
        change=change,
    )
    return Status(201, Made(id=made.pk))


@router.get("/bookings", response={200: list[BookingOut], **PROBLEMS})
def list_bookings(request: HttpRequest, platform: int | None = None) -> object:
    return booking_rows(viewer_in(request), platform_id=platform)


@router.get("/bookings/totals", response={200: TotalsOut, **PROBLEMS})
def show_totals(request: HttpRequest, year: int | None = None) -> object:
    return shared_totals(viewer_in(request), year=year)


@router.post("/bookings/{pk}/cancel", response={200: Made, **PROBLEMS})
def cancel(request: HttpRequest, pk: Number, given: Reasoned) -> Made:
    change = change_by(request, Deed.REPORT, given.reason)
    booking = booking_for(viewer_in(request), pk)
    if not hosts(viewer_in(request), booking.instrument.platform):
        require_user(viewer_in(request), booking.enterprise_id)
    cancel_booking(booking=booking, change=change)
    return Made(id=booking.pk)


@router.post("/bookings/{pk}/use", response={200: Made, **PROBLEMS})
def put_use(request: HttpRequest, pk: Number, given: UseIn) -> Made:
    change = change_by(request, Deed.REPORT, given.reason)
    booking = booking_for(viewer_in(request), pk)
    require_host(viewer_in(request), booking.instrument.platform)
    record_use(booking=booking, minutes=given.minutes, note=given.note, change=change)
    return Made(id=booking.pk)


@router.post("/bookings/{pk}/answer", response={200: Made, **PROBLEMS})
def answer(request: HttpRequest, pk: Number, given: UseAnswerIn) -> Made:
    """Only by the enterprise that used it; the reason is what it answers."""
    change = change_by(request, Deed.REPORT, given.reason)
    booking = booking_for(viewer_in(request), pk)
    require_user(viewer_in(request), booking.enterprise_id)
    answer_use(booking=booking, is_right=given.is_right, change=change)
    return Made(id=booking.pk)


@router.get("/services", response={200: ServicesOut, **PROBLEMS})
def list_services(request: HttpRequest, platform: int | None = None) -> object:
    """Each with what came of it; how many have led to nothing yet, and their share."""
    rows = service_rows(viewer_in(request), platform_id=platform)
    count = service_count(rows)
    return {
        "total": count.total,
        "without": count.without,
        "without_bp": count.without_bp,
        "services": rows,
    }


@router.post("/services/of/{pk}", response={201: Made, **PROBLEMS})
def give(request: HttpRequest, pk: Number, given: ServiceIn) -> Status[Made]:
    """A service that a platform gave to an enterprise."""
    change = change_by(request, Deed.REPORT, given.reason)
    viewer = viewer_in(request)
    platform = platform_for(viewer, pk)
    require_host(viewer, platform)
    made = record_service(
        platform=platform,
        enterprise=enterprise_for(viewer, given.enterprise),
        kind=given.kind,
        description=given.description,
        given_on=given.given_on,
        fee_fen=given.fee_fen,
        outcome=_outcome(viewer, given.enterprise, given),
        change=change,
    )
    return Status(201, Made(id=made.pk))


@router.put("/services/{pk}/outcome", response={200: Made, **PROBLEMS})
def put_outcome(request: HttpRequest, pk: Number, given: OutcomeIn) -> Made:
    change = change_by(request, Deed.REPORT, given.reason)
    service = service_for(viewer_in(request), pk)
    require_host(viewer_in(request), service.platform)
    viewer = viewer_in(request)
    outcome = _outcome(viewer, service.enterprise_id, given, service=service)
    link_outcome(service=service, outcome=outcome, change=change)
    return Made(id=service.pk)


@router.post("/services/{pk}/confirm", response={200: Made, **PROBLEMS})
def confirm(request: HttpRequest, pk: Number, given: Reasoned) -> Made:
    """Only by the enterprise that got it."""
    change = change_by(request, Deed.REPORT, given.reason)
    service = service_for(viewer_in(request), pk)
    require_user(viewer_in(request), service.enterprise_id)
    confirm_service(service=service, change=change)
    return Made(id=service.pk)


def _offer(given: OfferIn) -> InstrumentOffer:
    return InstrumentOffer(**given.model_dump(exclude={"reason"}))


def _outcome(
    viewer: Viewer, enterprise_id: int, given: OutcomeIn, *, service: Any = None
) -> ServiceOutcome:
    kept = (service.project_id, service.certificate_id) if service else (None, None)
    return ServiceOutcome(
        project_of(viewer, enterprise_id, given.project, kept=kept[0]),
        certificate_of(viewer, enterprise_id, given.certificate, kept=kept[1]),
        given.contract,
    )
