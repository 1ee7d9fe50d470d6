from django.urls import reverse

from jigai.apps.audit.writing import writing
from jigai.apps.projects.models import ProgressReport
from tests.cast import change
from tests.round_cast import PERIOD, reported


def url(name):
    return reverse(f"rounds:{name}", args=[PERIOD])


def text(answer):
    return answer.content.decode()


def states():
    return sorted(ProgressReport.objects.values_list("state", flat=True))


def test_the_whole_filtered_set_is_previewed_decided_and_taken_back(sign_in, ren, running, three):
    reported(three, state="submitted")
    browser = sign_in(ren)
    page = text(browser.post(url("review_preview"), {"all": "1", "decision": "return"}))
    assert "将退回 3 份" in page
    keys = list(ProgressReport.objects.values_list("pk", flat=True))
    decision = {"report": keys, "decision": "return", "reason": "请补说明"}
    page = text(browser.post(url("review_decide"), decision))
    assert states() == ["returned"] * 3
    number = page.split('name="change_set" value="')[1].split('"')[0]
    page = text(browser.post(url("review_undo"), {"change_set": number}, follow=True))
    assert "已撤销 3 条" in page
    assert states() == ["submitted"] * 3


def test_returning_without_a_reason_is_refused(sign_in, ren, running, three):
    [report] = reported(three[:1], state="submitted")
    answer = sign_in(ren).post(url("review_decide"), {"report": report.pk, "decision": "return"})
    assert answer.status_code == 409
    assert states() == ["submitted"]


def test_nobody_reviews_their_own_report(sign_in, ren, running, three):
    reports = reported(three[:2], state="submitted")
    reports[0].submitted_by = ren.name
    with writing("report.moved", change()):
        reports[0].save()
    browser = sign_in(ren)
    page = text(browser.post(url("review_preview"), {"all": "1", "decision": "accept"}))
    assert "您自己提交的" in page
    decision = {"report": [r.pk for r in reports], "decision": "accept"}
    page = text(browser.post(url("review_decide"), decision))
    assert "填报人不能审核自己的填报" in page
    assert states() == ["accepted", "submitted"]


def test_a_unit_does_not_review(sign_in, bo, running):
    assert sign_in(bo).get(url("review")).status_code == 403
    assert sign_in(bo).post(url("review_decide")).status_code == 403


def test_only_who_decided_takes_back(sign_in, ren, gao, running, three):
    [report] = reported(three[:1], state="submitted")
    page = text(
        sign_in(ren).post(url("review_decide"), {"report": report.pk, "decision": "accept"})
    )
    number = page.split('name="change_set" value="')[1].split('"')[0]
    assert sign_in(gao).post(url("review_undo"), {"change_set": number}).status_code == 404
    assert states() == ["accepted"]


def test_the_queue_narrows_by_township(sign_in, ren, running, three):
    reported(three, state="submitted")
    browser = sign_in(ren)
    assert "3 份中的 0 份" in text(browser.get(url("review"), {"division": "尚堂镇"}))
    assert "3 份中的 3 份" in text(browser.get(url("review"), {"division": "崔口镇"}))


def test_plan_and_last_value_stand_in_columns_beside_the_reported_one(sign_in, ren, running, three):
    reported(three[:1], period="2026-10B", progress_bp=7000)
    reported(three[:1], state="submitted", progress_bp=9000)
    page = sign_in(ren).get(url("review"))
    [queued] = page.context["page"]
    assert (queued.progress_bp, queued.last_progress_bp) == (9000, 7000)
    assert queued.planned_progress_bp == 8740  # day 319 of the 365 from 1 January
    assert '<td class="number soft" data-title="计划">87.40%</td>' in text(page)


def test_the_queue_needs_no_more_queries_for_more_reports(
    sign_in, ren, running, three, django_assert_max_num_queries
):
    reported(three, state="submitted")
    browser = sign_in(ren)
    browser.get(url("review"))  # the day's questions behind the sign-in are asked once a session
    with django_assert_max_num_queries(17):
        browser.get(url("review"))
