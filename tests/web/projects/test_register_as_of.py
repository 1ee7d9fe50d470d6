"""The register as of a day before three edits and a deletion equals the file saved on that day."""

import csv
import io
import json
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from jigai.apps.audit.chain import head
from jigai.apps.audit.queries.versions import version_of
from jigai.apps.audit.writing import writing
from jigai.apps.projects.actions.edit_project import edit_project
from jigai.apps.projects.actions.register_project import register_project
from jigai.apps.projects.models import InclusionCase, ProgressReport, Project
from jigai.cli.projects import projects as command
from jigai.flows.undo_change import undo_change
from jigai.web.projects.list import PROJECTS
from tests.api.test_api import call, reader  # noqa: F401 - the API's caller and its token
from tests.cast import ZONE, change

SAVED = Path(__file__).parent / "saved" / "projects_2026-11-19.csv"
EVERY = {"columns": ",".join(column.key for column in PROJECTS.columns)}
THEN = {"as_of": "2026-11-19"}
NAMES = ("开关柜产线", "母线槽自动化", "健身器材喷涂", "碳纤维铺层", "钠电池负极", "储能箱体焊接",
         "变压器绕线", "跑步机装配", "隔膜涂布", "电缆挤塑")  # fmt: skip


def on(day):
    return change("修改", at=datetime(2026, 11, day, 10, tzinfo=ZONE))


@pytest.fixture
def register(enterprise, agency, programme):
    """Ten projects with odd cents, as they stood on 19 November."""
    for number, name in enumerate(NAMES):
        project = register_project(
            values={
                "name": f"{name}改造",
                "enterprise_id": enterprise.pk,
                "division_id": enterprise.division_id,
                "direction_id": enterprise.direction_id,
                "responsible_agency_id": agency.pk if number % 2 else None,
                "construction_kind": "transformation",
                "total_investment_fen": 123_456_789_01 + number * 1_000_003,
                "equipment_investment_fen": 98_765_432_10 + number * 7,
                "planned_start_on": date(2026, 1, 1 + number),
                "planned_completion_on": date(2027, 1, 1 + number),
            },
            codes=[f"2601-371423-07-02-{100_000 + number}"],
            entered_on=date(2026, 1, 5),
            change=change("登记", at=datetime(2026, 11, 16, 8, number, tzinfo=ZONE)),
        ).project
        with writing("report.made", change("填报")):
            InclusionCase.objects.create(
                project=project, state="preparing", since_on=date(2026, 1, 5)
            )
            ProgressReport.objects.create(
                project=project, period="2026-11A", state="accepted", data_on=date(2026, 11, 15),
                progress_bp=1000 + number * 111,
            )  # fmt: skip
    register_project(
        values={"name": "重复登记的项目", "total_investment_fen": 77_700_000_77},
        codes=[],
        entered_on=date(2026, 11, 17),
        change=change("登记", at=datetime(2026, 11, 17, 9, tzinfo=ZONE)),
    )
    return list(Project.objects.order_by("pk"))


@pytest.fixture
def edited(register):
    """Three edits of 20 November, of money, progress and a name, and one deletion."""
    registered = head().number
    money, progress, name = register[:3]
    edit_project(
        project=money,
        base_version=version_of(money),
        values={"total_investment_fen": money.total_investment_fen + 1},
        change=on(20),
    )
    with writing("report.corrected", on(20)):
        ProgressReport.objects.filter(project=progress).update(progress_bp=5000)
    edit_project(
        project=name, base_version=version_of(name), values={"name": "更名后的项目"}, change=on(20)
    )
    undo_change(number=registered, change=on(20))
    assert Project.objects.count() == len(NAMES)
    return register


def saved_rows():
    with SAVED.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))[1:]


def exported(office, form, **asked):
    answer = office.get("/projects/", {**EVERY, **asked, "export": form})
    return b"".join(answer.streaming_content)


def test_the_file_of_that_day_comes_out_again_to_the_cent(office, edited):
    text = exported(office, "csv", **THEN).decode("utf-8-sig")
    heads, *rows = list(csv.reader(io.StringIO(text)))[1:]
    assert [heads, *rows] == saved_rows()
    assert len(rows) == 11
    present = exported(office, "csv").decode("utf-8-sig")
    differing = [row for row in csv.reader(io.StringIO(present)) if row not in saved_rows()]
    assert len(differing) == 1 + 3


def test_the_workbook_of_that_day_holds_the_same_rows(office, edited):
    book = openpyxl.load_workbook(io.BytesIO(exported(office, "xlsx", **THEN)))
    sheet = [list(row) for row in book.active.iter_rows(values_only=True)]
    heads, *rows = saved_rows()
    at = next(i for i, row in enumerate(sheet) if row[0] == heads[0])
    for written, expected in zip(sheet[at + 1 :], rows, strict=False):
        assert [as_text(value, like) for value, like in zip(written, expected, strict=True)] == (
            expected
        )


def as_text(value, like):
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float | int):
        places = len(like.partition(".")[2])
        return f"{value:.{places}f}"
    return str(value)


