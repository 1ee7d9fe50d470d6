"""F3 and F4: no half-hour twice, only confirmed use counts, services have links."""

from datetime import date, time, timedelta
from fractions import Fraction

import pytest
from django.db import IntegrityError

from jigai.apps.audit.writing import writing
from jigai.apps.platforms.actions.answer_use import NothingToConfirm, OwnUse, answer_use
from jigai.apps.platforms.actions.book_instrument import (
    BookedTooFarAhead,
    BookingInThePast,
    BookingTimeWrong,
    NotOffered,
    OutsideOpeningHours,
    SlotTaken,
    book_instrument,
)
from jigai.apps.platforms.actions.cancel_booking import BookingBegun, BookingSettled, cancel_booking
from jigai.apps.platforms.actions.offer_instrument import (
    InstrumentHoursWrong,
    InstrumentOffer,
    InstrumentPersonNamed,
    change_offer,
    offer_instrument,
)
from jigai.apps.platforms.actions.record_service import (
    OutcomeOfAnother,
    OwnService,
    ServiceAhead,
    ServiceKindUnknown,
    ServiceOutcome,
    confirm_service,
    link_outcome,
    record_service,
)
from jigai.apps.platforms.actions.record_use import UseNotYet, UseTooLong, record_use
from jigai.apps.platforms.models import BookedSlot, Booking
from jigai.apps.platforms.queries.access import (
    NoSuchBooking,
    NotTheHost,
    NotTheUser,
    booking_for,
    require_host,
    require_user,
)
from jigai.apps.platforms.queries.services import (
    NoSuchOutcome,
    outcome_choices,
    project_of,
    service_count,
    service_rows,
)
from jigai.apps.platforms.queries.sharing import (
    booking_rows,
    free_days,
    instrument_rows,
    minutes_of,
    shared_totals,
)
from jigai.apps.registry.actions.add_certificate import add_certificate
from tests.cast import TODAY, change
from tests.platform_cast import at, by

TOMORROW = TODAY + timedelta(days=1)
AFTER = at(TOMORROW, 18)


def book(instrument, enterprise, viewer, first=(9, 0), last=(11, 0), day=TOMORROW):
    return book_instrument(
        instrument=instrument, enterprise=enterprise, starts_at=at(day, *first),
        ends_at=at(day, *last), purpose="样品温升试验", change=by(viewer, "预约"),
    )  # fmt: skip


def used(booking, mei, minutes=120):
    return record_use(
        booking=booking, minutes=minutes, note="", change=by(mei, "登记使用", moment=AFTER)
    )


def test_two_hours_booked_used_and_confirmed_raise_both_totals_by_two_hours(
    instrument, neighbour, mei, hua, lin
):
    booking = book(instrument, neighbour, hua)
    totals = {"platform_id": instrument.platform_id, "enterprise_id": neighbour.pk}
    assert minutes_of(**totals) == 0
    used(booking, mei)
    assert minutes_of(**totals) == 0
    answer_use(booking=booking, is_right=True, change=by(hua, "属实", moment=AFTER))
    assert minutes_of(platform_id=instrument.platform_id) == 120
    assert minutes_of(enterprise_id=neighbour.pk) == 120
    for viewer in (mei, hua, lin):
        found = shared_totals(viewer)
        assert (found.minutes, found.by_year) == (120, {2026: 120})
        assert list(found.by_platform.values()) == list(found.by_enterprise.values()) == [120]


def test_a_disputed_use_counts_nothing_until_it_is_recorded_anew_and_confirmed(
    instrument, neighbour, mei, hua
):
    booking = book(instrument, neighbour, hua)
    used(booking, mei)
    answer_use(booking=booking, is_right=False, change=by(hua, "只用了一小时", moment=AFTER))
    assert (booking.state, minutes_of()) == ("disputed", 0)
    used(booking, mei, minutes=60)
    answer_use(booking=booking, is_right=True, change=by(hua, "属实", moment=AFTER))
    assert minutes_of() == 60
    with pytest.raises(NothingToConfirm):
        answer_use(booking=booking, is_right=True, change=by(hua, "再次", moment=AFTER))


