"""A township is split: its published table stands “then” and is re-cut “now”, with one sum."""

import csv
import io
from datetime import date

import pytest

from jigai.apps.accounts.models import Appointment
from jigai.apps.audit.writing import writing
from jigai.apps.projects.models import Project
from jigai.apps.reference.models import Division, Succession
from jigai.apps.reports.queries.area_table import area_table
from jigai.flows.compute_badges import compute_badges
from jigai.flows.publish_round import publish_round
from tests.api.test_api import call, reader  # noqa: F401 - the API's caller and its token
from tests.cast import change
from tests.round_cast import building, by, opened, reported

pytestmark = pytest.mark.usefixtures("programme")
PERIOD = "2026-11A"


@pytest.fixture
def published(project):
    """A published round of four projects in one township: three gold, one red."""
    projects = building(project, 4)
    held = opened(PERIOD)
    reported(projects[:3])
    reported(projects[3:], progress_bp=1000)
    compute_badges(round=held, change=by(3, "计算"))
    publish_round(round=held, change=by(3, "发布"), is_early=True)
    return projects


@pytest.fixture
def administrator(lin):
    with writing("appointment.given", change()):
        Appointment.objects.filter(user_id=lin.user_id).update(role="administrator")
    return lin


def split(browser, town):
    """The township is split by page, and two of its projects are moved to the east."""
    into = "371423201 崔口东镇 Cuikou East\n371423202 崔口西镇"
    said = {"changed_on": "2026-11-20", "source": "鲁政字〔2026〕12号", "reason": "拆分"}
    given = {"formers": [town.pk], "into": into, **said}
    return browser.post("/setup/divisions/change/", given)


def table(browser, boundaries):
    answer = browser.get(f"/badges/{PERIOD}/areas/", {"boundaries": boundaries})
    shown = answer.context["table"]
    lines = {line.name: (line.project_count, dict(line.counts)) for line in shown.lines}
    return lines, (shown.county.project_count, shown.county.investment_fen)


def exported(browser, boundaries):
    asked = {"boundaries": boundaries, "export": "csv"}
    answer = browser.get(f"/badges/{PERIOD}/areas/", asked)
    return list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))


def test_a_split_leaves_then_as_it_was_and_cuts_now_anew(administrator, sign_in, published, call):  # noqa: F811
    browser, town = sign_in(administrator), published[0].division
    before, file = table(browser, "then"), exported(browser, "then")
    assert split(browser, town).status_code == 302
    assert {row.note for row in Succession.objects.all()} == {"鲁政字〔2026〕12号"}
    east = Division.objects.get(code="371423201")
    with writing("projects.moved", change("划转")):
        Project.objects.filter(pk__in=[p.pk for p in published[2:]]).update(
            division=east, total_investment_fen=1
        )
    assert table(browser, "then") == before
    assert exported(browser, "then") == file
    lines, county = table(browser, "now")
    assert lines["崔口东镇"] == (2, {"gold": 1, "red": 1})
    assert lines["崔口镇"] == (2, {"gold": 2})
    assert lines["崔口西镇"] == (0, {})
    assert county == before[1] == (4, 4 * 100_000_000)
    assert exported(browser, "now")[-1] == file[-1]


def test_the_page_says_what_nobody_moved_yet(administrator, sign_in, published):
    browser = sign_in(administrator)
    split(browser, published[0].division)
    text = browser.get("/setup/divisions/").content.decode()
    assert "崔口镇 4" in text
    assert "鲁政字〔2026〕12号" in text
    assert (
        "已撤销，项目待划转"
        in browser.get(f"/badges/{PERIOD}/areas/", {"boundaries": "now"}).content.decode()
    )


def test_a_renaming_needs_nobody_to_move_anything(administrator, sign_in, published):
    browser, town = sign_in(administrator), published[0].division
    browser.post(
        "/setup/divisions/change/",
        {"formers": [town.pk], "into": "371423003 崔口街道", "changed_on": "2026-11-20",
         "source": "民政厅批复", "reason": "撤镇设街道"},
    )  # fmt: skip
    assert list(table(browser, "then")[0]) == ["崔口镇"]
    assert table(browser, "now")[0]["崔口街道"][0] == 4
    assert "项目留在已撤销的区划" not in browser.get("/setup/divisions/").content.decode()


def test_the_cockpit_switches_between_both(administrator, sign_in, published):
    browser = sign_in(administrator)
    split(browser, published[0].division)
    names = {}
    for reading in ("then", "now"):
        cockpit = browser.get("/", {"boundaries": reading}).context["cockpit"]
        names[reading] = {row.name: row.total for row, _ in cockpit.townships}
    assert names == {"then": {"崔口镇": 4}, "now": {"崔口镇": 4, "崔口东镇": 0, "崔口西镇": 0}}


def test_the_api_reads_by_both(administrator, sign_in, published, call, reader):  # noqa: F811
    split(sign_in(administrator), published[0].division)
    status, then = call("GET", f"badges/{PERIOD}/townships?boundaries=then", reader)
    _, now = call("GET", f"badges/{PERIOD}/townships?boundaries=now", reader)
    assert status == 200
    assert [line["name"] for line in then["lines"]] == ["崔口镇"]
    assert len(now["lines"]) == 3
    assert then["county"] == now["county"]
    _, changes = call("GET", "reference/divisions/changes", reader)
    assert changes[0]["successors"] == ["崔口东镇", "崔口西镇"]


def test_several_do_not_become_several_at_once(administrator, sign_in, published, county):
    with writing("division.added", change()):
        other = Division.objects.create(
            code="371423104", name="尚堂镇", level="township", parent=county
        )
    answer = sign_in(administrator).post(
        "/setup/divisions/change/",
        {"formers": [published[0].division.pk, other.pk], "into": "371423301 甲\n371423302 乙",
         "changed_on": "2026-11-20", "source": "x", "reason": "x"},
    )  # fmt: skip
    assert "先登记合并" in answer.content.decode()
    assert not Succession.objects.exists()


def test_a_township_reads_its_own_projects_only(bo, administrator, published):
    with writing("project.moved", change()):
        Project.objects.filter(pk=published[0].pk).update(division=None, responsible_agency=None)
    from_round = published[0].round_entries.get().round
    assert (
        area_table(
            bo, round=from_round, boundaries="now", today=date(2026, 11, 21)
        ).county.project_count
        == 3
    )
