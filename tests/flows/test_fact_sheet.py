import io

import openpyxl
import pytest

from jigai.apps.cultivation.actions.record_facts import record_facts
from jigai.apps.cultivation.models import EnterpriseFact
from jigai.apps.scoring.fact_keeping import FactEntry
from jigai.domain.scorecards.fact_values import Basis
from jigai.flows.export_facts import NoEnterpriseYet, export_facts
from jigai.flows.import_ledger import import_ledger, undo_import
from tests.cast import TODAY, change
from tests.flows.test_import_ledger import take_in

SHEET = "facts.xlsx"


def filled(content, **cells):
    """The exported sheet with cells of its first enterprise filled in, by the name of a fact."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.active
    columns = {}
    for cell in sheet[2]:
        columns[str(cell.value).split("(")[0]] = cell.column
        for word in str(cell.value).replace("(", " ").split():
            columns[word] = cell.column
    for name, value in cells.items():
        sheet.cell(row=3, column=columns[name], value=value)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.fixture
def sheet(enterprise, programme, lin):
    return export_facts(lin, year=2025, on=TODAY).content


def test_lin_fills_the_sheet_and_the_facts_arrive_with_their_paper(sheet, enterprise):
    summary, batch = take_in(
        filled(sheet, 依据材料="2025年度审计报告", sales_revenue_yuan=798.5, employees=12.25,
               audited_accounts="是"),
        name=SHEET,
    )  # fmt: skip
    assert (summary["template"], summary["errors"]) == ("enterprise_facts", [])
    assert (summary["rows"], summary["create"]) == (1, 1)
    import_ledger(batch=batch)
    kept = EnterpriseFact.objects.values_list("name", "value", "source", "basis")
    assert set(kept) == {
        ("sales_revenue_yuan", "7985000", "2025年度审计报告", "reported"),
        ("employees", "12.25", "2025年度审计报告", "reported"),
        ("audited_accounts", "true", "2025年度审计报告", "reported"),
    }
    undo_import(batch=batch, change=change("导错"))
    assert not EnterpriseFact.objects.exists()


def test_the_sheet_unchanged_changes_nothing(enterprise, programme, lin):
    values = {"rd_expense_yuan": "159600.5", "class1_ip": "2", "valid_hnte": "否"}
    entries = {name: FactEntry(value, "辅助账") for name, value in values.items()}
    record_facts(
        enterprise=enterprise, year=2025, basis=Basis.REPORTED, entries=entries, change=change()
    )
    summary, _ = take_in(export_facts(lin, year=2025, on=TODAY).content, name=SHEET)
    assert (summary["create"], summary["update"], summary["unchanged"]) == (0, 0, 1)


def test_one_changed_cell_keeps_the_paper_of_the_others(enterprise, programme, lin):
    entries = {"class1_ip": FactEntry("2", "证书"), "class2_ip": FactEntry("5", "证书")}
    record_facts(
        enterprise=enterprise, year=2025, basis=Basis.REPORTED, entries=entries, change=change()
    )
    content = export_facts(lin, year=2025, on=TODAY).content
    summary, batch = take_in(filled(content, 依据材料="新证书", class1_ip=3), name=SHEET)
    assert summary["update"] == 1
    import_ledger(batch=batch)
    kept = EnterpriseFact.objects.values_list("name", "value", "source")
    assert set(kept) == {("class1_ip", "3", "新证书"), ("class2_ip", "5", "证书")}


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"统一社会信用代码": "91371423MADEM0009X", "employees": 3, "依据材料": "x"}, "check"),
        ({"统一社会信用代码": "91371423GM542HXF58", "employees": 3, "依据材料": "x"}, "unknown"),
        ({"employees": 3}, "no_paper"),
        ({"事实年度": 2027, "employees": 3, "依据材料": "x"}, "year_ahead"),
        ({"employees": -3, "依据材料": "x"}, "negative"),
    ],
)
def test_a_row_that_does_not_fit_comes_back_with_its_reason(sheet, cells, code):
    summary, _ = take_in(filled(sheet, **cells), name=SHEET)
    [error] = summary["errors"]
    assert (error["row"], code in error["code"]) == (3, True)


def test_without_enterprises_there_is_no_sheet(county, lin):
    with pytest.raises(NoEnterpriseYet):
        export_facts(lin, year=2025, on=TODAY)
