import io
from datetime import date

import openpyxl
import pytest

from jigai.apps.audit.writing import writing
from jigai.apps.projects.models import ProgressReport, Project, ProjectCode
from jigai.domain.periods import parse_period
from jigai.exchange.dispatch_layout import default_dispatch_layout
from jigai.exchange.layout import LayoutPlacesWrong
from jigai.flows.adopt_layout import adopt_layout
from jigai.flows.check_ledger import LedgerChoices, check_ledger
from jigai.flows.export_ledger import NothingToExport, export_editable_ledger, export_ledger
from jigai.flows.import_ledger import import_ledger, receive_ledger
from tests.board_cast import at
from tests.cast import TODAY, change

PERIOD = parse_period("2026-11A")
DAY = date(2026, 11, 16)


@pytest.fixture
def coded(project):
    with writing("projects.coded", change()):
        for number in range(1, 6):
            one = Project.objects.get(pk=project.pk)
            if number > 1:
                one.pk, one.name = None, f"改造项目{number}"
                one.save()
            code = f"2601-371423-07-02-{number:06d}"
            ProjectCode.objects.create(project=one, code=code, form="new")
    return list(Project.objects.order_by("pk"))


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def saved(book):
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def column(sheet, head, row=2):
    return next(cell.column for cell in sheet[row] if str(cell.value).startswith(head))


def check(content):
    return check_ledger(
        content, name="导出.xlsx", choices=LedgerChoices(), change=change("导入"), today=TODAY
    )


def taken_in(content):
    found = check(content)
    batch = receive_ledger(
        content=content,
        name="导出.xlsx",
        check=found,
        choices=LedgerChoices(),
        change=change("导入"),
    )
    import_ledger(batch=batch.batch)
    return found.summary()


def counted(content):
    summary = check(content).summary()
    return summary["create"], summary["update"], summary["unchanged"], summary["errors"]


def test_the_official_ledger_has_each_project_and_totals_that_add_up(lin, coded):
    ledger = export_ledger(lin, period=PERIOD, written_on=DAY)
    sheet = opened(ledger.content).active
    assert sheet["A1"].value == "庆云县技术改造项目调度表（2026年11月上半月）"
    texts = [[cell.value for cell in row] for row in sheet.iter_rows()]
    total = next(row for row in texts if row[0] == "合计")
    assert (ledger.rows, total[7]) == (5, 5 * 100)


def test_an_untouched_export_changes_nothing(lin, coded):
    content = export_editable_ledger(lin, period=PERIOD).content
    assert counted(content) == (0, 0, 5, [])
    taken_in(content)
    assert not ProgressReport.objects.exists()


def test_only_edited_cells_change(lin, coded):
    book = opened(export_editable_ledger(lin, period=PERIOD).content)
    sheet = book.worksheets[0]
    sheet.cell(3, column(sheet, "备注")).value = "已复核"
    sheet.cell(4, column(sheet, "形象进度")).value = 40
    summary = taken_in(saved(book))
    assert (summary["update"], summary["unchanged"], summary["errors"]) == (2, 3, [])
    assert list(Project.objects.exclude(remarks="").values_list("remarks", flat=True)) == ["已复核"]
    assert ProgressReport.objects.get().progress_bp == 4000


def test_what_others_changed_since_is_kept_where_the_sheet_did_not_touch_it(lin, coded):
    book = opened(export_editable_ledger(lin, period=PERIOD).content)
    with writing("project.edited", change("他人", at=at(17))):
        Project.objects.filter(pk=coded[0].pk).update(responsible_leader="赵某")
    sheet = book.worksheets[0]
    sheet.cell(3, column(sheet, "备注")).value = "已复核"
    taken_in(saved(book))
    first = Project.objects.get(pk=coded[0].pk)
    assert (first.responsible_leader, first.remarks) == ("赵某", "已复核")


def test_a_cell_that_both_sides_changed_is_a_conflict_naming_both_values(lin, coded):
    book = opened(export_editable_ledger(lin, period=PERIOD).content)
    with writing("project.edited", change("他人", at=at(17))):
        Project.objects.filter(pk=coded[0].pk).update(remarks="他人的话")
    sheet = book.worksheets[0]
    row = next(r for r in range(3, 8) if sheet.cell(r, 1).value == str(coded[0].pk))
    sheet.cell(row, column(sheet, "备注")).value = "我的话"
    [fault] = counted(saved(book))[3]
    assert (fault["row"], fault["column"], fault["code"]) == (row, "备注", "conflict")
    assert "他人的话" in fault["message"]
    assert "我的话" in fault["message"]


@pytest.mark.parametrize(
    ("head", "value", "code"),
    [
        ("记录号", "99999", "unknown_record"),
        ("项目代码", "2601-371423-07-02-999999", "identity_changed"),
        ("总投资", None, "cleared"),
    ],
)
def test_what_a_sheet_cannot_change_is_refused_at_its_cell(lin, coded, head, value, code):
    book = opened(export_editable_ledger(lin, period=PERIOD).content)
    sheet = book.worksheets[0]
    sheet.cell(3, column(sheet, head)).value = value
    assert [fault["code"] for fault in counted(saved(book))[3]] == [code]


def test_a_unit_exports_its_own_projects_alone(bo, coded):
    with writing("project.moved", change()):
        Project.objects.filter(pk=coded[0].pk).update(responsible_agency=None)
    assert export_editable_ledger(bo, period=PERIOD).rows == 4


def test_nothing_to_export_is_said(lin, programme):
    with pytest.raises(NothingToExport):
        export_ledger(lin, period=PERIOD, written_on=DAY)


def test_a_new_layout_serves_periods_from_its_day_and_earlier_ones_keep_theirs(lin, coded):
    book = opened(default_dispatch_layout())
    book.active["A1"].value = "新版 {{title}}"
    adopt_layout(
        kind="dispatch",
        name="新版.xlsx",
        content=saved(book),
        valid_from=date(2026, 11, 16),
        note="",
        change=change("换版"),
    )
    new = export_ledger(lin, period=parse_period("2026-11B"), written_on=DAY)
    old = export_ledger(lin, period=PERIOD, written_on=DAY)
    assert (new.layout_version, old.layout_version) == (1, 0)
    assert opened(new.content).active["A1"].value.startswith("新版 ")
    assert opened(old.content).active["A1"].value.startswith("庆云县")


def test_a_layout_with_an_unknown_place_is_refused_with_its_cell(programme):
    book = opened(default_dispatch_layout())
    book.active["C5"].value = "{{row.turnover}}"
    with pytest.raises(LayoutPlacesWrong, match=r"C5.*row\.turnover"):
        adopt_layout(
            kind="dispatch",
            name="错.xlsx",
            content=saved(book),
            valid_from=DAY,
            note="",
            change=change("换版"),
        )
