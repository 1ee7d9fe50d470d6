"""The sheet of ties: faults by cell, round trip, undo."""

import io

import openpyxl
import pytest
import xlsxwriter

from jigai.apps.supply.models import SupplyTie
from jigai.flows.export_chain import export_ties
from jigai.flows.import_ledger import import_ledger, undo_import
from tests.cast import TODAY, change
from tests.flows.test_import_ledger import take_in
from tests.supply_cast import firms, ties  # noqa: F401 - fixtures

FIRST = "供应方代码 供应方名称 供应方地区 采购方代码 采购方名称 产业链 产业链环节 供应产品"
REST = "供应年度 采购占比(%) 单一来源 数据来源 采购方同意共享 数据共享同意书"
HEADS = f"{FIRST} {REST}".split()


@pytest.fixture(autouse=True)
def _programme(programme):
    return programme


def sheet(*rows):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        page = book.add_worksheet("供应关系")
        page.write_row(0, 0, HEADS)
        for number, row in enumerate(rows, 1):
            page.write_row(number, 0, row)
    return stream.getvalue()


def row(buyer, *, link="铁心", share="60", single="", consents="", supplier=""):
    parties = [supplier, "甲钢厂", "河北", buyer.credit_code, buyer.name]
    told = ["电气装备产业链", link, "硅钢", 2025, share, single, "走访", consents, ""]
    return [*parties, *told]


def test_a_sheet_is_taken_in_and_undone_as_one(firms):  # noqa: F811
    first, second = firms["变压器一厂"], firms["变压器二厂"]
    summary, batch = take_in(sheet(row(first), row(second, share="")), name="供应关系.xlsx")
    assert (summary["template"], summary["create"], summary["errors"]) == ("supply_ties", 2, [])
    import_ledger(batch=batch)
    assert set(SupplyTie.objects.values_list("share_bp", flat=True)) == {6_000, None}
    undo_import(batch=batch, change=change("撤销导入"))
    assert not SupplyTie.objects.exists()


def test_every_fault_stands_at_its_cell(firms):  # noqa: F811
    buyer = firms["变压器一厂"]
    summary, _ = take_in(
        sheet(
            row(buyer, link="铁芯"),
            row(buyer, supplier="913714235B5NNQREL9"[:-1] + "8"),
            row(buyer, share="70"),
            row(buyer, link="线圈绕组", single="是"),
            row(firms["变压器二厂"], consents="是", share="101"),
        ),
        name="供应关系.xlsx",
    )
    told = {(error["row"], error["column"], error["code"]) for error in summary["errors"]}
    assert (2, "产业链环节", "supply.link_unknown") in told
    assert (5, "采购占比(%)", "supply.single_source_in_part") in told
    assert {r for r, _column, _code in told} >= {2, 3, 5, 6}


def test_shares_of_one_buyer_that_exceed_the_whole_are_named_in_each_row(firms):  # noqa: F811
    buyer = firms["变压器一厂"]
    other = row(buyer, share="70")
    other[1] = "乙钢厂"
    summary, _ = take_in(sheet(row(buyer), other), name="供应关系.xlsx")
    assert {(e["row"], e["code"]) for e in summary["errors"]} == {
        (2, "supply.shares_beyond_whole"),
        (3, "supply.shares_beyond_whole"),
    }


def test_the_export_comes_back_unchanged_and_an_edit_is_an_update(ties, lin):  # noqa: F811
    content = export_ties(lin, on=TODAY)
    summary, _ = take_in(content, name="供应关系.xlsx")
    assert (summary["unchanged"], summary["update"], summary["create"]) == (5, 0, 0)
    book = openpyxl.load_workbook(io.BytesIO(content))
    heads = [cell.value for cell in book.active[2]]
    book.active.cell(row=3, column=heads.index("数据来源") + 1, value="新的走访")
    edited = io.BytesIO()
    book.save(edited)
    summary, batch = take_in(edited.getvalue(), name="供应关系.xlsx", minutes=1)
    assert (summary["unchanged"], summary["update"]) == (4, 1)
    import_ledger(batch=batch)
    assert SupplyTie.objects.filter(source="新的走访").count() == 1
