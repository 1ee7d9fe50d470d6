import json
from datetime import date

from django.urls import reverse

from jigai.apps.audit.writing import writing
from jigai.apps.badges.models import FollowUp, Objection, ProjectBadge
from jigai.apps.badges.queries.lawful_explanation import explanation_for
from jigai.flows.compute_badges import compute_badges
from tests.cast import change
from tests.round_cast import PERIOD, at, by, opened, reported


def url(name, *args):
    return reverse(f"badges:{name}", args=args)


def text(answer):
    return answer.content.decode()


def test_the_board_names_the_missing_input_of_what_is_not_assessed(office, computed):
    page = text(office.get(url("board")))
    assert "badge-not_assessed" in page
    assert "缺：" in page
    assert "共 5 个项目" in page


def test_the_board_is_filtered_by_colour(office, computed):
    page = text(office.get(url("round", PERIOD), {"q": "colour:not_assessed"}))
    assert "5 个项目中的 1" in page


def test_a_township_sees_its_own_badges_only(sign_in, other_town, computed, five):
    browser = sign_in(other_town)
    assert five[0].name not in text(browser.get(url("board")))
    assert browser.get(url("show", PERIOD, five[0].pk)).status_code == 404
    badge = ProjectBadge.objects.first()
    assert browser.get(url("row", badge.pk)).status_code == 404


def test_a_badge_says_why_with_facts_sources_and_a_file(office, computed, five):
    page = text(office.get(url("show", PERIOD, five[0].pk)))
    assert "为什么是这块牌" in page
    assert "本期调度填报并经核验" in page
    answer = office.get(url("file", PERIOD, five[0].pk))
    told = json.loads(answer.content)
    assert told["recomputed_equal"] is True
    assert told["rule_set"] == "county_default"


def behind(five):
    """The badge of a project that reported far less than planned."""
    return ProjectBadge.objects.select_related("round", "project").get(project=five[0])


def test_no_lift_names_an_amount_and_firms_are_told_none(lin, mei, five):
    held = opened()
    reported(five, progress_bp=6000, year_fen=100_000_00)
    compute_badges(round=held, change=by(99, "计算"))
    badge = behind(five)
    told = explanation_for(lin, badge)
    assert all(lift.fact != "investment_ytd_fen" for lift in told.lifts)
    assert not explanation_for(mei, badge).lifts


def test_an_objection_is_lodged_and_ruled_by_another(sign_in, bo, ren, computed, five):
    target = url("object", PERIOD, five[0].pk)
    page = text(sign_in(bo).post(target, {"reason": "进度数据有误"}, follow=True))
    assert "异议中" in page
    found = Objection.objects.get()
    assert found.agency_id in bo.agency_ids
    assert sign_in(bo).post(url("rule", found.pk), {"ruling": "upheld"}).status_code == 403
    ruling = {"ruling": "rejected", "reason": "数据无误"}
    page = text(sign_in(ren).post(url("rule", found.pk), ruling, follow=True))
    assert "异议不成立" in page


def test_the_office_does_not_rule_and_a_ruling_must_be_chosen(office, sign_in, ren, computed, five):
    office.post(url("object", PERIOD, five[0].pk), {"reason": "有误"})
    found = Objection.objects.get()
    assert office.post(url("rule", found.pk), {"ruling": "upheld"}).status_code == 403
    assert sign_in(ren).post(url("rule", found.pk), {"ruling": "red"}).status_code == 409


def test_an_objection_after_the_window_is_refused(office, computed, five, monkeypatch):
    monkeypatch.setattr("jigai.web.authorship.now", lambda: at(28))
    answer = office.post(url("object", PERIOD, five[0].pk), {"reason": "晚了"})
    assert answer.status_code == 409


def test_an_exemption_needs_an_end_and_another_person(office, sign_in, gao, computed, five):
    asked = {"kind": "force_majeure", "valid_from": "2026-11-01", "reason": "暴雨"}
    target = url("ask_exemption", five[0].pk)
    assert office.post(target, asked).status_code == 409
    office.post(target, asked | {"valid_to": "2026-11-30"})
    pk = five[0].exemptions.get().pk
    assert office.post(url("grant_exemption", pk)).status_code == 403
    sign_in(gao).post(url("grant_exemption", pk))
    assert five[0].exemptions.get().approved_at


def test_a_finding_counts_only_after_a_second_person(office, sign_in, ren, computed, five):
    office.post(url("find", PERIOD, five[0].pk), {"reason": "发票系伪造"})
    pk = five[0].evidence_findings.get().pk
    assert office.post(url("confirm_finding", pk)).status_code == 403
    sign_in(ren).post(url("confirm_finding", pk))
    assert five[0].evidence_findings.get().confirmed_at


def test_boards_stand_side_by_side_after_publication(office, computed):
    target = reverse("rounds:publish", args=[PERIOD])
    office.post(target, {"early": "on", "reason": "提前"})
    page = text(office.get(url("frozen", PERIOD)))
    assert "签名相符" in page
    assert "原稿" in page
    assert page.count('scope="row"') == 5


def test_peers_are_compared_only_inside_a_group_of_stated_size(office, computed):
    page = text(office.get(url("peers", PERIOD)))
    assert "不足 5 个，不作比较" in page
    assert "1 个项目没有完整得分" in page


def test_a_follow_up_is_planned_by_the_unit_and_verified_by_a_reviewer(
    sign_in, bo, ren, office, computed, five
):
    office.post(reverse("rounds:publish", args=[PERIOD]), {"early": "on", "reason": "提前"})
    found = follow_up_for_badge(five[0])
    sign_in(bo).post(url("plan", found.pk), {"plan": "月底前补齐"})
    assert sign_in(bo).post(url("finish", found.pk)).status_code == 403
    said = {"done_on": "2026-11-17", "reason": "设备已到货"}
    sign_in(ren).post(url("finish", found.pk), said)
    found.refresh_from_db()
    assert (found.plan, found.verified_by) == ("月底前补齐", ren.name)
    assert (found.planned_by, found.outcome) == (bo.name, "设备已到货")


def test_the_page_says_whose_turn_it_is(sign_in, bo, ren, office, computed, five):
    office.post(reverse("rounds:publish", args=[PERIOD]), {"early": "on", "reason": "提前"})
    found = follow_up_for_badge(five[0])
    page = sign_in(ren).get(url("matters"), {"turn": "unit"}).text
    assert "崔口镇政府报整改计划" in page
    sign_in(bo).post(url("plan", found.pk), {"plan": "月底前补齐"})
    assert five[0].name in sign_in(ren).get(url("matters"), {"turn": "office"}).text
    assert "没有未办结的后续事项" in sign_in(ren).get(url("matters"), {"turn": "overdue"}).text


def follow_up_for_badge(project):
    with writing("follow_up.made", change()):
        return FollowUp.objects.create(
            badge=project.badges.get(), kind="reminder", due_on=date(2026, 11, 24)
        )


def test_the_board_needs_a_fixed_number_of_queries(office, computed, django_assert_max_num_queries):
    office.get(url("board"))  # the day's questions behind the sign-in are asked once a session
    with django_assert_max_num_queries(24):
        office.get(url("board"))
