from datetime import date

import pytest

from jigai.apps.audit.writing import writing
from jigai.apps.projects.actions.approve_baseline import approve_baseline
from jigai.apps.projects.actions.record_amount import record_amount
from jigai.apps.projects.models import Project
from jigai.domain.periods import parse_period
from tests.board_cast import board_of, graded
from tests.cast import change


def curve(*fens):
    return [(parse_period(f"2026-{n + 1:02d}A"), fen) for n, fen in enumerate(fens)]


@pytest.fixture
def planned(project):
    """A project whose baseline was replaced once."""
    months = [parse_period(f"2026-0{m}{half}") for m in (1, 2) for half in "AB"]
    for reason, first in (("初次批准", 10_000_000), ("供货推迟", 5_000_000)):
        points = list(zip(months, (first, 40_000_000, 70_000_000, 100_000_000), strict=True))
        approve_baseline(
            project=project, points=points, approved_on=date(2026, 1, 5), change=change(reason)
        )
    return project


def page(client, project, **headers):
    return client.get(f"/projects/{project.pk}/", **headers)


def test_an_earlier_baseline_stays_dashed_with_who_when_and_why(office, planned):
    shown = page(office, planned)
    dashes = shown.context["chart"]["encoding"]["strokeDash"]["scale"]
    assert dict(zip(dashes["domain"], dashes["range"], strict=True)) == {
        "基准第2版（2026年1月5日 林某批准）": [1, 0],
        "原基准第1版（2026年1月5日 林某批准）": [6, 5],
    }
    assert "初次批准" in shown.content.decode()


def test_what_is_missing_for_the_next_stage_is_linked(office, project):
    text = page(office, project).content.decode()
    for address in ("code/", "procedures/filing/"):
        assert f'href="/projects/{project.pk}/{address}"' in text
    assert "技改办办理" in text or "企业提供" in text


def test_a_gap_without_reason_is_named(office, planned):
    record_amount(
        project=planned, stream="verified", period="2026-02B", amount_fen=90_000_000,
        grade="B", change=change(),
    )  # fmt: skip
    record_amount(
        project=planned, stream="paid", period="2026-02B", amount_fen=10_000_000, change=change()
    )
    (gap,) = page(office, planned).context["gaps"]
    assert gap[0].difference_fen == 80_000_000
    assert "未说明原因" in page(office, planned).content.decode()


def test_the_next_towns_project_reads_like_none(bo, project, sign_in):
    with writing("project.moved", change("移交")):
        Project.objects.update(responsible_agency=None)
    assert page(sign_in(bo), project).status_code == 404


def test_who_reads_is_offered_no_form(zhao, project, sign_in):
    assert f"/projects/{project.pk}/edit/" not in page(sign_in(zhao), project).content.decode()


def test_the_panel_is_a_part_of_the_page(office, project):
    part = page(office, project, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "投资曲线" not in part


def test_the_last_published_badge_stands_under_the_name(office, project):
    assert "还没有发布过亮牌" in page(office, project).content.decode()
    board_of(graded([project], ["yellow"]))
    assert page(office, project).context["published"] == {"period": "2026-11A", "colour": "yellow"}


def test_the_number_of_queries_is_fixed(office, planned, django_assert_num_queries):
    page(office, planned)
    with django_assert_num_queries(43):
        page(office, planned)


def test_the_page_names_the_direction_in_english(office, project):
    office.cookies["django_language"] = "en"
    assert page(office, project).context["names"]["direction"] == "Electrical"