def test_nobody_confirms_their_own_record_and_a_hosts_own_use_counts_nothing(
    instrument, enterprise, neighbour, mei, hua
):
    booking = book(instrument, neighbour, hua)
    used(booking, mei)
    with pytest.raises(OwnUse):
        answer_use(booking=booking, is_right=True, change=by(mei, "代确认", moment=AFTER))
    own = book(instrument, enterprise, mei, (13, 0), (15, 0))
    used(own, mei)
    with pytest.raises(OwnUse):
        answer_use(booking=own, is_right=True, change=by(hua, "属实", moment=AFTER))
    with pytest.raises(NotTheUser):
        require_user(mei, neighbour.pk)
    with pytest.raises(NotTheHost):
        require_host(hua, instrument.platform)


def test_the_office_books_for_a_firm_but_cannot_confirm_for_it(instrument, neighbour, lin, hua):
    book(instrument, neighbour, lin)
    require_host(lin, instrument.platform)
    with pytest.raises(NotTheUser):
        require_user(lin, neighbour.pk)
    require_user(hua, neighbour.pk)


def test_a_half_hour_is_given_once_and_neighbouring_ones_are_free(instrument, neighbour, hua):
    book(instrument, neighbour, hua)
    for first, last in (((9, 0), (9, 30)), ((10, 30), (12, 0)), ((8, 30), (17, 30))):
        with pytest.raises(SlotTaken):
            book(instrument, neighbour, hua, first, last)
    book(instrument, neighbour, hua, (11, 0), (12, 0))
    book(instrument, neighbour, hua, (8, 30), (9, 0))
    assert BookedSlot.objects.count() == 7


def test_a_cancelled_booking_gives_its_time_back_and_stays_in_the_log(instrument, neighbour, hua):
    booking = book(instrument, neighbour, hua)
    cancel_booking(booking=booking, change=by(hua, "样品未到"))
    again = book(instrument, neighbour, hua)
    assert sorted(Booking.objects.values_list("state", flat=True)) == ["booked", "cancelled"]
    with pytest.raises(BookingSettled):
        cancel_booking(booking=booking, change=by(hua, "再取消"))
    with pytest.raises(BookingBegun):
        cancel_booking(booking=again, change=by(hua, "晚了", moment=at(TOMORROW, 9)))


def test_the_database_itself_refuses_a_half_hour_twice(instrument, neighbour, hua):
    first = book(instrument, neighbour, hua)
    second = book(instrument, neighbour, hua, (13, 0), (13, 30))
    with pytest.raises(IntegrityError), writing("x.y", change()):
        BookedSlot.objects.create(instrument=instrument, booking=second, starts_at=first.starts_at)


@pytest.mark.parametrize(
    ("first", "last", "day", "refusal"),
    [
        ((9, 10), (10, 0), TOMORROW, BookingTimeWrong),
        ((10, 0), (10, 0), TOMORROW, BookingTimeWrong),
        ((8, 0), (9, 0), TOMORROW, OutsideOpeningHours),
        ((17, 0), (18, 0), TOMORROW, OutsideOpeningHours),
        ((9, 0), (10, 0), TODAY - timedelta(days=1), BookingInThePast),
        ((9, 0), (10, 0), TODAY + timedelta(days=181), BookedTooFarAhead),
    ],
)
def test_a_time_that_cannot_be_booked_is_refused(
    instrument, neighbour, hua, first, last, day, refusal
):
    with pytest.raises(refusal):
        book(instrument, neighbour, hua, first, last, day)


def test_use_is_recorded_after_the_time_began_and_never_beyond_what_was_booked(
    instrument, neighbour, mei, hua
):
    booking = book(instrument, neighbour, hua)
    with pytest.raises(UseNotYet):
        record_use(booking=booking, minutes=30, note="", change=by(mei))
    with pytest.raises(UseTooLong, match="120"):
        used(booking, mei, minutes=121)
    assert used(booking, mei, minutes=0) is None
    booking.refresh_from_db()
    assert booking.state == "unused"


def offer(**more):
    told = {
        "name": "盐雾箱", "purpose": "耐蚀试验", "terms": "先到先约", "price": "面议",
        "contact_office": "平台办公室 0534-3321000", "opens_at": time(8), "closes_at": time(18),
    }  # fmt: skip
    return InstrumentOffer(**(told | more))


def test_the_catalogue_names_an_office_and_hours_on_the_half(platform, instrument, hua):
    offer_instrument(platform=platform, offer=offer(), change=change())
    with pytest.raises(InstrumentPersonNamed):
        offer_instrument(
            platform=platform, offer=offer(contact_office="13905340000"), change=change()
        )
    with pytest.raises(InstrumentHoursWrong):
        offer_instrument(platform=platform, offer=offer(opens_at=time(8, 10)), change=change())
    assert [row.name for row in instrument_rows(hua)] == ["大电流温升试验台", "盐雾箱"]


