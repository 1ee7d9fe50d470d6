import re

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jigai.apps.audit.writing import writing
from jigai.apps.rounds.models import Round, RoundEntry
from tests.cast import change
from tests.round_cast import PERIOD, reported


def url(name, *args):
    return reverse(f"rounds:{name}", args=args)


def text(answer):
    return answer.content.decode()


def test_the_office_opens_a_round(office, three):
    answer = office.post(url("open"), {"period": PERIOD}, follow=True)
    assert "还缺什么" in text(answer)
    assert Round.objects.get().entries.count() == 3


def test_a_round_that_cannot_be_opened_is_told_in_the_form(office, running):
    answer = office.post(url("open"), {"period": PERIOD})
    assert answer.status_code == 422
    assert "已经开过" in text(answer)


def test_only_the_office_opens_rounds(sign_in, three, bo):
    assert sign_in(bo).post(url("open"), {"period": PERIOD}).status_code == 403


def test_the_list_counts_what_is_due_seen_and_missing(office, running, three):
    reported(three[:1])
    page = text(office.get(url("list")))
    cells = dict(re.findall(r'data-title="(应报|已报|未报)">\s*(\d+)', page))
    assert cells == {"应报": "3", "已报": "1", "未报": "2"}


def test_the_stepper_says_whose_turn_it_is(office, running, three):
    assert "等：责任单位" in text(office.get(url("show", PERIOD)))
    reported(three, state="submitted")
    assert "等：审核员" in text(office.get(url("show", PERIOD)))


def test_from_closing_to_publication(office, running, three):
    reported(three)
    office.post(url("close", PERIOD))
    assert "异议期到" in text(office.get(url("show", PERIOD)))
    assert office.post(url("publish", PERIOD)).status_code == 409
    early = {"early": "on", "reason": "县里会议提前"}
    answer = office.post(url("publish", PERIOD), early, follow=True)
    assert "本期已锁定" in text(answer)


def test_publishing_early_needs_a_reason(office, running, three):
    reported(three)
    office.post(url("close", PERIOD))
    assert office.post(url("publish", PERIOD), {"early": "on"}).status_code == 409
    assert Round.objects.get().stage == "provisional"


def test_excuses_are_given_and_taken_back_with_one_reason(office, running, three):
    chosen = {"project": [p.pk for p in three[:2]], "reason": "停产检修"}
    page = text(office.post(url("excuse", PERIOD), chosen, follow=True))
    assert "已免报 2 项" in page
    assert "停产检修" in page
    office.post(url("excuse", PERIOD), chosen | {"withdraw": "1"})
    assert not RoundEntry.objects.filter(is_excused=True).exists()


def test_an_excuse_needs_a_reason(office, running, three):
    answer = office.post(url("excuse", PERIOD), {"project": [three[0].pk]})
    assert answer.status_code == 409
    assert not RoundEntry.objects.filter(is_excused=True).exists()


def test_the_ledger_names_the_missing_and_shows_late_reports_with_both_dates(
    office, running, three
):
    [report] = reported(three[:1])
    report.is_late = True
    with writing("report.late", change()):
        report.save()
    page = text(office.get(url("coverage", PERIOD)))
    assert "补报" in page
    assert "2026年11月16日补报" in page
    assert page.count("没有填报") == 2


def test_reminders_go_to_what_is_missing_only(office, running, three):
    reported(three[:1])
    answer = office.post(url("remind", PERIOD), follow=True)
    assert "已提醒 2 个项目" in text(answer)


def test_a_township_sees_its_own_projects_only(sign_in, running, other_town):
    page = text(sign_in(other_town).get(url("coverage", PERIOD)))
    assert "开关柜产线" not in page


def test_reopening_is_approved_by_another_person_and_restated(office, sign_in, running, three, gao):
    reported(three)
    office.post(url("close", PERIOD))
    office.post(url("publish", PERIOD), {"early": "on", "reason": "提前"})
    page = text(office.post(url("ask_reopening", PERIOD), {"reason": "数据有误"}, follow=True))
    assert "数据有误" in page
    request = Round.objects.get().reopenings.get()
    box = {"until": "2026-11-20T18:00"}
    assert office.post(url("approve_reopening", request.pk), box).status_code == 403
    approver = sign_in(gao)
    assert approver.post(url("approve_reopening", request.pk), {"until": ""}).status_code == 409
    approver.post(url("approve_reopening", request.pk), box)
    assert Round.objects.get().stage == "reopened"
    answer = approver.post(url("restate", PERIOD), {"reason": "核对"}, follow=True)
    assert "未产生更正稿" in text(answer)


def test_the_round_page_needs_a_fixed_number_of_queries(
    office, running, three, django_assert_num_queries
):
    office.get(url("show", PERIOD))
    with CaptureQueriesContext(connection) as before:
        office.get(url("show", PERIOD))
    reported(three)
    with django_assert_num_queries(len(before)):
        office.get(url("show", PERIOD))
