"""A ledger of requests in and out: old ones become requests with their steps, known ones stay."""

import io

import pytest
from openpyxl import Workbook

from jigai.apps.support.actions.close_silent_requests import close_silent_requests
from jigai.apps.support.models import EnterpriseRequest
from jigai.flows.check_ledger import LedgerChoices, check_ledger
from jigai.flows.export_requests import export_requests
from jigai.flows.import_ledger import import_ledger, receive_ledger, undo_import
from jigai.flows.undo_change import RequestsStay
from tests.cast import TODAY, change
from tests.request_cast import at, by, calendar, raised  # noqa: F401 - fixtures

pytestmark = pytest.mark.usefixtures("calendar", "programme")
HEADS = ("序号", "企业名称", "统一社会信用代码", "诉求标题", "诉求内容", "诉求类别", "来源",
         "提出日期", "办理类别", "承办单位", "办理结果", "答复内容", "答复日期")  # fmt: skip
CODE = "913714235B5NNQREL9"
OLD = (1, "庆云辛亥母线有限公司", CODE, "缺变压器", "需增容", "用电", "走访", "2026-11-02",
       "多部门", "崔口镇政府", "已解决", "已增容", "2026-11-05")  # fmt: skip
NEW = (2, "庆云辛亥母线有限公司", CODE, "招焊工", "缺八人", "用工", "电话", "2026-11-10",
       "", "", "", "", "")  # fmt: skip


def sheet(*rows):
    book = Workbook()
    for row in (("庆云县企业诉求台账",), HEADS, *rows):
        book.active.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def taken(content):
    choices, made = LedgerChoices(), change("导入诉求", at=at(11, 16))
    check = check_ledger(content, name="诉求.xlsx", choices=choices, change=made, today=TODAY)
    batch = receive_ledger(
        content=content, name="诉求.xlsx", check=check, choices=choices, change=made
    )
    return check, batch


def test_rows_become_requests_and_an_answer_still_awaits_the_enterprise(enterprise, agency, lin):
    check, batch = taken(sheet(OLD, NEW))
    assert (check.ledger.mapping.name, check.summary()["create"]) == ("requests", 2)
    import_ledger(batch=batch.batch)
    old, new = EnterpriseRequest.objects.order_by("pk")
    assert (old.code, new.code) == ("2026-0001", "2026-0002")
    assert (old.state, old.lead, old.waited_days, old.is_in_time) == ("answered", agency, 3, True)
    assert (old.raised_at, old.answered_at) == (at(11, 2, 8, 30), at(11, 5, 17, 30))
    assert (new.state, new.category, new.origin) == ("raised", "labour", "telephone")
    closed = close_silent_requests(at=at(11, 13), change=by(lin, at(11, 13)))
    assert [one.pk for one in closed] == [old.pk]


def test_the_same_rows_again_and_the_exported_ledger_say_no_change(enterprise, agency, lin, mei):
    raised(enterprise, mei, at(11, 9))
    import_ledger(batch=taken(sheet(OLD, NEW))[1].batch)
    assert taken(sheet(OLD, NEW))[0].summary()["unchanged"] == 2
    check, _batch = taken(export_requests(lin, on=TODAY))
    summary = check.summary()
    assert (summary["errors"], summary["unchanged"], summary["create"]) == ([], 3, 0)
    assert check.announced == ()


def test_faults_are_named_by_row_and_nothing_is_saved(enterprise, agency):
    wrong = (
        (*OLD[:2], "913714230000000001", *OLD[3:]), (*OLD[:8], "", *OLD[9:]),
        (*OLD[:7], "2026-12-30", *OLD[8:12], "2026-12-31"), (*OLD[:12], "2026-11-01"),
    )  # fmt: skip
    check, _batch = taken(sheet(*wrong))
    codes = {problem["code"] for problem in check.summary()["errors"]}
    assert {"answer_incomplete", "day_ahead", "answered_before_raised"} <= codes
    assert not EnterpriseRequest.objects.exists()


def test_numbered_requests_are_not_taken_back(enterprise, agency):
    batch = taken(sheet(NEW))[1]
    import_ledger(batch=batch.batch)
    with pytest.raises(RequestsStay):
        undo_import(batch=batch.batch, change=change("撤销", at=at(11, 16, 10)))
    assert EnterpriseRequest.objects.count() == 1
