import pytest

from jigai.domain.sentence import Sentence
from jigai.exchange.ledger import read_ledger
from jigai.exchange.problems import NOTHING, Problem
from jigai.exchange.returned import returned_workbook
from tests.exchange.sheets import HEADS, ROWS, opened, saved, xls, xlsx

WRONG = [3, None, "2603-371423-07-02-179472", "丙公司", "约五千", 1, 20]
RED = "FFFFC7CE"


def back(content):
    return opened(returned_workbook(read_ledger(content))).worksheets[0]


def test_the_senders_layout_stays_and_the_cells_are_marked():
    sheet = back(xlsx([["台账"], HEADS, ROWS[0], WRONG], merges=["A1:G1"]))
    assert [str(r) for r in sheet.merged_cells.ranges] == ["A1:G1"]
    assert sheet["H2"].value == "错误说明"
    assert "【项目名称】" in sheet["H4"].value
    assert "约五千" in sheet["H4"].value
    assert sheet["H3"].value is None
    assert [sheet[c].fill.start_color.rgb for c in ("B4", "E4")] == [RED, RED]
    assert "约五千" in sheet["E4"].comment.text


def test_corrected_and_returned_again_it_bears_no_old_marks():
    book = opened(returned_workbook(read_ledger(xlsx([HEADS, ROWS[0], WRONG]))))
    sheet = book.worksheets[0]
    sheet["B3"], sheet["E3"] = "丙项目", 50
    corrected = saved(book)
    ledger = read_ledger(corrected)
    assert ledger.faults == ()
    assert ledger.plan.match.unknown == ()
    again = back(corrected)
    assert again["H3"].value is None
    assert again["E3"].comment is None
    assert again["E3"].fill.fill_type is None


def test_what_the_registers_object_to_is_marked_too():
    ledger = read_ledger(xlsx([HEADS, *ROWS]))
    said = Sentence("没有这个乡镇。", "There is no such township.")
    objection = Problem(3, "D", "企业名称", "enterprise_name", "no_such", said, NOTHING)
    sheet = opened(returned_workbook(ledger, also=[objection])).worksheets[0]
    assert sheet["H3"].value == "【企业名称】没有这个乡镇。"
    assert sheet["D3"].fill.start_color.rgb == RED


@pytest.mark.parametrize("kind", ["xls", "csv"])
def test_what_cannot_be_edited_is_written_anew_with_the_same_cells(kind):
    rows = [HEADS, ROWS[0], [c or "" for c in WRONG]]
    text = "\n".join(",".join(map(str, r)) for r in rows)
    content = xls(rows) if kind == "xls" else text.encode("gb18030")
    sheet = back(content)
    assert [c.value for c in sheet[1]] == [*HEADS, "错误说明"]
    assert sheet["E3"].value == "约五千"
    assert "约五千" in sheet["H3"].value
    assert sheet["E3"].fill.start_color.rgb == RED
    assert read_ledger(returned_workbook(read_ledger(content))).rows == 2


def test_text_that_looks_like_a_formula_stays_text():
    row = [1, "=1+1", "x", "@甲", "约", 1, 20]
    sheet = back(",".join(HEADS).encode() + b"\n" + ",".join(map(str, row)).encode())
    assert (sheet["B2"].value, sheet["B2"].data_type) == ("=1+1", "s")
