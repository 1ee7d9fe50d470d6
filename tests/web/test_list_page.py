import csv
import io
from datetime import datetime

import openpyxl
import pytest

from jigai.apps.accounts.models import Appointment
from jigai.apps.audit.writing import writing
from jigai.apps.reference.models import Division
from jigai.apps.registry.models import Enterprise
from jigai.web.enterprises import list as enterprise_page
from jigai.web.lists.paging import place_token
from jigai.web.lists.reading import read_list
from jigai.web.lists.state import state_from
from tests.cast import ZONE, change

LIST = "/enterprises/"


def names(response):
    return [row.title.text for row in response.context["list"].rows]


def test_typed_conditions_meet_one_another(office, seven):
    found = office.get(LIST, {"q": "size:small name:第1"})
    assert names(found) == ["庆云第1电气有限公司"]


@pytest.mark.parametrize("typed", ["规模:小型", "size:small", "Size:Small"])
def test_a_condition_is_understood_in_either_language(office, seven, typed):
    assert len(names(office.get(LIST, {"q": typed}))) == 3


def test_names_with_an_english_form_are_shown_and_found_in_english(office, seven):
    office.cookies["django_language"] = "en"
    row = office.get(LIST, {"q": "direction:electrical"}).context["list"].rows[0]
    assert "Electrical" in [cell.text for cell in row.cells]


def test_initials_find_an_enterprise(office, seven):
    assert names(office.get(LIST, {"q": "qyxh"})) == ["庆云辛亥母线有限公司"]


def test_what_is_not_understood_is_said(office, seven):
    found = office.get(LIST, {"q": "colour:red sizing:small"})
    assert len(found.context["list"].complaints) == 2
    assert "size:" in found.context["list"].complaints[1]


def test_a_click_on_a_filter_leads_to_the_typed_link(office, seven):
    answer = office.get(LIST, {"q": "电气", "add.size": ["", "small", "large"]})
    assert answer.url == "/enterprises/?q=%E7%94%B5%E6%B0%94+size%3Asmall%2Clarge"


def test_a_click_that_clears_a_filter_drops_its_term(office, seven):
    assert office.get(LIST, {"q": "size:small", "add.size": ""}).url == "/enterprises/?"


@pytest.mark.parametrize("sort", ["name", "-name", "size", "-size", "founded", "code"])
def test_pages_by_key_show_every_row_once(lin, seven, rf, monkeypatch, sort):
    page = _paged(2)
    seen, query = [], f"?sort={sort}"
    for _turn in range(4):
        state = state_from(page, rf.get(f"/{query}").GET)
        listing = read_list(page, state, lin)
        seen += [row.id for row in listing.rows]
        query = listing.next_link
    assert query == ""
    assert sorted(seen) == sorted(Enterprise.objects.values_list("pk", flat=True))
    back = state_from(page, rf.get(f"/{listing.previous_link}").GET)
    assert [row.id for row in read_list(page, back, lin).rows] == seen[-3:-1]


def test_a_damaged_place_is_refused(office, seven):
    answer = office.get(LIST, {"after": "zzz"})
    assert answer.status_code == 409
    assert "lists.place_unreadable" in answer.content.decode()


@pytest.mark.parametrize("path", ["name_sort", "founded_on", "nothing"])
def test_a_place_of_another_order_or_kind_is_refused(office, seven, path):
    token = place_token("甲", 1, path=path)
    answer = office.get(LIST, {"after": token, "sort": "founded"})
    assert "lists.place_unreadable" in answer.content.decode()


def test_the_list_of_a_past_day(office, seven):
    with writing("enterprise.renamed", change("更名", at=_day(20))):
        Enterprise.objects.filter(name__contains="母线").update(name="新名")
    assert "新名" in names(office.get(LIST))
    assert "庆云辛亥母线有限公司" in names(office.get(LIST, {"as_of": "2026-11-19"}))


