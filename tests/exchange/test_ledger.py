from dataclasses import replace

import pytest

from jigai.exchange.ledger import read_ledger
from jigai.exchange.mapping import MappingWrong, read_mapping, shipped_mappings
from jigai.exchange.matching import NoMappingFits, NoSuchMapping
from jigai.exchange.plan import UnitUnknown
from tests.exchange.sheets import HEADS, ROWS, opened, saved, xls, xlsx

BARE = 'subject="x"\ntitle={zh="x",en="x"}\n[[field]]\nname="a"\nheads=["a"]\n'


def read(rows, **given):
    return read_ledger(xlsx([HEADS, *rows]), **given)


def kinds(ledger):
    return [(s.row, s.kind.value) for s in ledger.skipped]


def test_values_come_in_fen_basis_points_and_dates():
    ledger = read(ROWS)
    assert ledger.mapping.name == "dispatch"
    assert ledger.records[0].row == 2
    assert ledger.records[0].values == {
        "project_name": "母线设备更新项目",
        "project_code": "2601-371423-07-02-000019",
        "enterprise_name": "庆云甲子开关有限公司",
        "total_investment_fen": 1_200_000_000,
        "cumulative_completed_fen": 300_500_000,
        "progress_bp": 2500,
    }
    assert ledger.records[0].raw[4] == 1200


def test_rows_that_are_no_records_are_listed_with_their_kind():
    rows = [
        [1, 2, 3, 4, 5, 6, 7],
        ["一、电气装备", None, None, None, None, None],
        ROWS[0],
        ["电气装备小计", None, None, None, 1200, 300.5],
        [],
        HEADS,
        ["二、其他", None, None, None, 800, 800],
        ROWS[1],
        [3],
        ["合  计", None, None, None, 2000, 1100.5],
        ["注：本表为调度信息，非统计报表。"],
        ["单位负责人：", None, "填表人："],
        [None, "制表人：张三", "审核人：李四五六七"],
        ["共 2 行"],
    ]
    ledger = read(rows)
    assert ledger.rows == 2
    assert kinds(ledger) == [
        (2, "column_numbers"),
        (3, "group"),
        (5, "subtotal"),
        (6, "blank"),
        (7, "header"),
        (8, "subtotal"),
        (10, "blank"),
        (11, "total"),
        (12, "note"),
        (13, "note"),
        (14, "note"),
        (15, "note"),
    ]


def test_the_sheets_own_totals_are_compared():
    rows = [*ROWS, ["合计", None, None, None, 2000, 999]]
    (difference,) = read(rows).differences
    assert (difference.row, difference.stated_fen, difference.computed_fen) == (
        4,
        999_000_000,
        1_100_500_000,
    )
    assert read([*ROWS, ["合计", None, None, None, 2000, 1100.5]]).differences == ()


def test_totals_that_stand_on_top_cover_what_is_below():
    rows = [
        ["合计", None, None, None, 2000, 1100.5],
        ["电气装备小计", None, None, None, 1200, 300.5],
        ROWS[0],
        ["其他小计", None, None, None, 800, 800],
        ROWS[1],
    ]
    assert read(rows).differences == ()


def test_a_project_whose_name_ends_like_a_total_is_a_record():
    row = [1, "能耗在线监测汇总", "2601-371423-07-02-000019", "甲公司", 5, 1, 20]
    assert read([row]).rows == 1


def test_all_faults_of_a_row_are_reported_each_with_its_cell():
    row = [1, None, 2.6e19, "甲公司", "约五千", -3, 250]
    ledger = read([ROWS[1], row])
    assert [(p.row, p.column, p.code) for p in ledger.faults] == [
        (3, "B", "no_name"),
        (3, "C", "code_number"),
        (3, "E", "text_amount"),
        (3, "F", "negative"),
        (3, "G", "progress_over"),
    ]
    assert "第3行E列“总投资（万元）”" in ledger.faults[2].sentence.zh
    assert [r.row for r in ledger.sound_records] == [2]


def test_of_two_rows_with_one_code_the_later_is_at_fault():
    (fault,) = read([ROWS[0], ROWS[1], ROWS[0]]).faults
    assert (fault.row, fault.column, fault.code) == (4, "C", "duplicate_code")
    assert "第2行" in fault.said.zh


def test_checks_across_cells_leave_unknown_values_alone():
    heads = ["项目名称", "计划开工", "计划竣工", "本年累计完成投资(万元)", "累计完成投资(万元)"]
    rows = [
        ["甲", "2026.8", "2025.3", 5, 5],
        ["乙", "2026.8.15", "2026.8", 5, 5],
        ["丙", "2026.8", None, 6, 5],
        ["丁", "不详", "2025.3", 6, None],
    ]
    ledger = read_ledger(xlsx([heads, *rows]))
    assert [(p.row, p.code) for p in ledger.faults] == [
        (2, "end_before_start"),
        (4, "year_gt_total"),
        (5, "bad_date"),
    ]


