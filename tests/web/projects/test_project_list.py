import io

import openpyxl
import pytest

from jigai.apps.audit.writing import writing
from jigai.apps.projects.models import Project
from tests.cast import TODAY, change
from tests.round_cast import reported

LIST = "/projects/"


@pytest.fixture
def late(project):
    """A second project, planned to be complete a month ago, of nobody in particular."""
    with writing("project.registered", change("登记")):
        return Project.objects.create(
            name="母线槽扩能", name_sort="mu xian cao", name_initials="mxc",
            planned_completion_on=TODAY.replace(month=10), total_investment_fen=50_000_000,
            entered_on=TODAY,
        )  # fmt: skip


def names(response):
    return [row.title.text for row in response.context["list"].rows]


def test_the_office_reads_all_with_totals(office, project, late):
    found = office.get(LIST)
    assert names(found) == ["开关柜产线智能化改造", "母线槽扩能"]
    totals = [total.text for total in found.context["list"].totals if total]
    assert totals[0] == "150.00"


def test_a_share_in_the_workbook_is_in_the_unit_of_its_heading(office, project):
    reported([project], progress_bp=4750)
    answer = office.get(LIST, {"columns": "progress,total", "export": "xlsx"})
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    heads, cells = list(sheet.iter_rows(min_row=2, max_row=3))
    assert [cell.value for cell in heads][1:] == ["形象进度（%）", "总投资（万元）"]
    assert [cell.value for cell in cells][1:] == [47.5, 100]
    assert {cell.number_format for cell in cells[1:]} == {"#,##0.00"}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [("is:overdue", ["母线槽扩能"]), ("is:mine", ["开关柜产线智能化改造", "母线槽扩能"]),
     ("unit:崔口", ["开关柜产线智能化改造"]), ("stage:储备 total:<60", ["母线槽扩能"]),
     ("kgg", ["开关柜产线智能化改造"]), ("is:pending", [])],
)  # fmt: skip
def test_conditions(office, project, late, asked, expected, monkeypatch):
    monkeypatch.setattr("jigai.web.projects.list.localdate", lambda: TODAY)
    assert names(office.get(LIST, {"q": asked})) == expected


def test_a_unit_reads_its_own_alone_and_is_told_of_the_rest(bo, project, late, sign_in):
    found = sign_in(bo).get(LIST, {"view": "all"})
    assert names(found) == ["开关柜产线智能化改造"]
    assert found.context["list"].hidden_count == 1


def test_the_number_of_queries_does_not_grow(office, project, late, django_assert_num_queries):
    office.get(LIST)
    with django_assert_num_queries(12):
        office.get(LIST)


def test_search_finds_a_project_by_initials(office, project):
    assert "开关柜产线智能化改造" in office.get("/search/", {"q": "kgg"}).content.decode()
