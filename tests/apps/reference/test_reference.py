from datetime import date

import pytest

from jigai.apps.audit.models import ChangeSet
from jigai.apps.audit.queries.versions import version_of
from jigai.apps.projects.actions.edit_project import edit_project
from jigai.apps.projects.queries.areas import investment_by_division
from jigai.apps.reference.actions.change_boundaries import (
    DivisionEnded,
    NewDivision,
    rename_division,
    split_division,
)
from jigai.apps.reference.actions.load_calendar import (
    CalendarUnreadable,
    load_calendar_file,
    load_published_calendar,
)
from jigai.apps.reference.actions.load_divisions import NoSuchCounty, load_divisions
from jigai.apps.reference.actions.load_industries import load_industrial_divisions
from jigai.apps.reference.actions.load_townships import TownshipsUnreadable, load_townships
from jigai.apps.reference.models import Division
from jigai.apps.reference.queries.divisions import division_rows, sole_successors
from jigai.apps.reference.queries.settings import industry_rows, work_calendar
from tests.cast import TODAY, change


def test_a_county_comes_with_its_prefecture_and_province(db):
    county = load_divisions(county_code="371423", change=change())
    assert (county.name, county.valid_from) == ("庆云县", date(1994, 1, 1))
    assert [d.name for d in division_rows(on=TODAY)] == ["山东省", "德州市", "庆云县"]
    assert load_divisions(county_code="371423", change=change()) == county


@pytest.mark.parametrize("code", ["372432", "371400", "999999", "x"])
def test_a_code_of_no_present_county_is_refused(db, code):
    with pytest.raises(NoSuchCounty):
        load_divisions(county_code=code, change=change())


def test_townships_are_loaded_whole_or_not_at_all(county):
    with pytest.raises(TownshipsUnreadable, match="第3行.*第3行"):
        load_townships(county=county, content=b"code,name\n371423001,A\n12,\n", change=change())
    assert Division.objects.count() == 2
    file = "code,name\n371423103,崔口镇（新）\n371423104,东辛店镇\n"
    assert load_townships(county=county, content=file.encode(), change=change()) == 2
    assert Division.objects.get(code="371423103").name == "崔口镇（新）"


def test_a_renamed_division_is_followed(county):
    town = Division.objects.get(code="371423103")
    new = rename_division(
        division=town,
        to=NewDivision("371423003", "崔口街道"),
        changed_on=date(2026, 7, 1),
        change=change(),
    )
    assert sole_successors() == {town.pk: new.pk}
    assert [d.name for d in division_rows(on=date(2026, 6, 30), level="township")] == ["崔口镇"]
    assert [d.name for d in division_rows(on=TODAY, level="township")] == ["崔口街道"]
    with pytest.raises(DivisionEnded):
        rename_division(division=town, to=NewDivision("1", "x"), changed_on=TODAY, change=change())


def test_a_split_is_read_by_then_and_by_now_with_one_county_sum(project, lin):
    before = ChangeSet.objects.latest("id").id
    former = project.division
    east, _ = split_division(
        division=former,
        into=[NewDivision("371423201", "东"), NewDivision("371423202", "西")],
        changed_on=date(2026, 11, 1),
        change=change(),
    )
    edit_project(
        project=project,
        base_version=version_of(project),
        values={"division_id": east.pk},
        change=change(),
    )
    total = project.total_investment_fen
    then = investment_by_division(lin, number=before, boundaries="then")
    now = investment_by_division(lin, number=before, boundaries="now")
    assert (then, now) == ({former.pk: total}, {east.pk: total})


def test_the_published_calendar_moves_due_days(db):
    load_published_calendar(years=range(2026, 2027), change=change())
    calendar = work_calendar()
    assert calendar.add(date(2026, 9, 30), 1) == date(2026, 10, 8)
    assert load_published_calendar(years=range(2026, 2027), change=change()) == 0


def test_a_calendar_file_names_its_bad_line(db):
    with pytest.raises(CalendarUnreadable, match="第2行"):
        load_calendar_file(content=b"2027-02-08,off,x\n2027-02-30,off,x\n", change=change())
    assert load_calendar_file(content=b"2027-02-08,off,x\n", change=change()) == 1


def test_the_industrial_divisions_are_shipped(db):
    assert load_industrial_divisions(change=change()) == 41
    assert {row.code for row in industry_rows()} >= {"06", "24", "38", "46"}
    assert load_industrial_divisions(change=change()) == 0