@pytest.mark.parametrize(
    ("above", "head", "fen"),
    [
        ([], "总投资（亿元）", 5 * 10**10),
        ([], "总投资(元)", 500),
        (["单位：万元"], "总投资", 5_000_000),
        (["单位：万元"], "总投资（亿元）", 5 * 10**10),
        (["（单位：万元、%）"], "总投资", 5_000_000),
    ],
)
def test_the_unit_is_read_from_head_or_unit_row(above, head, fen):
    rows = [above, ["项目名称", "建设单位", head], ["甲", "乙", 5]]
    assert read_ledger(xlsx(rows)).records[0].values["total_investment_fen"] == fen


@pytest.mark.parametrize("above", [[], ["单位：万元/亿元"], ["金额：万美元"]])
def test_an_unseen_or_double_unit_is_asked_for_never_guessed(above):
    content = xlsx([above, ["项目名称", "建设单位", "总投资"], ["甲", "乙", 5]])
    with pytest.raises(UnitUnknown, match="总投资"):
        read_ledger(content)
    asked = read_ledger(content, unit="亿元")
    assert asked.records[0].values["total_investment_fen"] == 5 * 10**10


def test_how_the_header_was_read_is_shown():
    plan = read(ROWS).plan
    assert [(c.head.letter, c.field, c.how) for c in plan.match.columns][:3] == [
        ("A", None, "ignored"),
        ("B", "project_name", "head"),
        ("C", "project_code", "head"),
    ]
    amount = next(r for r in plan.readings if r.field.kind == "amount")
    rate = next(r for r in plan.readings if r.field.kind == "rate")
    assert (amount.unit, amount.unit_from) == ("万元", "head")
    assert (rate.bare, rate.bare_from) == ("percent", "head")


def test_unknown_heads_are_listed_and_can_be_taught_once():
    content = xlsx([["工程叫法", "建设单位", "总投资(万元)", "闲话"], ["甲", "乙", 5, "x"]])
    with pytest.raises(NoMappingFits, match="项目名称"):
        read_ledger(content)
    taught = {"工程叫法": "project_name", "闲话": ""}
    ledger = read_ledger(content, remembered=taught)
    assert ledger.records[0].values["project_name"] == "甲"
    assert ledger.plan.match.unknown == ()
    again = read_ledger(content, remembered=ledger.remembered)
    assert {c.how for c in again.plan.match.columns} == {"remembered", "ignored"}


def test_two_columns_for_one_field_leave_the_second_aside():
    content = xlsx([["项目名称", "建设单位", "业主单位", "年度"], ["甲", "乙", "丙", "2026"]])
    (second,) = read_ledger(content).plan.match.unknown
    assert (second.head.text, second.how) == ("业主单位", "second")


def test_the_sheet_that_fits_best_is_read():
    book = opened(xlsx([["说明", "内容"], ["x", "y"]], title="封面"))
    sheet = book.create_sheet("台账")
    for row in [HEADS, *ROWS]:
        sheet.append(row)
    ledger = read_ledger(saved(book))
    assert (ledger.sheet, ledger.plan.other_sheets) == ("台账", ("封面",))


def test_a_second_sheet_of_the_same_kind_is_named_not_passed_over():
    book = opened(xlsx([HEADS, ROWS[0]], title="电气装备"))
    for title, row in (("新能源材料", ROWS[1]), ("说明", ["x"])):
        sheet = book.create_sheet(title)
        for cells in [HEADS if title != "说明" else ["内容"], row]:
            sheet.append(cells)
    ledger = read_ledger(saved(book))
    (warning,) = ledger.warnings
    assert (ledger.sheet, ledger.rows, warning.code) == ("电气装备", 1, "sheets_unread")
    assert "只读取工作表“电气装备”；同类工作表“新能源材料”未读取" in warning.sentence.zh
    assert read_ledger(saved(book), sheet="新能源材料").rows == 1


def test_county_key_project_layout_with_two_header_rows():
    heads = [
        [
            "序号",
            "项目名称",
            "总投资(万元)",
            "本年计划投资(万元)",
            "形象进度",
            None,
            None,
            "手续办理情况",
            None,
            "责任单位",
        ],
        [
            None,
            None,
            None,
            None,
            "是否开工",
            "本年累计完成投资(不含上年)",
            "投资完成率",
            "立项",
            "环评",
            None,
        ],
        [1, "甲项目", 5000, 3000, "是", 3870, "129%", "√", None, "发改局"],
    ]
    merges = ["A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:G1", "H1:I1", "J1:J2"]
    ledger = read_ledger(xlsx(heads, merges=merges), unit="万元")
    values = ledger.records[0].values
    assert (values["completion_rate_bp"], values["has_filing"]) == (12900, True)
    assert values["year_completed_fen"] == 3_870_000_000
    assert ledger.problems == ()


