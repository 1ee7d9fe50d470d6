from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pytest

from jigai.apps.visits.actions.set_visit_cap import set_visit_cap
from jigai.apps.visits.models import Interaction
from jigai.flows.check_ledger import LedgerChoices, check_ledger
from jigai.flows.export_contacts import export_contacts
from jigai.flows.import_ledger import import_ledger, receive_ledger
from jigai.flows.undo_change import undo_changes_of_batch
from tests.cast import TODAY, change
from tests.visit_cast import bureau, logged

HEADS = 2


@pytest.fixture
def kept(enterprise, lin, programme):
    return logged(enterprise, 9, kind="visit", officer_id=lin.user_id, others="王工")


def edited(viewer, *changes):
    """The exported workbook with (row from 1, head, value) written into it."""
    book = openpyxl.load_workbook(BytesIO(export_contacts(viewer).content))
    sheet = book.worksheets[0]
    heads = {cell.value: cell.column for cell in sheet[HEADS]}
    for row, head, value in changes:
        sheet.cell(HEADS + row, heads[head], value)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def new_row(enterprise, at, *, day=TODAY, kind="电话", unit="县科技局", **more):
    told = {
        "统一社会信用代码": enterprise.credit_code, "联系日期": day, "联系方式": kind,
        "联系部门": unit, "联系目的": "回访", "谈了什么": "已解决", **more,
    }  # fmt: skip
    return [(at, head, value) for head, value in told.items()]


def checked(content):
    return check_ledger(
        content, name="走访.xlsx", choices=LedgerChoices(), change=change("导入"), today=TODAY
    )


def test_what_was_exported_is_unchanged_when_it_comes_back(kept, lin):
    found = checked(edited(lin))
    assert found.ledger.mapping.name == "contacts"
    assert found.summary()["unchanged"] == 1
    assert found.is_sound


def test_a_new_row_is_a_new_contact_an_edited_one_a_change_and_all_can_be_undone(
    kept, lin, enterprise
):
    content = edited(
        lin, (1, "谈了什么", "谈了用电。"), *new_row(enterprise, 2, 联系人员="林某、李工")
    )
    said = change("导入")
    check = checked(content)
    assert (check.summary()["create"], check.summary()["update"]) == (1, 1)
    batch = receive_ledger(
        content=content, name="走访.xlsx", check=check, choices=LedgerChoices(), change=said
    )
    import_ledger(batch=batch.batch)
    fresh = Interaction.objects.exclude(pk=kept.pk).get()
    assert (fresh.officer_id, fresh.others, fresh.said) == (lin.user_id, "李工", "已解决")
    kept.refresh_from_db()
    assert (kept.said, kept.logged_by) == ("谈了用电。", "林某")
    undo_changes_of_batch(batch=batch.batch, change=change("撤销"))
    kept.refresh_from_db()
    assert kept.said == "谈了设备更新。"
    assert Interaction.objects.count() == 1


def codes(content):
    return [problem.code for problem in checked(content).ledger.faults]


def test_rows_that_the_log_cannot_take_come_back_with_their_reason(kept, lin, enterprise):
    bureau("县发改局")
    wrong = [
        *new_row(enterprise, 2, unit="没有的局"),
        *new_row(enterprise, 3, day=TODAY + timedelta(days=1)),
        *new_row(enterprise, 4, kind="走访"),
        *new_row(enterprise, 5, day=date(2026, 5, 1), 谈了什么="打13800001234"),
        *new_row(enterprise, 6, day=date(2026, 5, 2), 统一社会信用代码="91110000600037341L"),
    ]
    assert sorted(codes(edited(lin, *wrong))) == [
        "day_ahead", "no_consent", "personal_data", "unknown_department", "unknown_enterprise",
    ]  # fmt: skip


def test_visits_beyond_the_cap_need_their_reason_in_the_sheet_too(kept, lin, enterprise):
    set_visit_cap(
        most_a_year=2, valid_from=date(2026, 1, 1), decision="纪要", change=change("上限")
    )
    agreed = {"企业怎样同意": "企业邀请"}
    second = new_row(enterprise, 2, day=date(2026, 6, 1), kind="走访", **agreed)
    third = new_row(enterprise, 3, day=date(2026, 6, 2), kind="走访", **agreed)
    assert codes(edited(lin, *second)) == []
    assert codes(edited(lin, *second, *third)) == ["cap_reached"]
    assert codes(edited(lin, *second, *third, (3, "超上限原因", "企业请求"))) == []
