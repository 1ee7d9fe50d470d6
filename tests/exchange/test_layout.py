import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName

from jigai.exchange.board_layout import default_board_layout
from jigai.exchange.dispatch_layout import PLACES, default_dispatch_layout
from jigai.exchange.layout import (
    Group,
    LayoutPlacesWrong,
    LayoutUnreadable,
    Places,
    check_layout,
    fill_layout,
    read_places,
)
from jigai.exchange.ledger import read_ledger
from tests.exchange.sheets import opened, saved, xlsx

SMALL = Places(
    known=frozenset(["title", "day", "signed", "row.name", "row.sum", "group.name", "group.sum"]),
    required=frozenset(["title", "row.name"]),
)
LAYOUT = [
    ["{{title}}", None],
    ["名称", "金额"],
    ["{{row.name}}", "{{row.sum}}"],
    ["{{group.name}}小计", "{{group.sum}}"],
    ["注：截至{{ day }}", None],
    ["负责人：{{signed}}", None],
]


def filled(layout, groups, **values):
    return opened(fill_layout(layout, SMALL, values=values, groups=groups)).worksheets[0]


def test_rows_repeat_and_everything_below_moves_with_its_merges_and_heights():
    book = opened(xlsx(LAYOUT, merges=["A1:B1", "A5:B5"]))
    book.worksheets[0].row_dimensions[6].height = 44
    groups = [
        Group([{"name": "甲", "sum": 1}, {"name": "=乙", "sum": 2}], {"name": "电气", "sum": 3}),
        Group([{"name": "丙", "sum": 4}], {"name": "其他", "sum": 4}),
    ]
    sheet = filled(saved(book), groups, title="十一月", day="15日", signed="")
    assert [(r[0].value, r[1].value) for r in sheet.iter_rows()] == [
        ("十一月", None),
        ("名称", "金额"),
        ("甲", 1),
        ("=乙", 2),
        ("电气小计", 3),
        ("丙", 4),
        ("其他小计", 4),
        ("注：截至15日", None),
        ("负责人：", None),
    ]
    assert sorted(map(str, sheet.merged_cells.ranges)) == ["A1:B1", "A8:B8"]
    assert (sheet.row_dimensions[9].height, sheet["A4"].data_type) == (44, "s")


def test_no_rows_leave_no_places_behind():
    sheet = filled(xlsx(LAYOUT), [], title="空", day="15日")
    assert [r[0].value for r in sheet.iter_rows()] == ["空", "名称", "注：截至15日", "负责人："]


def test_a_defined_name_is_a_place_too():
    book = opened(xlsx([["", "x"], ["{{row.name}}", None]]))
    book.defined_names["title"] = DefinedName("title", attr_text="Sheet1!$A$1")
    layout = saved(book)
    assert {p.name: p.cell for p in read_places(layout)} == {"row.name": "A2", "title": "A1"}
    assert filled(layout, [Group([{"name": "甲"}], {})], title="名")["A1"].value == "名"


def test_unknown_and_missing_places_are_refused_with_the_cell():
    with pytest.raises(LayoutPlacesWrong) as refusal:
        check_layout(xlsx([["{{headline}}", None], [None, "{{row.name}}"]]), SMALL)
    assert "Sheet1!A1 的“headline”不认识" in str(refusal.value)
    assert "缺少“title”" in str(refusal.value)


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04", b"text", xlsx([["x"]])[:300]],
    ids=["nothing", "head alone", "text", "cut workbook"],
)
def test_a_layout_that_is_no_workbook_is_refused(content):
    with pytest.raises(LayoutUnreadable):
        check_layout(content, SMALL)


def test_the_default_dispatch_layout_reads_back_as_a_ledger():
    check_layout(default_dispatch_layout(), PLACES)
    row = {
        "number": 1,
        "project_name": "母线设备更新项目",
        "project_code": "2601-371423-07-02-000019",
        "total_investment": 1200,
        "planned_end_on": "2026年8月",
        "completion_rate": 1.29,
        "progress": 98,
        "inclusion": "退回",
        "has_land": "√",
    }
    content = fill_layout(
        default_dispatch_layout(),
        PLACES,
        values={"title": "调度表", "reporting_unit": "工信局", "total.total_investment": 1200},
        groups=[Group([row], {"name": "电气装备", "total_investment": 1200})],
    )
    ledger = read_ledger(content)
    assert (ledger.header_rows, ledger.rows, ledger.problems) == ((3, 4), 1, ())
    assert ledger.differences == ()
    values = ledger.records[0].values
    assert (values["completion_rate_bp"], values["progress_bp"]) == (12900, 9800)
    assert (values["inclusion"], values["has_land"]) == ("returned", True)


def test_the_office_may_move_the_columns():
    book = opened(default_dispatch_layout())
    assert isinstance(book, openpyxl.Workbook)
    sheet = book.worksheets[0]
    sheet["A10"] = "单位负责人：{{leader}}　分管领导：{{compiler}}"
    check_layout(saved(book), PLACES)


@pytest.mark.parametrize("layout", [default_dispatch_layout, default_board_layout])
def test_the_shipped_layouts_go_on_paper_by_the_width_of_a_page(layout):
    sheet = opened(layout()).worksheets[0]
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)


def test_amounts_of_the_ledger_stand_right_with_two_decimals():
    sheet = opened(default_dispatch_layout()).worksheets[0]
    for row in (5, 6, 7):
        amount = sheet.cell(row, 8)
        assert (amount.number_format, amount.alignment.horizontal) == ("#,##0.00", "right")