def test_words_in_a_procedure_column_warn_and_leave_the_value_unknown():
    ledger = read_ledger(xlsx([["项目名称", "建设单位", "环评"], ["甲", "乙", "办理中"]]))
    assert ledger.faults == ()
    assert [(p.column, p.code) for p in ledger.warnings] == [("C", "not_a_mark")]
    assert ledger.records[0].values["has_environmental_assessment"] is None


def test_the_small_dispatch_table_as_gbk_text():
    text = "项目名称,建设单位,性质,建设内容,总投资（万元）,累计完成投资（万元）,完成进度,"
    text += (
        "是否入统,项目进度,年度\n甲项目,乙公司,技改,更新设备,1200,600,50%,已入统,主体施工,2026\n"
    )
    values = read_ledger(text.encode("gb18030")).records[0].values
    assert (values["inclusion"], values["progress_bp"]) == ("included", 5000)


def test_an_xls_reads_like_an_xlsx():
    assert read_ledger(xls([HEADS, *ROWS])).records[1].values == read(ROWS).records[1].values


def test_a_percent_column_of_small_numbers_is_doubted():
    rows = [[*ROWS[0][:6], 0.85], [*ROWS[1][:6], 0.5]]
    (doubt,) = read(rows).warnings
    assert (doubt.row, doubt.column, doubt.code) == (0, "G", "percent_unclear")


def test_a_cell_merged_over_records_is_told_and_counts_once():
    content = xlsx([HEADS, *ROWS], merges=["D2:D3"])
    ledger = read_ledger(content)
    assert [(p.row, p.column, p.code) for p in ledger.warnings] == [(2, "D", "merged_rows")]
    assert ledger.records[1].values["enterprise_name"] is None


def test_a_mapping_may_bound_a_number():
    own = read_mapping(BARE + 'kind="amount"\nunit="元"\nlowest=1\nhighest=9', name="bounded")
    table = xlsx([["a", "b"], [1, 0], [9, 0], [9.01, 0], ["0.5", 0]])
    ledger = read_ledger(table, template=replace(own, fewest_heads=1))
    assert [(p.row, p.code) for p in ledger.faults] == [(4, "out_of_range"), (5, "out_of_range")]


def test_progress_is_told_and_batches_add_up():
    rows = [[n, f"项目{n}", None, f"企业{n}", 1, 1, 5] for n in range(4500)]
    seen = []
    ledger = read_ledger(
        xlsx([[h for h in HEADS if h != "项目代码"], *[r[:2] + r[3:] for r in rows]]),
        progress=lambda done, last: seen.append((done, last)),
    )
    assert ledger.rows == 4500
    assert seen == [(2001, 4501), (4001, 4501), (4501, 4501), (4501, 4501)]
    assert ledger.totals[0].sum_fen == 4500 * 1_000_000


def test_a_mapping_of_the_callers_own_needs_no_code():
    own = read_mapping(
        """
        subject = "machine"
        fewest_heads = 2
        title = { zh = "设备表", en = "Machines" }
        [[field]]
        name = "machine"
        heads = ["设备"]
        required = true
        [[field]]
        name = "price_fen"
        heads = ["价格"]
        kind = "amount"
        """,
        name="machines",
    )
    ledger = read_ledger(xlsx([["设备", "价格（元）"], ["车床", 12.34]]), template=own)
    assert ledger.records[0].values["price_fen"] == 1234


@pytest.mark.parametrize(
    "text",
    [
        "subject = ",
        'subject = "x"',
        BARE + 'kind="colour"',
        BARE + '[[key]]\nfields=["b"]\ncode="c"',
    ],
)
def test_a_wrong_mapping_is_refused_by_name(text):
    with pytest.raises(MappingWrong, match="mine"):
        read_mapping(text, name="mine")


def test_shipped_mappings_and_an_unknown_one():
    assert [m.name for m in shipped_mappings()] == [
        "achievements",
        "contacts",
        "demands",
        "dispatch",
        "library",
        "machinery",
        "nyc_capital_projects",
        "outcomes",
        "platforms",
        "processes",
        "requests",
        "supply_ties",
    ]
    with pytest.raises(NoSuchMapping, match="dispatch"):
        read(ROWS, template="none")


@pytest.mark.parametrize("mapping", shipped_mappings(), ids=lambda m: m.name)
def test_no_head_of_a_shipped_mapping_means_two_fields(mapping):
    heads = [h for f in mapping.fields for h in f.heads]
    assert sorted(heads) == sorted(set(heads))
