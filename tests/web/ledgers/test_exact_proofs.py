"""The promises on imports to the row: faults, undo, units, other layouts; by page."""

import io

import openpyxl
import pytest
import xlsxwriter
from django.urls import reverse
from stdnum.iso7064.mod_11_10 import calc_check_digit

from jigai.apps.audit.queries.verification import verify_chain
from jigai.apps.audit.writing import writing
from jigai.apps.ledgers.models import ImportBatch
from jigai.apps.projects.models import ProgressReport, Project
from jigai.exchange.ledger import read_ledger
from jigai.exchange.rows import RowKind
from tests.cast import change
from tests.flows.test_import_ledger import FIRM, row, sheet
from tests.round_cast import at
from tests.web.ledgers.test_import_pages import keeper, upload  # noqa: F401 - signed in

PLANTED = 20


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """Acts of the pages are of the cast's time, so that an undo is not too late one day."""
    moments = iter(at(17, 8).replace(minute=n % 60, hour=8 + n // 60) for n in range(200))
    monkeypatch.setattr("jigai.web.authorship.now", lambda: next(moments))


def batch_of(answer):
    return answer.context["found"].batch


def sound(number):
    """A row whose project code has its check digit."""
    first = f"26013714230702{number:05d}"
    return row(number, code=f"2601-371423-07-02-{number:05d}{calc_check_digit(first)}")


def planted(number):
    """A row with one fault of four kinds in turn: amount, project code, progress, credit code."""
    line = sound(number)
    column, value = [(6, -5), (2, "2.60137E+22"), (7, 140), (4, "913714235B5NNQREL8")][number % 4]
    line[column] = value
    return line


def test_twenty_faults_mark_twenty_rows_save_none_and_once_mended_all_are_saved(keeper):  # noqa: F811
    rows = [planted(n) if n <= PLANTED else sound(n) for n in range(1, 31)]
    answer = upload(keeper, sheet(*rows))
    assert [error.row for error in answer.context["errors"]] == list(range(3, 3 + PLANTED))
    assert not Project.objects.exists()
    returned = keeper.get(reverse("ledgers:returned", args=[batch_of(answer)]))
    book = openpyxl.load_workbook(io.BytesIO(returned.content))
    page = book.worksheets[0]
    [reasons] = [cell.column for line in page for cell in line if cell.value == "错误说明"]
    marked = [n for n in range(3, page.max_row + 1) if page.cell(n, reasons).value]
    assert reasons == 12  # one column behind the sender's eleven, whose layout stays
    assert marked == list(range(3, 3 + PLANTED))
    for number in range(1, PLANTED + 1):
        for column, value in enumerate(sound(number), start=1):
            page.cell(number + 2, column).value = value
    mended = io.BytesIO()
    book.save(mended)
    answer = upload(keeper, mended.getvalue())
    assert list(answer.context["errors"]) == []
    keeper.post(reverse("ledgers:confirm", args=[batch_of(answer)]))
    assert Project.objects.count() == ProgressReport.objects.count() == 30


def saved(browser, content):
    batch = batch_of(upload(browser, content))
    browser.post(reverse("ledgers:confirm", args=[batch]))
    return batch


def test_an_import_of_100_new_and_50_changed_rows_is_undone_but_for_three_edited(keeper):  # noqa: F811
    saved(keeper, sheet(*(row(n) for n in range(1, 51))))
    before = {
        "projects": list(Project.objects.order_by("pk").values()),
        "reports": list(ProgressReport.objects.order_by("pk").values()),
    }
    changed = [row(n, total=1100, progress=60) for n in range(1, 51)]
    answer = upload(keeper, sheet(*changed, *(row(n) for n in range(51, 151))))
    summary = answer.context["summary"]
    assert (summary["create"], summary["update"], summary["unchanged"]) == (100, 50, 0)
    batch = batch_of(answer)
    keeper.post(reverse("ledgers:confirm", args=[batch]))
    edited = ["母线改造7", "母线改造60", "母线改造150"]
    with writing("project.edited", change("手工修改", at=at(18))):
        Project.objects.filter(name__in=edited[:2]).update(remarks="手工修改")
        ProgressReport.objects.filter(project__name=edited[2]).update(progress_text="手工修改")
    answer = keeper.post(reverse("ledgers:undo", args=[batch]), {"reason": "导错了"})
    undone = answer.context["undone"]
    assert (undone.rows_restored, sorted(undone.rows_kept)) == (147, sorted(edited))
    text = answer.content.decode()
    assert "已撤销 147 行，保留 3 行。" in text
    assert all(name in text for name in edited)
    left = {p.name: p for p in Project.objects.all()}
    assert len(left) == 50 + 2
    assert left[edited[0]].total_investment_fen == 1_100_000_000
    assert ProgressReport.objects.get(project=left[edited[0]]).progress_bp == 6000
    assert left[edited[1]].reports.count() == left[edited[1]].codes.count() == 1
    others = [p for p in before["projects"] if p["name"] != edited[0]]
    assert (
        list(Project.objects.filter(pk__in=[p["id"] for p in others]).order_by("pk").values())
        == others
    )
    assert verify_chain().problems == ()


def workbook(title, heads, rows):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        page = book.add_worksheet("调度表")
        page.write(0, 0, title)
        page.write_row(1, 0, heads)
        for number, line in enumerate(rows, start=2):
            page.write_row(number, 0, line)
    return stream.getvalue()


UNITS = ["序号", "项目名称", "项目代码", "企业名称", "统一社会信用代码", "所属乡镇", "总投资(亿元)",
         "其中设备投资(万元)", "本年计划投资(元)", "形象进度(%)"]  # fmt: skip


def in_units(number, code=None):
    code = code or f"2601-371423-07-02-{number:06d}"
    return [number, f"换算{number}", code, *FIRM, 1.25, 4000.5, 12345678.9, 40]


def test_a_truncated_id_is_refused_and_mixed_units_are_shown_both_ways(keeper):  # noqa: F811
    title = "庆云县2026年技改项目调度表（11月上半月）"
    rows = [in_units(1), in_units(2, code="2.60137E+22"), in_units(3)]
    answer = upload(keeper, workbook(title, UNITS, rows))
    [error] = answer.context["errors"]
    assert (error.row, error.column) == (4, "项目代码")
    shown = [(a.head, a.sheet, a.unit, a.yuan) for a in answer.context["amounts"]]
    assert shown == [
        ("总投资(亿元)", "3.75", "亿元", "375,000,000"),
        ("其中设备投资(万元)", "12,001.5", "万元", "120,015,000"),
        ("本年计划投资(元)", "37,037,036.7", "元", "37,037,036.7"),
    ]
    assert "3.75 亿元 = 375,000,000 元" in answer.content.decode()
    answer = upload(keeper, workbook(title, UNITS, [in_units(1), in_units(3)]))
    keeper.post(reverse("ledgers:confirm", args=[batch_of(answer)]))
    held = Project.objects.get(name="换算1")
    assert held.total_investment_fen == 12_500_000_000
    assert held.equipment_investment_fen == 4_000_500_000
    assert ImportBatch.objects.count() == 2


def county_ledger(count):
    """Title, unit row, two rows of merged heads, subtotals by town, total, notes."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "技改台账"
    page.append(["庆云县2026年技术改造项目台账（11月上半月）"])
    page.merge_cells("A1:J1")
    page.append(["单位：万元"])
    page.append(["序号", "项目名称", "项目代码", "建设单位", "统一社会信用代码", "所属乡镇", "投资",
                 None, "形象进度（%）", "是否开工"])  # fmt: skip
    page.append([None] * 6 + ["总投资", "设备投资", None, None])
    page.merge_cells("G3:H3")
    for column in "ABCDEFIJ":
        page.merge_cells(f"{column}3:{column}4")
    for number in range(1, count + 1):
        page.append([number, f"技改项目{number}", f"2601-371423-07-02-{number:06d}", *FIRM,
                     100 + number, 50, 40, "是"])  # fmt: skip
        if number % 100 == 0:
            page.append([None, "小计", None, None, None, None, None, None, None, None])
    total = sum(100 + n for n in range(1, count + 1))
    page.append([None, "合计", None, None, None, None, total, 50 * count, None, None])
    page.append(["注：本表由各乡镇报送，县技改办汇总。"])
    return stored(book)


def township_ledger(count):
    """A shifted start column, blank rows between, another wording, 亿元 in the head."""
    book = openpyxl.Workbook()
    page = book.active
    page.append([])
    page.append([None, None, "崔口镇技改项目推进情况（2026年11月上半月）"])
    page.append([None, None, "编号", "建设项目名称", "备案项目代码", "项目单位", "统一信用代码",
                 "乡镇", "计划总投资（亿元）", "形象进度"])  # fmt: skip
    for number in range(1, count + 1):
        page.append([None, None, number, f"乡镇项目{number}", f"2602-371423-07-02-{number:06d}",
                     *FIRM[:1], FIRM[1], FIRM[2], 1.5, "35%"])  # fmt: skip
        if number % 30 == 0:
            page.append([])
    page.append([None, None, "总计", None, None, None, None, None, 1.5 * count, None])
    page["E4"].number_format = "@"
    return stored(book)


def park_ledger(count):
    """Total first, three rows of heads, full-width digits in notes, a signature line."""
    book = openpyxl.Workbook()
    page = book.active
    page.append(["经济开发区技改项目调度表（2026年11月上半月）"])
    page.append(["填报单位：经济开发区", None, None, None, None, None, "单位：元"])
    page.append(["序号", "项目基本情况", None, None, None, "投资情况", None])
    page.append([None, "工程名称", "项目编码", "业主单位", "社会信用代码", "总投资", "属地"])
    page.merge_cells("A3:A4")
    page.merge_cells("B3:E3")
    page.merge_cells("F3:G3")
    page.append([None, "合计", None, None, None, 8_000_000 * count, None])
    for number in range(1, count + 1):
        page.append([number, f"园区工程{number}", f"2603-371423-07-02-{number:06d}", *FIRM[:2],
                     8_000_000, FIRM[2]])  # fmt: skip
    page.append(["备注：带★的为重点项目。"])
    page.append(["填表人：", None, None, "审核人："])
    return stored(book)


def stored(book):
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("made", "count", "total_fen", "totals"),
    [
        (county_ledger, 412, sum(100 + n for n in range(1, 413)) * 1_000_000, 5),
        (township_ledger, 96, 96 * 15_000_000_000, 1),
        (park_ledger, 58, 58 * 800_000_000, 1),
    ],
)
def test_ledgers_of_other_layouts_are_recognised_untouched(keeper, made, count, total_fen, totals):  # noqa: F811
    content = made(count)
    ledger = read_ledger(content, name="台账.xlsx")
    assert (ledger.rows, ledger.faults) == (count, ())
    [total] = [t for t in ledger.totals if t.reading.field.name == "total_investment_fen"]
    assert total.sum_fen == total_fen
    kinds = {row.row: row.kind for row in ledger.skipped}
    counted = [kind for kind in kinds.values() if kind in {RowKind.TOTAL, RowKind.SUBTOTAL}]
    assert len(counted) == totals
    answer = upload(keeper, content)
    assert answer.context["summary"]["rows"] == count
    assert answer.context["summary"]["skipped"] == sorted(kinds)
    assert answer.context["is_waiting"]
