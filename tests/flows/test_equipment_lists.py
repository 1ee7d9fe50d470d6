import io
from fractions import Fraction

import openpyxl
import pytest

from jigai.apps.diagnosis.models import Machine, ProcessStep
from jigai.apps.diagnosis.queries.figures import rate_rows
from jigai.flows.export_lists import export_list
from jigai.flows.import_ledger import import_ledger, undo_import
from tests.cast import TODAY, change
from tests.flows.test_import_ledger import take_in

CODE = "913714235B5NNQREL9"
HEADS = [
    "企业名称", "统一社会信用代码", "设备编号", "设备名称", "数量", "出厂年份",
    "主要设备", "数控", "联网", "设备原值(万元)",
]  # fmt: skip
ROWS = [
    ["", CODE, "SB-1", "加工中心", 9, 2021, "是", "是", "是", 900],
    ["", CODE, "SB-2", "普通车床", 1, 2008, "是", "否", "", 20],
]


def sheet_of(heads, rows):
    book = openpyxl.Workbook()
    book.active.append(["2026年设备清单"])
    book.active.append(heads)
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def cnc_rate(enterprise):
    return rate_rows(enterprise_id=enterprise.pk, on=TODAY)[0]


@pytest.fixture(autouse=True)
def county_is_open(enterprise, programme):
    """Ledgers come into a county that is set up."""


def test_an_equipment_list_is_recognised_imported_and_undone(enterprise):
    summary, batch = take_in(sheet_of(HEADS, ROWS), name="设备.xlsx")
    assert (summary["template"], summary["errors"], summary["create"]) == ("machinery", [], 2)
    import_ledger(batch=batch)
    found = cnc_rate(enterprise)
    assert (found.low, found.by_value.zh) == (Fraction(9, 10), "97.83%")
    lathe = Machine.objects.get(number="SB-2")
    assert (lathe.is_numerical, lathe.is_networked, lathe.value_fen) == (False, None, 20_000_000)
    assert lathe.source == "设备.xlsx"
    undo_import(batch=batch, change=change("导错"))
    assert not Machine.objects.exists()


def test_faults_are_named_by_cell_and_nothing_is_saved(enterprise):
    rows = [
        ["", CODE, "SB-1", "加工中心", 9, 2031, "是", "是", "是", 900],
        ["", "91371423MADEM0000D", "SB-2", "车床", 1, 2008, "是", "否", "", 20],
        ["", CODE, "", "车床", 0, 2008, "也许", "否", "", 20],
    ]
    summary, _ = take_in(sheet_of(HEADS, rows), name="设备.xlsx")
    told = {(one["row"], one["column"], one["code"]) for one in summary["errors"]}
    assert {(3, "出厂年份", "year_ahead"), (5, "设备编号", "no_number")} <= told
    assert {row for row, _, _ in told} == {3, 4, 5}
    assert not Machine.objects.exists()


def test_the_exported_lists_come_back_without_a_change(enterprise):
    _, batch = take_in(sheet_of(HEADS, ROWS), name="设备.xlsx")
    import_ledger(batch=batch)
    made = export_list(enterprise, which="machinery", on=TODAY)
    assert made.rows == 2
    summary, _ = take_in(made.content, name="back.xlsx")
    counts = [summary[key] for key in ("template", "create", "update", "unchanged")]
    assert (counts, summary["errors"]) == (["machinery", 0, 0, 2], [])


def test_a_process_list_gives_the_key_process_rate(enterprise):
    heads = ["统一社会信用代码", "工序编号", "产线", "工序名称", "关键工序", "控制方式"]
    rows = [
        [CODE, "1", "一号线", "下料", "是", "数控"],
        [CODE, "2", "一号线", "焊接", "是", "人工"],
        [CODE, "3", "一号线", "检验", "是", "自动"],
        [CODE, "4", "一号线", "包装", "否", "人工"],
    ]
    summary, batch = take_in(sheet_of(heads, rows), name="工序.xlsx")
    assert (summary["template"], summary["create"]) == ("processes", 4)
    import_ledger(batch=batch)
    assert rate_rows(enterprise_id=enterprise.pk, on=TODAY)[1].low == Fraction(2, 3)
    made = export_list(enterprise, which="processes", on=TODAY)
    again, _ = take_in(made.content, name="back.xlsx")
    assert (again["unchanged"], again["errors"]) == (4, [])
    assert ProcessStep.objects.count() == 4


def test_an_empty_list_is_a_sheet_to_begin_with(enterprise):
    made = export_list(enterprise, which="machinery", on=TODAY)
    first = openpyxl.load_workbook(io.BytesIO(made.content)).active
    assert (made.rows, CODE in [cell.value for cell in first[3]]) == (0, True)
