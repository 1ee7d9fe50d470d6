import gzip

import pytest

from jigai.exchange.workbook import (
    NoSuchSheet,
    WebPageNotWorkbook,
    WorkbookDamaged,
    open_workbook,
)
from tests.exchange.sheets import HEADS, ROWS, xls, xlsx


@pytest.mark.parametrize("build", [xlsx, xls])
@pytest.mark.parametrize("name", ["台账.xlsx", "台账.et", "台账.xls", "台账.csv"])
def test_the_content_decides_not_the_name(tmp_path, build, name):
    path = tmp_path / name
    path.write_bytes(build([HEADS, *ROWS]))
    assert next(open_workbook(path).sheets[0].rows()) == HEADS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_text_tables_in_any_usual_encoding(encoding, delimiter):
    content = f"项目名称{delimiter}总投资(万元)\n“甲”项目{delimiter}12.5\n".encode(encoding)
    assert list(open_workbook(content).sheets[0].rows()) == [
        ["项目名称", "总投资(万元)"],
        ["“甲”项目", "12.5"],
    ]


def test_a_line_break_within_quotes_is_no_new_row():
    rows = list(open_workbook(b'a,b\n"1\n2",3\n4\n').sheets[0].rows())
    assert rows == [["a", "b"], ["1\n2", "3"], ["4", ""]]


def test_gzip_of_a_text_table_and_of_a_workbook():
    assert open_workbook(gzip.compress(b"a,b\n1,2\n")).kind == "csv"
    assert open_workbook(gzip.compress(xlsx([HEADS]))).kind == "xlsx"


def test_rows_are_numbered_as_excel_does_even_with_empty_ones_before():
    sheet = open_workbook(xlsx([[], [], [None, "项目名称", "总投资"]])).sheets[0]
    assert list(sheet.rows())[2] == ["", "项目名称", "总投资"]


def test_hidden_sheets_are_known_and_not_offered_first():
    book = open_workbook(xlsx([HEADS], title="台账", hidden="选项"))
    assert [s.name for s in book.visible] == ["台账"]
    assert book.sheet("选项").hidden
    with pytest.raises(NoSuchSheet, match="台账"):
        book.sheet("没有")


def test_merged_ranges_are_filled_in_the_top_only():
    sheet = open_workbook(xlsx([["计划工期", None], ["甲", "乙"]], merges=["A1:B1"])).sheets[0]
    assert sheet.top(1) == [["计划工期", "计划工期"]]
    assert next(sheet.rows()) == ["计划工期", ""]


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04junk", xlsx([HEADS])[:900], xls([HEADS])[:700], b"\x1f\x8bjunk", b"\x00\x01", b""],
    ids=["junk", "cut workbook", "cut old workbook", "packed junk", "two bytes", "nothing"],
)
def test_a_damaged_file_is_refused_by_name(content):
    with pytest.raises(WorkbookDamaged, match="坏表"):
        open_workbook(content, name="坏表.xlsx")


def test_a_web_page_under_a_workbooks_name_is_called_that():
    with pytest.raises(WebPageNotWorkbook):
        open_workbook(b"<html><table></table></html>", name="导出.xls")
