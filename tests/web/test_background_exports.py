"""X26: a large file of a list is made in the background, whole, for the scope of who asked."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.utils.timezone import localdate

from jigai.apps.accounts.actions.finish_export import expire_exports
from jigai.apps.accounts.models import Appointment, ListExport
from jigai.apps.audit.writing import writing
from jigai.web.lists.making import drop_expired, make_export
from tests.cast import change

HERE = {"here": "/enterprises/", "query": "q=size%3Asmall", "form": "xlsx"}


@pytest.fixture(autouse=True)
def low_threshold(settings, tmp_path, monkeypatch):
    settings.EXPORT_AT_ONCE_ROWS = 2
    settings.HOME = tmp_path


@pytest.fixture
def asked(office, seven, monkeypatch):
    """lin has asked for the small enterprises; the worker has the number."""
    numbers = []
    monkeypatch.setattr(type(make_export), "enqueue", lambda _task, pk: numbers.append(pk))
    assert office.post("/views/exports/new/", HERE).url == "/views/exports/"
    return numbers[0]


def test_the_limit_is_stated_before_the_click(office, seven):
    shown = office.get("/enterprises/").content.decode()
    assert "超过 2 行的文件在后台生成" in shown
    assert "保留 7 天" in shown
    assert "export=xlsx" not in shown


def test_a_small_list_is_still_handed_out_at_once(office, seven):
    shown = office.get("/enterprises/", {"q": "母线"}).content.decode()
    assert "export=xlsx" in shown
    assert "在后台生成" not in shown


def test_a_large_file_asked_for_by_link_is_refused_with_the_way(office, seven):
    answer = office.get("/enterprises/", {"export": "csv"})
    assert answer.status_code == 409
    assert "我的导出" in answer.content.decode()


def test_the_worker_makes_the_whole_file_and_the_page_says_ready(office, asked):
    assert "正在生成" in office.get("/views/exports/").content.decode()
    assert make_export.call(asked) == 3
    listed = office.get("/views/exports/").content.decode()
    assert "可以下载" in listed
    assert "3 行" in listed
    answer = office.get(f"/views/exports/{asked}/")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    cells = [[cell for cell in row if cell] for row in book.active.iter_rows(values_only=True)]
    assert "共 3 家企业" in cells[0][0]
    assert cells[-1] == ["共 3 行"]
    assert sum("有限公司" in row[0] for row in cells if row) == 3


def test_a_second_run_makes_no_second_file(office, asked):
    make_export.call(asked)
    assert make_export.call(asked) == 0


def test_nobody_fetches_the_file_of_another(office, asked, zhao, sign_in):
    make_export.call(asked)
    assert sign_in(zhao).get(f"/views/exports/{asked}/").status_code == 404


def test_a_role_that_ended_takes_the_file_along(office, asked, lin):
    make_export.call(asked)
    with writing("appointment.ended", change("调离")):
        Appointment.objects.filter(user_id=lin.user_id).update(role="auditor")
    answer = office.get(f"/views/exports/{asked}/")
    assert answer.status_code == 409
    assert "accounts.export_scope_changed" in answer.content.decode()


def test_what_cannot_be_made_says_why(office, seven, monkeypatch):
    numbers = []
    monkeypatch.setattr(type(make_export), "enqueue", lambda _task, pk: numbers.append(pk))
    office.post("/views/exports/new/", HERE | {"query": "q=nonsense%3A1"})
    assert make_export.call(numbers[0]) == 0
    assert "有条件没有应用" in office.get("/views/exports/").content.decode()


def test_an_address_that_is_no_list_is_refused_at_once(office, seven):
    assert office.post("/views/exports/new/", HERE | {"here": "/me/account/"}).status_code == 404


def test_a_file_goes_after_its_day(office, asked):
    make_export.call(asked)
    made = ListExport.objects.get(pk=asked)
    assert expire_exports(on=made.expires_on, change=change("到期")) == []
    with writing("export.aged", change("测试")):
        ListExport.objects.update(expires_on=localdate() - timedelta(1))
    drop_expired()
    assert office.get(f"/views/exports/{asked}/").status_code == 409
    assert "已到期删除" in office.get("/views/exports/").content.decode()
