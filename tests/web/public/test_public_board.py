"""What somebody without an account sees of the board, and what they never see."""

import pytest
from django.urls import reverse

from jigai.apps.audit.models import ChangeSet
from jigai.apps.audit.writing import writing
from jigai.apps.badges.models import Objection, ProjectBadge
from jigai.apps.projects.models import Project
from jigai.apps.reference.actions.open_public_board import open_public_board
from jigai.apps.reference.models import Programme
from jigai.flows.compute_badges import compute_badges
from jigai.flows.publish_round import publish_round
from jigai.flows.reopen_round import reopen_round, request_reopening
from jigai.flows.restate_round import restate_round
from tests.cast import change
from tests.round_cast import PERIOD, at, building, by, later, opened, reported

NEWEST = reverse("public:newest")


@pytest.fixture
def board(project):
    """Six projects of one township published."""
    building(project, 6)
    held = opened()
    reported(Project.objects.all())
    compute_badges(round=held, change=by(3))
    publish_round(round=held, change=by(3, "发布", at(24)))
    return held


@pytest.fixture
def is_open(board):
    open_public_board(is_public=True, change=change("按政务公开要求"))


def test_nobody_reads_it_before_the_office_has_opened_it(client, board):
    answer = client.get(NEWEST)
    assert answer.status_code == 404
    assert "本县没有对外公开榜单" in answer.text
    assert client.get(reverse("public:board", args=[PERIOD])).status_code == 404
    assert client.get("/api/v1/public").json()["code"] == "board.not_public"


def test_the_office_previews_opens_and_closes_it_with_a_reason(client, board, office):
    assert "未公开，仅本单位可预览" in office.get(NEWEST).text
    office.post(reverse("public:switch"), {"switch": "on", "reason": "按政务公开要求"})
    assert ChangeSet.objects.filter(verb="public_board.opened", reason="按政务公开要求").exists()
    office.post(reverse("public:switch"), {"switch": "off", "reason": "暂停"})
    client.logout()
    assert client.get(NEWEST).status_code == 404


def test_without_a_reason_it_stays_closed(client, board, office):
    assert office.post(reverse("public:switch"), {"switch": "on", "reason": " "}).status_code == 409
    client.logout()
    assert client.get(NEWEST).status_code == 404


def test_a_township_does_not_open_it(board, sign_in, bo):
    answer = sign_in(bo).post(reverse("public:switch"), {"switch": "on", "reason": "x"})
    assert answer.status_code == 403


def test_everybody_reads_project_unit_colour_and_rule(client, is_open, project):
    page = client.get(NEWEST).text
    assert project.name in page
    assert "崔口镇政府" in page
    assert "badge-gold" in page
    assert "/rules/county_default/" in page


def test_no_firm_no_amount_no_person_and_no_reason_is_said(client, is_open, project):
    page = client.get(NEWEST).text + client.get(f"/api/v1/public/{PERIOD}").text
    for private in (project.enterprise.name, "万元", "_fen", "填报人", "enterprise", '"reason"'):
        assert private not in page


def test_who_is_not_signed_in_is_offered_only_what_is_open(client, is_open):
    page = client.get(NEWEST).text
    assert NEWEST in page
    assert reverse("rounds:list") not in page


def test_a_badge_that_is_objected_to_is_withheld(client, is_open, project):
    badge = ProjectBadge.objects.get(project=project)
    with writing("objection.lodged", change()):
        Objection.objects.create(badge=badge, text="漏报", lodged_at=at(25), lodged_by="薄某")
    page = client.get(NEWEST).text
    assert project.name not in page
    assert "1 块牌申诉中，暂不公开" in page


def test_a_small_township_is_not_listed(client, is_open, programme, project):
    with writing("programme.set", change()):
        Programme.objects.update(group_minimum=7)
    page = client.get(NEWEST).text
    assert project.name not in page
    assert "6 个项目所在乡镇项目过少" in page


def test_a_restatement_stands_beside_with_its_number(client, is_open, board, project):
    asked, _ = request_reopening(round=board, change=by(3, "录入有误", at(25)))
    reopen_round(reopening=asked, open_until=later(12), change=by(9, "同意", at(25, 10)))
    board.refresh_from_db()
    assert "本期正在更正" in client.get(NEWEST).text
    with writing("report.corrected", change()):
        project.reports.update(progress_bp=3000)
    restate_round(round=board, change=by(3, "更正", at(25, 12)), project_ids=[project.pk])
    page = client.get(NEWEST).text
    assert "第 1 号更正" in page
    assert "badge-red" in page


def test_the_page_is_english_for_who_reads_english(client, is_open):
    client.cookies["django_language"] = "en"
    page = client.get(NEWEST).text
    assert "Public board" in page