def test_a_past_day_is_read_with_the_rights_of_today(bo, enterprise, sign_in):
    with writing("appointment.given", change("调任", at=_day(20))):
        other = Division.objects.create(
            code="371423104", name="尚堂镇", level="township", parent=enterprise.division.parent
        )
        Appointment.objects.filter(user_id=bo.user_id).update(division=other, role="leader")
    shown = sign_in(bo).get(LIST, {"as_of": "2026-11-19"}).context["list"]
    assert shown.shown_count == 0


def test_changes_since_a_day_strike_the_old_value(office, seven):
    with writing("enterprise.resized", change("更正", at=_day(20))):
        Enterprise.objects.filter(name__contains="第1").update(size="medium")
        Enterprise.objects.filter(name__contains="第2").delete()
    shown = office.get(LIST, {"changed_since": "2026-11-19"}).context["list"]
    changed = next(row for row in shown.rows if row.state == "changed")
    assert [(c.old, c.text) for c in changed.cells if c.old is not None] == [("小型", "中型")]
    assert (shown.changes.changed, shown.changes.deleted) == (1, 1)
    assert [(row.title.text, row.state) for row in shown.gone] == [
        ("庆云第2电气有限公司", "deleted")
    ]


def test_a_row_that_left_the_filter_is_listed(office, seven):
    with writing("enterprise.resized", change("更正", at=_day(20))):
        Enterprise.objects.filter(name__contains="第1").update(size="medium")
        Enterprise.objects.filter(name__contains="第0").update(size="small")
    shown = office.get(LIST, {"changed_since": "2026-11-19", "q": "size:small"}).context["list"]
    assert (shown.changes.left, shown.changes.entered) == (1, 1)
    assert shown.gone[0].state == "left"


def test_counts_say_what_an_area_hides(township_leader, seven, client):
    client.force_login(township_leader, backend="django.contrib.auth.backends.ModelBackend")
    shown = client.get(LIST).context["list"]
    assert (shown.shown_count, shown.hidden_count, shown.empty) == (0, 7, "not_allowed")


def test_an_enterprise_contact_sees_its_own_and_no_other_count(mei, seven, sign_in):
    shown = sign_in(mei).get(LIST).context["list"]
    assert (shown.shown_count, shown.hidden_count) == (1, 0)


def test_an_empty_result_says_what_to_loosen(office, seven):
    shown = office.get(LIST, {"q": "size:small name:母线"}).context["list"]
    assert shown.empty == "nothing_matches"
    assert [loosening.count for loosening in shown.loosenings] == [3, 1]


def test_columns_and_their_order_come_from_the_link(office, seven):
    heads = office.get(LIST, {"columns": "size,code"}).context["links"].heads
    assert [head.column.key for head in heads] == ["name", "size", "code"]


def test_the_workbook_holds_the_rows_shown_and_their_count(office, seven):
    answer = office.get(LIST, {"q": "size:small", "export": "xlsx"})
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    cells = [[cell for cell in row if cell] for row in book.active.iter_rows(values_only=True)]
    assert "共 3 家企业" in cells[0][0]
    assert cells[2][0] == "庆云第1电气有限公司"
    assert sum("有限公司" in row[0] for row in cells if row) == 3


def test_a_file_is_refused_while_a_condition_is_not_understood(office, seven):
    assert office.get(LIST, {"q": "nonsense:1", "export": "csv"}).status_code == 409


def test_a_formula_in_a_name_stays_text(office, seven):
    with writing("enterprise.renamed", change("更名")):
        Enterprise.objects.filter(name__contains="第1").update(name="=1+1")
    answer = office.get(LIST, {"q": "name:=1", "export": "csv"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text)))[2][0] == "'=1+1"


def test_a_township_exports_nothing_from_elsewhere(township_leader, seven, client):
    client.force_login(township_leader, backend="django.contrib.auth.backends.ModelBackend")
    text = b"".join(client.get(LIST, {"export": "csv"}).streaming_content).decode("utf-8-sig")
    assert "共 0 家企业" in text
    assert "有限公司" not in text


def _paged(size):
    found = enterprise_page.ENTERPRISES
    return type(found)(**{n: getattr(found, n) for n in found.__slots__} | {"page_size": size})


def _day(day):
    return datetime(2026, 11, day, 9, tzinfo=ZONE)
