"""Vouchers in and out of Excel: every fault by its cell, and a round trip that changes nothing."""

import csv
import io

import openpyxl
import pytest

from jigai.apps.vouchers.models import Voucher
from jigai.apps.vouchers.queries.access import own_vouchers
from jigai.apps.vouchers.queries.vouchers import voucher_rows, voucher_totals
from jigai.flows.export_vouchers import vouchers_csv, vouchers_workbook
from jigai.flows.import_vouchers import SheetFaulty, import_vouchers, read_vouchers
from tests.portal_cast import ON, said, voucher

HEADS = [
    "凭证日期",
    "发票号码",
    "供应商",
    "内容",
    "类别",
    "不含税金额(元)",
    "价税合计(元)",
    "付款日期",
    "项目名称",
]
GOOD = ["2026-10-09", "24370001", "济南某公司", "数控车床", "设备", 100000.01, 113000.01, "", ""]


def sheet(*rows, heads=HEADS):
    book = openpyxl.Workbook()
    for row in (heads, *rows):
        book.active.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def read(enterprise, content):
    return read_vouchers(content, name="凭证.xlsx", enterprise=enterprise, today=ON)


def rows_of(mei):
    return voucher_rows(own_vouchers(mei, on=ON))


def test_a_sheet_comes_in_exactly_to_the_fen(enterprise, mei, project):
    second = [*GOOD[:1], "24370002", *GOOD[2:4], "建安", 0.1, 0.3, "2026年11月1日", project.name]
    found = read(enterprise, sheet(GOOD, second))
    assert found.problems == ()
    plan = import_vouchers(sheet=found, change=said(mei, "导入凭证"))
    assert (len(plan.created), plan.unchanged_count) == (2, 0)
    totals = voucher_totals(rows_of(mei))
    assert (totals.whole.net_fen, totals.whole.gross_fen) == (100_000_11, 113_000_31)
    assert [(one.project, one.month) for one in totals.months] == [
        ("", "2026-10"),
        (project.name, "2026-10"),
    ]
    assert totals.whole.paid_fen == 30


def test_each_fault_is_told_by_its_cell_and_no_row_is_saved(enterprise, mei):
    bad = [
        ["2026-13-09", "1", "甲", "乙", "设备", 1, 2, "", ""],
        ["2026-11-17", "2", "甲", "乙", "设备", 1, 2, "", ""],
        ["2026-10-09", "3", "甲", "乙", "飞机", 1, 2, "", ""],
        ["2026-10-09", "4", "甲", "乙", "设备", 3, 2, "", ""],
        ["2026-10-09", "5", "甲", "乙", "设备", 1, 2, "", "别家的项目"],
        ["2026-10", "6", "甲", "乙", "设备", 1, 2, "", ""],
        ["2026-10-09", "24370001", "甲", "数控车床", "设备", 1, 2, "", ""],
    ]
    found = read(enterprise, sheet(GOOD, *bad))
    places = {(one.column, one.row) for one in found.problems}
    assert places >= {("A", 3), ("A", 4), ("E", 5), ("I", 7), ("A", 8)}
    assert {row for _, row in places} == {3, 4, 5, 6, 7, 8, 9}
    with pytest.raises(SheetFaulty):
        import_vouchers(sheet=found, change=said(mei))
    assert not Voucher.objects.exists()
    marked = openpyxl.load_workbook(io.BytesIO(found.returned())).active
    assert "晚于今天" in marked["A4"].comment.text
    assert "没有这个项目" in marked["I7"].comment.text


def test_what_goes_out_comes_in_again_without_a_change(enterprise, mei, project):
    voucher(enterprise, mei, project=project, paid_on=ON, note="尾款")
    voucher(enterprise, mei, "00012", net_fen=1, gross_fen=1, kind="other")
    found = read(enterprise, vouchers_workbook(rows_of(mei), projects=[project.name]))
    assert (found.problems, found.plan.created, found.plan.changed) == ((), (), ())
    assert found.plan.unchanged_count == 2


def test_a_changed_row_is_corrected_and_not_doubled(enterprise, mei):
    voucher(enterprise, mei, number="24370001", item="数控车床")
    found = read(enterprise, sheet([*GOOD[:6], 113000.02, *GOOD[7:]]))
    import_vouchers(sheet=found, change=said(mei, "更正"))
    assert [row.gross_fen for row in rows_of(mei)] == [113_000_02]


def test_the_text_table_holds_every_row_in_exact_yuan(enterprise, mei):
    voucher(enterprise, mei, supplier="=公式公司")
    text = vouchers_csv(rows_of(mei)).decode("utf-8-sig")
    [head, row] = list(csv.reader(io.StringIO(text)))
    assert head[5] == "不含税金额(元)"
    assert (row[2], row[5], row[6]) == ("'=公式公司", "100000.01", "113000.01")
