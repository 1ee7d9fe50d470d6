import io
from collections import Counter
from datetime import date

import pytest

from jigai.exchange.changes import row_changes
from jigai.exchange.dates import WrittenDate
from jigai.exchange.ledger import read_ledger
from jigai.exchange.mapping import shipped_mappings
from jigai.exchange.plain_export import write_plain_export
from jigai.exchange.template_out import EditableRow, editable_workbook
from jigai.exchange.workbook import open_workbook
from tests.exchange.sheets import opened, saved

DISPATCH = next(m for m in shipped_mappings() if m.name == "dispatch")
FIELDS = [
    "project_name",
    "project_code",
    "total_investment_fen",
    "planned_start_on",
    "completion_rate_bp",
    "progress_bp",
    "is_started",
    "inclusion",
]


def project(n):
    values = {
        "project_name": f"=项目{n}",
        "project_code": f"2017-371423-41-03-{n:06d}",
        "total_investment_fen": 100_000_001 + n,
        "planned_start_on": WrittenDate(date(2026, 1 + n % 12, 1), "month" if n % 2 else "day"),
        "completion_rate_bp": 12900 + n,
        "progress_bp": n % 10000,
        "is_started": [True, False, None][n % 3],
        "inclusion": ["included", "returned", None][n % 3],
    }
    return EditableRow(f"p-{n}", 3, values)


def exported(rows):
    return editable_workbook(rows, mapping=DISPATCH, fields=FIELDS, title="在建项目")


def changes(content, rows):
    ledger = read_ledger(content)
    assert ledger.faults == ()
    return row_changes(ledger, {r.record_id: r for r in rows})


def test_twelve_edited_cells_of_500_projects_are_twelve_changes():
    rows = [project(n) for n in range(500)]
    book = opened(exported(rows))
    for n in range(12):
        book.worksheets[0].cell(10 + 30 * n, 5).value = 7
    found = changes(saved(book), rows)
    assert Counter(c.kind for c in found) == {"update": 12, "unchanged": 488}
    assert {tuple(c.fields) for c in found if c.kind == "update"} == {("total_investment_fen",)}


def test_new_older_and_unknown_rows_are_told_apart():
    rows = [project(n) for n in range(3)]
    book = opened(exported(rows))
    sheet = book.worksheets[0]
    sheet["C3"] = "改名"
    sheet["A4"] = "p-999"
    sheet["C6"], sheet["D6"] = "新项目", "2017-371423-41-03-999999"
    now = [EditableRow("p-0", 4, rows[0].values), *rows[1:]]
    kinds = [c.kind.value for c in changes(saved(book), now)]
    assert kinds == ["conflict", "unknown_record", "unchanged", "create"]


def test_ids_are_hidden_lists_offered_and_the_count_printed():
    book = opened(exported([project(1)]))
    sheet = book.worksheets[0]
    assert sheet.column_dimensions["A"].hidden
    assert sheet["C1"].value == "在建项目（共 1 行）"
    assert sheet["E2"].value == "总投资(万元)"
    assert sheet["D3"].number_format == "@"
    assert sheet.freeze_panes == "D3"
    assert book["选项"].sheet_state == "hidden"
    assert {v.formula1 for v in sheet.data_validations.dataValidation} == {
        "list_is_started",
        "list_inclusion",
    }


@pytest.mark.parametrize("mapping", shipped_mappings(), ids=lambda m: m.name)
def test_every_field_of_a_mapping_reads_back_as_itself(mapping):
    names = [f.name for f in mapping.fields if f.name not in {"record_id", "record_version"}]
    content = editable_workbook([], mapping=mapping, fields=names, title="空表")
    found = read_ledger(content, template=mapping).plan.match.fields
    assert sorted(found) == sorted([*names, "record_id", "record_version"])


def test_a_plain_export_drops_no_row_and_prints_the_count():
    written = io.BytesIO()
    rows = ((n, f"=项目{n}", date(2026, 1, 1), None) for n in range(25))
    count = write_plain_export(
        written, title="项目", heads=["序号", "名称", "日期", "备注"], rows=rows, rows_per_sheet=10
    )
    sheets = [list(s.rows()) for s in open_workbook(written.getvalue()).sheets]
    assert count == 25
    assert [len(s) for s in sheets] == [12, 12, 8]
    assert sheets[2][-1][0] == "共 25 行"
    assert sheets[0][2][:3] == [0, "=项目0", date(2026, 1, 1)]


def test_a_plain_export_of_nothing_says_so():
    written = io.BytesIO()
    assert write_plain_export(written, title="项目", heads=["序号"], rows=[]) == 0
    assert "共 0 行" in str(list(open_workbook(written.getvalue()).sheets[0].rows()))


def test_a_plain_export_is_ready_to_read_and_to_print():
    written = io.BytesIO()
    rows = [("庆云县第一变压器有限公司", date(2026, 1, 1), 9632.0)]
    write_plain_export(written, title="项目", heads=["企业", "日期", "总投资（万元）"], rows=rows)
    sheet = opened(written.getvalue()).worksheets[0]
    assert sheet.column_dimensions["A"].width >= 24
    assert sheet["C3"].number_format == "#,##0.00"
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$2:$2")
