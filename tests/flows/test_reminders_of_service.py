"""Requests, contacts, plans and platforms: who is told what, and who is not."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import resolve

from jigai.apps.audit.writing import writing
from jigai.apps.cultivation.actions.assign_coach import assign_coach
from jigai.apps.planning.actions.submit_plan import submit_plan
from jigai.apps.platforms.actions.book_instrument import book_instrument
from jigai.apps.platforms.actions.record_use import record_use
from jigai.apps.platforms.models import Platform, Standing
from jigai.apps.reminders.actions.set_switches import set_switches
from jigai.apps.support.actions.add_blocking import add_blocking
from jigai.apps.support.actions.escalate_requests import escalate_requests
from jigai.domain.reminders.kinds import CONTACT, PLANNING, PLATFORM, REQUEST, Medium
from jigai.flows.gather_calendar import marked_days
from jigai.flows.gather_reminders import gather_reminders, reminders_of
from tests.cast import TODAY, change
from tests.plan_cast import LIN, approved_of, draft_of, gap_of
from tests.plan_cast import by as planned_by
from tests.platform_cast import at as platform_at
from tests.platform_cast import by as platform_by
from tests.platform_cast import hua, instrument, neighbour, platform
from tests.request_cast import answered, at, by, calendar, dian, power, raised, under_way
from tests.visit_cast import called_every, logged, member, promise

__all__ = ["calendar", "dian", "hua", "instrument", "neighbour", "platform", "power"]
DAY = timedelta(days=1)


@pytest.fixture
def firm(enterprise, calendar):
    return member(enterprise)


def told(viewer, kind, on=TODAY):
    return [i.due.what.zh for i in reminders_of(viewer, on=on) if i.due.kind is kind]


def days(viewer, kind, on=TODAY):
    return [i.due.due_on for i in reminders_of(viewer, on=on) if i.due.kind is kind]


def test_a_request_waits_for_its_receiver_then_its_department_then_its_asker(
    firm, lin, mei, dian, power, zhao
):
    request = raised(firm, mei, at(11, 12))
    assert told(lin, REQUEST) == [f"诉求{request.code}（用能）待受理"]
    under = under_way(firm, mei, lin, power, at(11, 12))
    assert told(dian, REQUEST) == [f"诉求{under.code}（用能）待答复"]
    assert days(dian, REQUEST) == [under.due_at.astimezone(at(1, 1).tzinfo).date()]
    answered(under, dian, at(11, 13))
    assert told(dian, REQUEST) == []
    assert f"诉求{under.code}（用能）已答复，请确认或提出重办；到期自动办结" in told(mei, REQUEST)
    assert told(zhao, REQUEST) == []


def test_a_part_of_a_request_waits_for_the_department_that_blocks_it(
    firm, lin, mei, bo, agency, power
):
    request = under_way(firm, mei, lin, power, at(11, 12))
    add_blocking(request=request, agency=agency, task="出路由意见", change=by(lin, at(11, 13)))
    assert told(bo, REQUEST) == [f"诉求{request.code}（用能）待协办"]


def test_what_was_escalated_is_told_to_the_level_above_it(firm, lin, mei, power):
    raised(firm, mei, at(11, 9))
    escalate_requests(at=at(11, 16), change=by(lin, at(11, 16)))
    [line] = [what for what in told(lin, REQUEST) if "已升级" in what]
    assert line.endswith("已升级：超过响应时限")


def test_no_reminder_says_the_title_of_a_request(firm, lin, mei, power):
    request = under_way(firm, mei, lin, power, at(11, 12))
    every = gather_reminders(on=TODAY).rows
    assert any(due.kind is REQUEST for due in every)
    assert request.title not in str(every)


def test_a_firm_that_nobody_called_waits_for_its_officer_and_without_one_for_the_office(
    firm, lin, bo, agency
):
    called_every(20)
    logged(firm, 25)
    assert told(lin, CONTACT) == ["最多20天联系一次，已25天没有任何部门联系"]
    assert days(lin, CONTACT) == [TODAY - 5 * DAY]
    logged(firm, 3)
    assert told(lin, CONTACT) == []


def test_a_promise_waits_for_its_owner_and_for_nobody_else(firm, lin, bo, agency, zhao):
    logged(firm, 3, agency=agency, promises=[promise("送申报指南", owner=bo)])
    assert told(bo, CONTACT) == ["送申报指南"]
    assert told(lin, CONTACT) == told(zhao, CONTACT) == []


def test_a_plan_waits_for_who_may_approve_it_and_did_not_write_it(
    firm, lin, agency, django_user_model
):
    version = draft_of(firm, agency)
    submit_plan(version=version, change=planned_by(LIN))
    sees = replace(lin, user_id=77)
    assert told(sees, PLANNING) == ["批准规划“2026—2028 技改规划”，或退回"]
    assert told(replace(lin, user_id=1), PLANNING) == []


def measured(firm, agency, due_on):
    version = draft_of(firm, agency, gap_of(firm))
    line = version.lines.get(kind="measure")
    line.due_on = due_on
    with writing("line.edited", change("改期")):
        line.save()
    return approved_of(version), line


def test_a_measure_waits_for_the_unit_of_the_plan_until_the_firm_has_an_officer(
    firm, lin, agency, bo, project
):
    _version, line = measured(firm, agency, TODAY + 5 * DAY)
    assert told(bo, PLANNING) == [f"落实规划措施{line.key}“更换数控折弯机”"]
    assert told(lin, PLANNING) == []
    assign_coach(
        enterprise=firm, user_id=lin.user_id, since=date(2026, 10, 1), change=change("指定")
    )
    assert told(bo, PLANNING) == []
    assert days(lin, PLANNING) == [TODAY + 5 * DAY]


def test_a_measure_further_ahead_stands_in_the_calendar_of_officer_and_firm_alone(
    firm, lin, mei, zhao, agency
):
    _version, line = measured(firm, agency, TODAY + 60 * DAY)
    assign_coach(
        enterprise=firm, user_id=lin.user_id, since=date(2026, 10, 1), change=change("指定")
    )
    assert told(lin, PLANNING) == []

    def marked(viewer):
        found = marked_days(viewer, on=TODAY)
        return [one.first for one in found if one.kind is PLANNING and one.uid.endswith(line.key)]

    assert marked(lin) == marked(mei) == [TODAY + 60 * DAY]
    assert marked(zhao) == []


def test_a_review_of_a_platform_waits_for_host_and_office(platform, lin, mei, hua):
    with writing("platform.corrected", change("复核周期")):
        Platform.objects.update(next_review_on=TODAY + 10 * DAY)
    assert told(lin, PLATFORM) == told(mei, PLATFORM) == ["平台复核到期，请准备复核"]
    assert told(hua, PLATFORM) == []


def booked(instrument, neighbour, hua, day):
    begins = platform_at(day)
    return book_instrument(
        instrument=instrument, enterprise=neighbour, starts_at=begins,
        ends_at=begins + timedelta(hours=1), purpose="试验",
        change=platform_by(hua, moment=platform_at(day - 3 * DAY)),
    )  # fmt: skip


def test_a_use_waits_for_the_host_to_record_and_then_for_the_outside_user_alone(
    instrument, neighbour, mei, hua, lin
):
    booking = booked(instrument, neighbour, hua, TODAY - 4 * DAY)
    assert told(mei, PLATFORM) == ["登记2026-11-12仪器“大电流温升试验台”的使用情况"]
    assert told(lin, PLATFORM) == told(hua, PLATFORM) == []
    record_use(booking=booking, minutes=60, note="", change=platform_by(mei))
    assert told(hua, PLATFORM) == ["确认2026-11-12仪器“大电流温升试验台”的使用记录，或提出异议"]
    assert told(mei, PLATFORM) == told(lin, PLATFORM) == []


def test_a_booking_ahead_stands_in_the_calendar_of_its_enterprise_with_its_hour(
    instrument, neighbour, mei, hua
):
    booked(instrument, neighbour, hua, TODAY + DAY)
    assert ahead(hua, "booking-") == [platform_at(TODAY + DAY)]
    assert ahead(mei, "booking-") == []


def ahead(viewer, start):
    return [one.first for one in marked_days(viewer, on=TODAY) if one.uid.startswith(start)]


def test_a_recognition_that_ends_is_told_within_ninety_days_and_stands_ahead_before(
    platform, mei, lin
):
    ends = TODAY + 120 * DAY
    with writing("platform.corrected", change("期限")):
        Standing.objects.update(expires_on=ends)
    assert told(mei, PLATFORM) == []
    assert ahead(mei, "platform-ends-") == [ends]
    later = TODAY + 40 * DAY
    assert "平台认定到期，请办理续认" in told(mei, PLATFORM, later)
    assert "平台认定到期，请办理续认" in told(lin, PLATFORM, later)


def test_each_of_the_kinds_says_why_is_switched_off_and_leads_to_a_page(firm, lin, mei):
    raised(firm, mei, at(11, 12))
    called_every(20)
    for kind in (REQUEST, CONTACT, PLANNING, PLATFORM):
        resolve(kind.page)
        assert kind.why.zh
        assert kind.why.en
    for due in gather_reminders(on=TODAY).rows:
        resolve(due.link)
    assert told(lin, CONTACT) == ["最多20天联系一次，还没有任何部门联系过"]
    set_switches(
        user_id=lin.user_id,
        off={(CONTACT.id, Medium.PAGE)},
        change=change("不看"),
    )
    assert told(lin, CONTACT) == []
    assert told(lin, REQUEST)