def test_the_page_of_that_day_shows_each_row_and_the_exact_amounts(office, edited):
    answer = office.get("/projects/", {**EVERY, **THEN})
    listing = answer.context["list"]
    heads, *rows = saved_rows()
    assert len(listing.rows) == listing.shown_count == len(rows)
    for row, expected in zip(listing.rows, rows, strict=True):
        for cell, value in zip((row.title, *row.cells), expected, strict=True):
            assert shown(cell) == wanted(cell, value)
    assert "1,234,567.8901" not in answer.content.decode()
    assert 'title="123,456,789.01 元"' in answer.content.decode()
    assert len(heads) == len(PROJECTS.columns)


def shown(cell):
    return cell.exact or cell.text


def wanted(cell, value):
    kind = cell.column.kind
    if not value:
        return "—"
    if kind == "money":
        return f"{Decimal(value) * 10_000:,.2f}"
    if kind == "share":
        return cell.column.text(int(Decimal(value) * 100))
    return cell.column.text(date.fromisoformat(value)) if kind == "date" else value


def as_saved(rows):
    """Rows of the API or the command, as the file writes amounts and shares."""
    _heads, *saved = saved_rows()
    place = {column.key: at for at, column in enumerate(PROJECTS.columns)}
    assert len(rows) == len(saved)
    for row, expected in zip(rows, saved, strict=True):
        got = {key: expected[at] for key, at in place.items()}
        assert (row["name"], row["code"], row["enterprise"]) == (
            got["name"], got["code"], got["enterprise"],
        )  # fmt: skip
        assert (row["division"], row["direction"], row["agency"]) == (
            got["area"], got["direction"], got["unit"],
        )  # fmt: skip
        for name, key in (("total", "total"), ("equipment", "equipment")):
            fen = row[f"{name}_investment_fen"]
            assert fen == (int(Decimal(got[key]) * 1_000_000) if got[key] else None)
        bp = row["progress_bp"]
        assert bp == (int(Decimal(got["progress"]) * 100) if got["progress"] else None)
        for name, key in (("planned_start_on", "start"), ("planned_completion_on", "completion"),
                          ("entered_on", "entered")):  # fmt: skip
            assert (row[name] or "") == got[key]
        for name, column in (("stage", "stage"), ("inclusion", "inclusion"),
                             ("construction_kind", "kind")):  # fmt: skip
            assert PROJECTS.column(column).text(row[name]).replace("—", "") == got[column]
    return True


def test_the_api_of_that_day_gives_the_same_values(call, reader, edited):  # noqa: F811
    status, told = call("GET", "projects?as_of=2026-11-19", reader)
    assert status == 200
    assert told["total"] == 11
    assert as_saved(told["items"])


def test_the_command_of_that_day_gives_the_same_values(edited):
    done = CliRunner().invoke(command, ["list", "--as-of", "2026-11-19", "--json"])
    assert as_saved(json.loads(done.stdout))
    lines = CliRunner().invoke(command, ["list", "--as-of", "2026-11-19"]).stdout.splitlines()
    assert len(lines) == 12


def test_changes_since_that_day_carry_the_old_values_and_the_deleted_row(office, edited):
    listing = office.get("/projects/", {**EVERY, "changed_since": "2026-11-19"}).context["list"]
    changed = {row.id: row for row in listing.rows if row.state == "changed"}
    assert len(changed) == 3
    old = {
        cell.column.key: (cell.exact_old or cell.old, cell.exact or cell.text)
        for row in changed.values()
        for cell in (row.title, *row.cells)
        if cell.old is not None
    }
    assert old == {
        "total": ("123,456,789.01", "123,456,789.02"),
        "progress": ("11.11%", "50.00%"),
        "name": ("健身器材喷涂改造", "更名后的项目"),
    }
    assert [(row.title.text, row.state) for row in listing.gone] == [("重复登记的项目", "deleted")]


def test_the_api_and_the_command_list_the_same_changes(call, reader, edited):  # noqa: F811
    _, told = call("GET", "projects/changed?since=2026-11-19", reader)
    done = CliRunner().invoke(command, ["changed", "--since", "2026-11-19", "--json"])
    assert told == json.loads(done.stdout)
    assert {one["state"]: one["name"] for one in told if one["state"] == "deleted"} == {
        "deleted": "重复登记的项目"
    }
    fields = sorted(tuple(one["fields"]) for one in told if one["state"] == "changed")
    assert fields == [("name",), ("progress_bp",), ("total_investment_fen",)]
    said = CliRunner().invoke(command, ["changed", "--since", "2026-11-19"]).stdout
    assert "total_investment_fen: 12345678901 → 12345678902" in said


def test_a_day_before_anything_was_registered_is_empty(office, call, reader, edited):  # noqa: F811
    day = (date(2026, 11, 16) - timedelta(days=1)).isoformat()
    assert office.get("/projects/", {"as_of": day}).context["list"].shown_count == 0
    assert call("GET", f"projects?as_of={day}", reader)[1]["total"] == 0
