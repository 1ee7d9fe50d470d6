"""The sheet of outcomes: faults by cell, round trip, undo."""

import io
from decimal import Decimal

import pytest
import xlsxwriter

from jigai.apps.outcomes.models import OutcomeFigure
from jigai.apps.outcomes.queries.figures import figures
from jigai.flows.export_outcomes import export_outcomes
from jigai.flows.import_ledger import import_ledger, undo_import
from jigai.flows.print_outcomes import print_outcomes
from tests.cast import TODAY, change
from tests.flows.test_import_ledger import take_in
from tests.outcome_cast import told

pytestmark = pytest.mark.usefixtures("indicators", "programme")
FIRST = "企业名称 统一社会信用代码 项目名称 成效指标 性质 数据期间"
REST = "数值 计量单位 哪个市场 市场年份 数据来源 说明"
HEADS = f"{FIRST} {REST}".split()


def sheet(*rows):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        page = book.add_worksheet("成效")
        page.write_row(0, 0, HEADS)
        for number, row in enumerate(rows, 1):
            page.write_row(number, 0, row)
    return stream.getvalue()


def row(enterprise, indicator="营业收入", value="123.45", unit="万元", **more):
    told = {"project": "", "kind": "实际", "span": "2025", "market": "", "year": ""} | more
    return [
        enterprise.name, enterprise.credit_code, told["project"], indicator, told["kind"],
        told["span"], value, unit, told["market"], told["year"], "账簿", "",
    ]  # fmt: skip


def test_a_sheet_is_taken_in_as_reported_and_undone_as_one(enterprise, project, lin):
    rows = (
        row(enterprise),
        row(enterprise, "订单准确率", "93", "%", kind="基线", span="2025年上半年"),
        row(enterprise, "良品率", "96.5", "%", project=project.name),
    )
    summary, batch = take_in(sheet(*rows), name="成效.xlsx")
    assert (summary["template"], summary["create"], summary["errors"]) == ("outcomes", 3, [])
    import_ledger(batch=batch)
    found = {(one.indicator, one.state): one for one in figures(lin)}
    assert found["revenue", "reported"].value == Decimal(1234500)
    assert found["order_accuracy", "reported"].period == "2025H1"
    assert found["yield_rate", "reported"].project_id == project.pk
    undo_import(batch=batch, change=change("撤销导入"))
    assert not OutcomeFigure.objects.exists()


def test_a_sheet_of_firms_alone_is_undone_too(enterprise):
    _, batch = take_in(sheet(row(enterprise)), name="成效.xlsx")
    import_ledger(batch=batch)
    undo_import(batch=batch, change=change("撤销导入"))
    assert not OutcomeFigure.objects.exists()


def test_what_cannot_stand_comes_back_beside_its_cell(enterprise):
    other = row(enterprise)
    other[1] = "91370000MA3C000000"
    rows = (
        row(enterprise, "没有的指标"),
        row(enterprise, unit="人"),
        row(enterprise, span="2025-11A"),
        row(enterprise, "市场占有率", "70", "%"),
        row(enterprise, "订单准确率", "170", "%"),
        row(enterprise, project="没有的项目"),
    )
    summary, _ = take_in(sheet(*rows), name="成效.xlsx")
    assert [(one["row"], one["code"]) for one in summary["errors"]] == [
        (2, "outcomes.no_such_indicator"),
        (3, "outcomes.unit_of_another"),
        (4, "outcomes.span_unreadable"),
        (5, "outcomes.market_missing"),
        (6, "outcomes.share_beyond_whole"),
        (7, "unknown_project"),
    ]


def test_what_is_written_out_says_no_change_when_it_comes_back(enterprise, project, lin):
    told(enterprise, "revenue", "actual", "2025", "1234500.01")
    told(enterprise, "energy_per_unit", "target", "2026", "11.5")
    told(enterprise, "order_accuracy_points", "actual", "2026H1", "0.15")
    told(project, "yield_rate", "actual", "2026H1", "0.965")
    told(
        enterprise, "market_share", "actual", "2025", "0.7", market="国内印刷机", market_year=2025
    )  # fmt: skip
    summary, _ = take_in(export_outcomes(lin), name="成效填报表.xlsx")
    assert (summary["errors"], summary["unchanged"], summary["create"]) == ([], 5, 0)


def test_the_print_says_the_caveat_and_every_source(enterprise):
    told(enterprise, "yield_rate", "baseline", "2024", "0.9")
    told(enterprise, "yield_rate", "actual", "2026H1", "0.95")
    for language in ("zh", "en"):
        assert print_outcomes(enterprise, on=TODAY, language=language).startswith(b"%PDF")
