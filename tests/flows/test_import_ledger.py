import io
from datetime import timedelta

import pytest
import xlsxwriter

from jigai.apps.audit.models import ChangeSet
from jigai.apps.audit.queries.verification import verify_chain
from jigai.apps.audit.writing import writing
from jigai.apps.ledgers.models import ImportBatch
from jigai.apps.projects.models import Procedure, ProgressReport, Project
from jigai.apps.reference.models import Programme
from jigai.apps.registry.models import Enterprise, LibraryMembership
from jigai.flows.check_ledger import LedgerChoices, check_ledger
from jigai.flows.import_ledger import (
    ImportNotWaiting,
    LedgerHasFaults,
    import_ledger,
    receive_ledger,
    undo_import,
)
from jigai.flows.ledger_rows.setting import PeriodUnknown
from tests.cast import TODAY, change
from tests.real_data import FOLDER, needs_real_data

HEADS = ["序号", "项目名称", "项目代码", "企业名称", "统一社会信用代码", "所属乡镇", "总投资(万元)",
         "形象进度(%)", "是否开工", "责任单位", "备案"]  # fmt: skip
FIRM = ["庆云辛亥母线有限公司", "913714235B5NNQREL9", "崔口镇"]


def sheet(*rows, title="庆云县2026年技改项目调度表（11月上半月）"):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        page = book.add_worksheet("调度表")
        page.write(0, 0, title)
        page.write_row(1, 0, HEADS)
        for number, row in enumerate(rows):
            page.write_row(number + 2, 0, row)
    return stream.getvalue()


def row(n, *, total=1000, progress=40, code=None):
    code = code or f"2601-371423-07-02-{n:06d}"
    return [n, f"母线改造{n}", code, *FIRM, total, progress, "是", "崔口镇", "√"]


@pytest.fixture
def programme(county):
    with writing("programme.set", change()):
        return Programme.objects.create(division=county, name="庆云县技改", name_en="Qingyun")


def take_in(content, *, name="调度表.xlsx", minutes=0, **choices):
    act = change("导入台账", at=change().at + timedelta(minutes=minutes))
    chosen = LedgerChoices(**choices)
    check = check_ledger(content, name=name, choices=chosen, change=act, today=TODAY)
    batch = receive_ledger(content=content, name=name, check=check, choices=chosen, change=act)
    return check.summary(), batch.batch


def test_a_dispatch_ledger_becomes_projects_and_reports(programme):
    summary, batch = take_in(sheet(row(1), row(2)))
    assert (summary["rows"], summary["create"], summary["period"]) == (2, 2, "2026-11A")
    assert summary["totals"] == {"总投资(万元)": 20_000_000}
    assert not Project.objects.exists()
    import_ledger(batch=batch)
    project = Project.objects.get(codes__code="2601-371423-07-02-000001")
    assert project.total_investment_fen == 1_000_000_000
    assert project.enterprise.division.name == "崔口镇"
    assert ProgressReport.objects.get(project=project).progress_bp == 4000
    assert Procedure.objects.filter(project=project, kind="filing", state="done").exists()


def test_the_same_ledger_again_changes_nothing(programme):
    content = sheet(row(1), row(2))
    import_ledger(batch=take_in(content)[1])
    summary, _ = take_in(content, minutes=1)
    assert (summary["create"], summary["update"], summary["unchanged"]) == (0, 0, 2)


def test_only_changed_rows_are_updates(programme):
    import_ledger(batch=take_in(sheet(row(1), row(2)))[1])
    summary, _ = take_in(sheet(row(1), row(2, progress=60)), minutes=1)
    assert (summary["create"], summary["update"], summary["unchanged"]) == (0, 1, 1)


def test_a_ledger_with_a_fault_saves_nothing(programme):
    summary, batch = take_in(sheet(row(1), row(2, total=-5)))
    assert [(e["row"], e["column"], e["code"]) for e in summary["errors"]] == [
        (4, "总投资(万元)", "negative")
    ]
    with pytest.raises(LedgerHasFaults):
        import_ledger(batch=batch)
    assert not Project.objects.exists()


def test_an_import_is_undone_but_for_what_changed_since(programme):
    _, batch = take_in(sheet(*(row(n) for n in range(1, 6))))
    import_ledger(batch=batch)
    with writing("project.edited", change()):
        Project.objects.filter(name="母线改造3").update(remarks="手工修改")
    undone = undo_import(batch=batch, change=change("导错文件"))
    assert [k.label for k in undone.kept if k.table == "projects_project"] == ["母线改造3"]
    assert list(Project.objects.values_list("name", flat=True)) == ["母线改造3"]
    assert ImportBatch.objects.get(batch=batch).state == "undone"
    assert verify_chain().problems == ()


def test_a_finished_import_is_not_confirmed_twice(programme):
    _, batch = take_in(sheet(row(1)))
    import_ledger(batch=batch)
    with pytest.raises(ImportNotWaiting):
        import_ledger(batch=batch)


def test_a_stopped_import_goes_on_behind_the_last_saved_block(programme, monkeypatch):
    monkeypatch.setattr("jigai.exchange.ledger.BATCH_ROWS", 2)
    _, batch = take_in(sheet(*(row(n) for n in range(1, 8))))

    def stop(reached, last):
        if reached > 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_ledger(batch=batch, progress=stop)
    assert 0 < Project.objects.count() < 7
    import_ledger(batch=batch)
    assert Project.objects.count() == ProgressReport.objects.count() == 7
    assert ChangeSet.objects.filter(verb="ledger.imported").count() == 4


def test_a_ledger_without_a_period_asks_for_it(programme):
    with pytest.raises(PeriodUnknown):
        take_in(sheet(row(1), title="调度表"))
    assert take_in(sheet(row(1), title="调度表"), period="2026-10B")[0]["period"] == "2026-10B"


@needs_real_data
@pytest.mark.real_data
def test_the_library_of_88_comes_in_whole(programme):
    content = (FOLDER / "ledgers" / "library_88_enterprises.xlsx").read_bytes()
    summary, batch = take_in(content, name="library.xlsx")
    assert (summary["create"], summary["errors"]) == (88, [])
    import_ledger(batch=batch)
    assert Enterprise.objects.count() == LibraryMembership.objects.count() == 88


@needs_real_data
@pytest.mark.real_data
def test_the_real_dispatch_ledger_comes_in_with_its_totals(programme):
    content = (FOLDER / "ledgers" / "dispatch_2026-11A.xlsx").read_bytes()
    summary, batch = take_in(content, name="dispatch.xlsx")
    assert (summary["create"], summary["errors"]) == (120, [])
    assert summary["totals"]["总投资(万元)"] == 6_019_800_000
    import_ledger(batch=batch)
    assert (
        Project.objects.count() == ProgressReport.objects.filter(period="2026-11A").count() == 120
    )
    again, _ = take_in(content, name="dispatch.xlsx", minutes=1)
    assert again["unchanged"] == 120


@needs_real_data
@pytest.mark.real_data
def test_the_new_york_table_comes_in_with_its_report_days(programme):
    content = (FOLDER / "portfolios" / "nyc_capital_projects_2013_2018.csv.gz").read_bytes()
    summary, batch = take_in(content, name="nyc.csv.gz")
    assert (summary["rows"], summary["errors"]) == (1298, [])
    import_ledger(batch=batch)
    assert Project.objects.count() == 248
    assert ProgressReport.objects.values("period").distinct().count() == 12
