from django.urls import reverse

from jigai.apps.projects.models import ProgressReport
from jigai.apps.rounds.models import Round
from tests.round_cast import PERIOD, reported

FILLED = {"progress_bp": "90", "data_on": "2026-11-15", "is_started": "true"}


def form(project):
    return reverse("rounds:report", args=[PERIOD, project.pk])


def draft(project):
    return reverse("rounds:draft", args=[PERIOD, project.pk])


def text(answer):
    return answer.content.decode()


def test_last_value_plan_and_range_stand_beside_the_fields(sign_in, bo, running, three):
    reported(three[:1], period="2026-10B", progress_bp=8000)
    page = text(sign_in(bo).get(form(three[0])))
    assert "80.00%" in page
    assert "0.00% – 100.00%" in page
    assert "调度信息，非统计报表" in page


def test_a_unit_hands_in_its_report(sign_in, bo, running, three):
    answer = sign_in(bo).post(form(three[0]), FILLED, follow=True)
    assert "已提交，等待审核" in text(answer)
    assert ProgressReport.objects.get().progress_bp == 9000


def test_an_enterprise_hands_in_no_report_of_the_unit(sign_in, mei, running, three):
    for page in (form(three[0]), draft(three[0])):
        assert sign_in(mei).post(page, FILLED).status_code == 403
    assert not ProgressReport.objects.exists()


def test_another_township_does_not_even_learn_of_the_project(sign_in, other_town, running, three):
    assert sign_in(other_town).get(form(three[0])).status_code == 404
    assert sign_in(other_town).post(form(three[0]), FILLED).status_code == 404


def test_the_leader_reads_and_does_not_write(sign_in, zhao, running, three):
    browser = sign_in(zhao)
    assert "data-draft=" not in text(browser.get(form(three[0])))
    assert browser.post(form(three[0]), FILLED).status_code == 403


def test_a_jump_asks_for_a_reason_and_loses_nothing(sign_in, bo, running, three):
    reported(three[:1], period="2026-10B", progress_bp=2000)
    browser = sign_in(bo)
    answer = browser.post(form(three[0]), FILLED | {"problem": "缺电缆"})
    assert "变化原因" in text(answer)
    assert "缺电缆" in text(answer)
    assert not ProgressReport.objects.filter(period=PERIOD).exists()
    browser.post(form(three[0]), FILLED | {"jump_reason": "设备集中到货"})
    assert ProgressReport.objects.get(period=PERIOD).state == "submitted"


def test_a_draft_keeps_what_can_be_read_and_gives_the_next_version(sign_in, bo, running, three):
    browser = sign_in(bo)
    answer = browser.post(draft(three[0]), {"progress_bp": "abc", "problem": "缺电缆"})
    assert answer.status_code == 204
    kept = ProgressReport.objects.get()
    assert (kept.state, kept.problem, kept.progress_bp) == ("draft", "缺电缆", None)
    version = answer["X-Record-Version"]
    browser.post(form(three[0]), FILLED | {"version": version, "problem": "无"})
    assert ProgressReport.objects.get().problem == "无"


def test_two_people_on_one_field_choose_in_the_conflict_card(sign_in, bo, lin, running, three):
    mine = sign_in(bo)
    version = mine.post(draft(three[0]), {"problem": "甲"})["X-Record-Version"]
    sign_in(lin).post(draft(three[0]), {"problem": "乙", "version": version})
    stale = FILLED | {"problem": "丙", "version": version}
    answer = sign_in(bo).post(form(three[0]), stale)
    assert answer.status_code == 409
    assert 'name="keep.problem"' in text(answer)
    newest = text(answer).split('name="version" value="')[1].split('"')[0]
    sign_in(bo).post(form(three[0]), stale | {"version": newest, "keep.problem": "theirs"})
    assert ProgressReport.objects.get().problem == "乙"


def test_an_accepted_report_of_a_locked_period_is_refused(office, sign_in, bo, running, three):
    reported(three)
    office.post(reverse("rounds:close", args=[PERIOD]))
    office.post(reverse("rounds:publish", args=[PERIOD]), {"early": "on", "reason": "提前"})
    assert Round.objects.get().stage == "published"
    answer = sign_in(bo).post(form(three[0]), FILLED)
    assert answer.status_code == 409
    assert "已锁定" in text(answer)


def test_returned_reports_come_first_with_their_reason(sign_in, bo, ren, running, three):
    [report] = reported(three[2:], state="submitted")
    decision = {"report": [report.pk], "decision": "return", "reason": "请附说明"}
    sign_in(ren).post(reverse("rounds:review_decide", args=[PERIOD]), decision)
    page = text(sign_in(bo).get(reverse("rounds:mine")))
    assert "请附说明" in page
    assert page.index(three[2].name) < page.index(three[0].name)
