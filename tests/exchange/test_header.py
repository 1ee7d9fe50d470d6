import pytest

from jigai.exchange.header import HeaderNotFound, find_header, vocabulary
from jigai.exchange.workbook import open_workbook
from tests.exchange.sheets import HEADS, ROWS, xls, xlsx


def header_of(content):
    return find_header(open_workbook(content).sheets[0])


def paths(content):
    return [h.text for h in header_of(content).heads]


def test_titles_and_a_unit_row_stand_above():
    header = header_of(
        xlsx(
            [
                ["庆云县台账"],
                ["填报单位：工信局", None, None, "单位：万元", None, "填报日期：11月"],
                HEADS,
                *ROWS,
            ],
            merges=["A1:G1", "A2:C2"],
        )
    )
    assert header.rows == (3,)
    assert header.titles == ((1, "庆云县台账"),)
    assert (header.unit_row, header.unit_text) == (2, "单位：万元")
    assert [h.text for h in header.heads] == HEADS


def test_two_rows_of_heads_are_joined_through_their_merges():
    content = xlsx(
        [
            ["项目名称", "计划工期", None, "备注"],
            [None, "计划开工", "计划竣工", None],
            ["甲", "2026.1", "2026.9"],
        ],
        merges=["A1:A2", "B1:C1", "D1:D2"],
    )
    assert header_of(content).rows == (1, 2)
    assert paths(content) == ["项目名称", "计划工期 / 计划开工", "计划工期 / 计划竣工", "备注"]


def test_three_rows_of_heads():
    content = xlsx(
        [
            ["项目名称", "投资", None, None],
            [None, "计划", "完成", None],
            [None, None, "本年", "累计"],
            ["甲", 1, 2, 3],
        ],
        merges=["A1:A3", "B1:D1", "B2:B3", "C2:D2"],
    )
    assert header_of(content).rows == (1, 2, 3)
    assert paths(content) == ["项目名称", "投资 / 计划", "投资 / 完成 / 本年", "投资 / 完成 / 累计"]


def test_group_heads_that_nobody_merged():
    content = xlsx(
        [
            ["项目名称", "计划工期", None, "备注"],
            [None, "开工", "竣工", None],
            ["甲", "2026.1", "2026.9", "x"],
        ]
    )
    known = vocabulary(["项目名称", "计划工期/开工", "计划工期/竣工"])
    heads = find_header(open_workbook(content).sheets[0], known=known).heads
    assert [h.text for h in heads] == ["项目名称", "计划工期 / 开工", "计划工期 / 竣工", "备注"]


def test_a_row_of_units_below_the_heads_belongs_to_them():
    content = xlsx([["项目名称", "总投资", "完成率"], [None, "万元", "%"], ["甲", 5, 3]])
    header = header_of(content)
    assert header.rows == (1, 2)
    assert [(h.text, h.unit) for h in header.heads] == [
        ("项目名称", ""),
        ("总投资", "万元"),
        ("完成率", "%"),
    ]


def test_a_table_that_starts_further_right_and_down():
    header = header_of(xlsx([[], [], [None, None, *HEADS], *[[None, None, *r] for r in ROWS]]))
    assert header.rows == (3,)
    assert (header.heads[0].letter, header.heads[0].text) == ("C", "序号")


def test_an_xls_with_merged_heads():
    content = xls(
        [[], [], ["甲", "2026.1", "2026.9"]],
        merges=[
            (0, 1, 0, 0, "项目名称"),
            (0, 0, 1, 2, "计划工期"),
            (1, 1, 1, 1, "开工"),
            (1, 1, 2, 2, "竣工"),
        ],
    )
    assert paths(content) == ["项目名称", "计划工期 / 开工", "计划工期 / 竣工"]


@pytest.mark.parametrize("rows", [[[]], [[1, 2, 3], [4, 5, 6]], [["只有一句话"]]])
def test_a_sheet_without_heads_is_refused(rows):
    with pytest.raises(HeaderNotFound, match="Sheet1"):
        header_of(xlsx(rows))