def test_what_is_no_longer_offered_cannot_be_booked_and_leaves_the_catalogue(
    instrument, neighbour, hua, mei
):
    change_offer(instrument=instrument, offer=offer(is_offered=False), change=by(mei))
    with pytest.raises(NotOffered):
        book(instrument, neighbour, hua)
    assert instrument_rows(hua) == []
    assert [row.name for row in instrument_rows(mei)] == ["盐雾箱"]


def test_the_week_shows_what_is_free(instrument, neighbour, hua):
    book(instrument, neighbour, hua)
    today, tomorrow, *rest = free_days(instrument, on=TODAY, at=at(TODAY, 12))
    assert (today.free_count, tomorrow.free_count) == (11, 14)
    assert {day.free_count for day in rest} == {18}


def test_bookings_are_seen_by_host_user_and_office_alone(
    instrument, neighbour, mei, hua, lin, django_user_model
):
    booking = book(instrument, neighbour, hua)
    for viewer in (mei, hua, lin):
        assert [row.id for row in booking_rows(viewer)] == [booking.pk]
    with writing("enterprise.moved", change()):
        booking.enterprise = instrument.platform.host_enterprise
        booking.save()
    with pytest.raises(NoSuchBooking):
        booking_for(hua, booking.pk)


def serve(platform, enterprise, viewer, **outcome):
    return record_service(
        platform=platform, enterprise=enterprise, kind="testing", description="铜排温升检测",
        given_on=TODAY, fee_fen=300_000, outcome=ServiceOutcome(**outcome), change=by(viewer),
    )  # fmt: skip


def test_each_service_shows_what_came_of_it_and_the_share_with_nothing_yet_is_exact(
    platform, neighbour, enterprise, project, mei, hua
):
    with writing("project.moved", change()):
        project.enterprise = neighbour
        project.save()
    paper = add_certificate(
        enterprise=neighbour, kind="innovative", valid_from=TODAY, change=change()
    )
    serve(platform, neighbour, mei, project=project)
    serve(platform, neighbour, mei, contract="2026371423000017")
    serve(platform, neighbour, mei, certificate=paper)
    last = serve(platform, neighbour, mei)
    rows = service_rows(mei)
    assert {row.outcome for row in rows} == {"project", "contract", "certificate", "none"}
    assert (service_count(rows).total, service_count(rows).share_without) == (4, Fraction(1, 4))
    link_outcome(service=last, outcome=ServiceOutcome(contract="2026-18"), change=by(mei))
    assert service_count(service_rows(hua)).without == 0


def test_an_outcome_of_another_enterprise_is_refused(platform, neighbour, project, mei):
    with pytest.raises(OutcomeOfAnother):
        serve(platform, neighbour, mei, project=project)
    with pytest.raises(ServiceKindUnknown):
        record_service(
            platform=platform, enterprise=neighbour, kind="x", description="x", given_on=TODAY,
            fee_fen=None, outcome=ServiceOutcome(), change=by(mei),
        )  # fmt: skip
    with pytest.raises(ServiceAhead):
        record_service(
            platform=platform, enterprise=neighbour, kind="other", description="x",
            given_on=date(2027, 1, 1), fee_fen=None, outcome=ServiceOutcome(), change=by(mei),
        )  # fmt: skip


def test_the_enterprise_confirms_a_service_and_never_who_recorded_it(platform, neighbour, mei, hua):
    service = serve(platform, neighbour, mei)
    with pytest.raises(OwnService):
        confirm_service(service=service, change=by(mei))
    confirm_service(service=service, change=by(hua))
    confirm_service(service=service, change=by(hua))
    [row] = service_rows(hua)
    assert row.is_confirmed


def test_a_host_is_not_shown_the_projects_of_whom_it_served(platform, neighbour, project, lin, mei):
    with writing("project.moved", change()):
        project.enterprise = neighbour
        project.save()
    service = serve(platform, neighbour, mei)
    assert outcome_choices(mei, service) == ([], [])
    assert outcome_choices(lin, service) == ([(project.pk, project.name)], [])
    with pytest.raises(NoSuchOutcome):
        project_of(mei, neighbour.pk, project.pk)
    assert project_of(lin, neighbour.pk, project.pk) == project
