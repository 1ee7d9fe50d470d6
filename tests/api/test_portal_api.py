"""The enterprise's desk as a program uses it."""

import pytest

from jigai.apps.vouchers.models import Voucher
from tests.portal_cast import voucher

pytestmark = pytest.mark.usefixtures("programme")
NEW = {
    "dated_on": "2026-10-09", "number": "24370001", "supplier": "某公司", "item": "数控车床",
    "kind": "equipment", "net_fen": 10_000_001, "gross_fen": 11_300_001,
}  # fmt: skip


def test_a_program_keeps_the_ledger_and_reads_its_sums(call, mei):
    status, made = call("POST", "vouchers", mei, **NEW)
    assert status == 201
    status, totals = call("GET", "vouchers/totals", mei)
    assert totals["whole"]["gross_fen"] == 11_300_001
    assert call("PUT", f"vouchers/{made['id']}", mei, **NEW | {"gross_fen": 1})[0] == 409
    assert call("POST", f"vouchers/{made['id']}/strike", mei)[0] == 200
    assert call("GET", "vouchers/totals", mei)[1]["whole"]["count"] == 0


def test_the_office_reads_by_program_what_is_shared_and_nothing_else(call, mei, lin, enterprise):
    kept = voucher(enterprise, mei)
    assert call("GET", "vouchers", lin)[1] == []
    assert call("GET", "vouchers/shared", lin)[1] == []
    call("POST", "vouchers/share", mei, voucher_ids=[kept.pk], reason="核对")
    assert [row["number"] for row in call("GET", "vouchers/shared", lin)[1]] == ["24370001"]
    assert call("PUT", f"vouchers/{kept.pk}", lin, **NEW)[0] == 403
    call("POST", "vouchers/withdraw", mei, voucher_ids=[kept.pk])
    assert call("GET", "vouchers/shared", lin)[1] == []
    assert Voucher.objects.get().supplier == kept.supplier


def test_a_correction_and_its_decision_by_program(call, mei, lin, enterprise):
    asked = {"subject": "enterprise", "name": "size", "after": "medium", "reason": "划型标准"}
    status, made = call("POST", "portal/corrections", mei, **asked)
    assert status == 201
    said_yes = {"is_accepted": True, "answer": "属实"}
    assert call("POST", f"portal/corrections/{made['id']}/decide", mei, **said_yes)[0] == 403
    assert call("POST", f"portal/corrections/{made['id']}/decide", lin, **said_yes)[0] == 200
    enterprise.refresh_from_db()
    assert enterprise.size == "medium"
    status, file = call("GET", "portal/file", mei)
    assert (status, file["name"]) == (200, enterprise.name)
    size = next(line for line in file["sections"][0]["lines"] if line["name"] == "size")
    assert (size["value"]["en"], size["by"]) == ("medium", "林某")


def test_an_enterprise_reads_no_form_with_a_plan_by_program(call, mei, project):
    status, problem = call("GET", f"reports/2026-11A/{project.pk}", mei)
    assert (status, problem["code"]) == (403, "role.missing")


def test_a_data_request_and_its_answer_by_program(call, zhao, lin):
    status, made = call("POST", "own-data/requests", zhao, kind="delete", reason="请删除")
    assert status == 201
    path = f"own-data/requests/{made['id']}/answer"
    status, problem = call("POST", path, lin, is_granted=False, answer="不行")
    assert (status, problem["code"]) == (409, "data_request.ground_missing")
    assert call("POST", path, lin, is_granted=False, answer="依法保存", ground="audit")[0] == 200
    [row] = call("GET", "own-data/requests", zhao)[1]
    assert (row["said"]["state"], row["ground"]) == ("refused", "audit")
