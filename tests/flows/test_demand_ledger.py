"""A sheet of 50 demands: 47 are accepted, 3 come back with cell, reason and remedy."""

import io

import openpyxl
import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from jigai.apps.cooperation.actions.review_demand import approve_demand
from jigai.apps.cooperation.models import Achievement, Demand
from jigai.apps.cooperation.queries.open_demands import demands_left_out, open_demands
from jigai.apps.ledgers.actions.take_sound_rows import SoundRowsNotOffered
from jigai.exchange.returned import returned_workbook
from jigai.flows.check_ledger import LedgerChoices, check_ledger
from jigai.flows.import_ledger import (
    LedgerHasFaults,
    import_ledger,
    import_sound_rows,
    receive_ledger,
    undo_import,
)
from tests.cast import TODAY, change
from tests.cooperation_cast import by

HEADS = (
    "序号", "企业名称", "统一社会信用代码", "技术需求名称", "需求时限起年", "需求时限止年",
    "主要问题",
    "技术关键", "预期目标", "关键字", "拟投入资金总额（万元）", "技术需求解决方式", "科技活动类型",
    "学科分类", "技术领域", "应用行业", "成果权属", "是否保密", "复核日",
)  # fmt: skip
OFFERS = (
    "序号", "成果单位", "成果名称", "关键词", "体现形式", "成果属性", "所处阶段", "技术成熟度",
    "成果简介",
    "应用状态", "转化方式", "定价方式", "意向价格（万元）", "学科分类", "技术领域", "复核日",
)  # fmt: skip
pytestmark = pytest.mark.usefixtures("programme")


def row(number, enterprise, **more):
    told = {
        "序号": number, "企业名称": enterprise.name, "统一社会信用代码": enterprise.credit_code,
        "技术需求名称": f"需求{number}", "需求时限起年": 2026, "需求时限止年": 2028,
        "主要问题": "冲孔慢", "技术关键": "每分钟120次", "预期目标": "提速三成",
        "关键字": "母线、冲孔",
        "拟投入资金总额（万元）": 120.5, "技术需求解决方式": "合作研发", "科技活动类型": "试验发展",
        "学科分类": "机械工程", "技术领域": "先进制造工艺与装备", "应用行业": "3823",
        "成果权属": "双方共有", "是否保密": "否", "复核日": "2027-05-01",
    }  # fmt: skip
    return [(told | more)[head] for head in HEADS]


def sheet(rows, heads=HEADS, title="庆云县技术需求征集表"):
    book = openpyxl.Workbook()
    page = book.active
    page.title = "需求"
    page.append([title])
    page.append(list(heads))
    for one in rows:
        page.append(one)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.fixture
def fifty(enterprise):
    wrong = {
        7: {"统一社会信用代码": "91371423MA00000016"},
        21: {"需求时限止年": 2025},
        40: {"技术需求解决方式": "再说"},
    }
    overdue = {"复核日": "2026-11-01"}
    rows = [
        row(number, enterprise, **wrong.get(number, overdue if number == 1 else {}))
        for number in range(1, 51)
    ]
    return sheet(rows)


def checked(content):
    return check_ledger(
        content, name="需求.xlsx", choices=LedgerChoices(), change=change("导入"), today=TODAY
    )


def received(content):
    return receive_ledger(
        content=content,
        name="需求.xlsx",
        check=checked(content),
        choices=LedgerChoices(),
        change=change("导入"),
    )


def test_of_fifty_demands_three_are_named_with_file_sheet_row_cell_and_remedy(fifty):
    check = checked(fifty)
    assert check.ledger.mapping.name == "demands"
    summary = check.summary()
    assert (summary["rows"], summary["create"], summary["rejected"]) == (50, 47, 3)
    places = [(e["file"], e["sheet"], e["row"], e["cell"]) for e in summary["errors"]]
    assert places == [
        ("需求.xlsx", "需求", 9, "C9"),
        ("需求.xlsx", "需求", 23, "F23"),
        ("需求.xlsx", "需求", 42, "L42"),
    ]
    last = summary["errors"][-1]
    assert "没有“再说”这一项" in last["message"]
    assert "请从表中给出的选项里选" in last["message"]


def test_the_sound_rows_are_saved_on_demand_alone_and_three_go_back_marked(fifty):
    batch = received(fifty)
    with pytest.raises(LedgerHasFaults):
        import_ledger(batch=batch.batch)
    assert Demand.objects.count() == 0
    import_sound_rows(batch=batch.batch, change=change("保存无误的行"))
    assert Demand.objects.count() == 47
    assert set(Demand.objects.values_list("state", flat=True)) == {"unreviewed"}
    page = openpyxl.load_workbook(io.BytesIO(returned_workbook(checked(fifty).ledger)))["需求"]
    [reasons] = [cell.column for cell in page[2] if cell.value == "错误说明"]
    assert [n for n in range(3, page.max_row + 1) if page.cell(n, reasons).value] == [9, 23, 42]
    with pytest.raises(SoundRowsNotOffered):
        import_sound_rows(batch=batch.batch, change=change("再来"))


def test_overdue_demands_drop_out_of_matching(fifty, lin, zhao):
    import_sound_rows(batch=received(fifty).batch, change=change("保存无误的行"))
    for demand in Demand.objects.filter(name__in=("需求1", "需求2")):
        approve_demand(demand=demand, change=by(zhao))
    assert [one.name for one in open_demands(on=TODAY)] == ["需求2"]
    overdue = [one for one in demands_left_out(on=TODAY) if one.code == "overdue"]
    assert [one.name for one in overdue] == ["需求1"]
    assert "复核日2026年11月1日已过，等林某确认仍有效" in overdue[0].reason.zh


def test_what_was_taken_is_undone_at_once(fifty):
    batch = received(fifty)
    import_sound_rows(batch=batch.batch, change=change("保存无误的行"))
    undo_import(batch=batch.batch, change=change("撤销"))
    assert Demand.objects.count() == 0


def test_the_same_sheet_again_changes_nothing_and_a_new_word_asks_for_review(enterprise):
    batch = received(sheet([row(1, enterprise)]))
    import_ledger(batch=batch.batch)
    assert checked(sheet([row(1, enterprise)])).outcomes.counts() == {"unchanged": 1}
    more = checked(sheet([row(1, enterprise, 预期目标="提速五成")]))
    assert more.outcomes.counts() == {"update": 1}


def test_one_demand_twice_in_a_sheet_is_told(enterprise):
    [fault] = checked(sheet([row(1, enterprise), row(1, enterprise)])).ledger.faults
    assert (fault.row, fault.code) == (4, "cooperation.row_twice")
    assert "第3行" in fault.said.zh


def test_a_confidential_row_is_masked_as_it_comes_in(enterprise):
    content = sheet([row(1, enterprise, 是否保密="是", 主要问题="辛亥母线冲孔慢")])
    import_ledger(batch=received(content).batch)
    assert Demand.objects.get().masked["problem"] == "〔企业〕冲孔慢"


def test_lin_takes_the_sound_rows_on_the_page_and_downloads_the_other_three(fifty, lin):
    batch = received(fifty)
    client = Client()
    client.force_login(
        get_user_model().objects.get(pk=lin.user_id),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    page = client.get(reverse("ledgers:show", args=[batch.batch])).content.decode()
    assert "保存无误的 47 行，退回 3 行" in page
    saved = client.post(reverse("ledgers:take_sound", args=[batch.batch]), follow=True)
    assert "47 行已保存，3 行有错误、没有保存" in saved.content.decode()
    back = client.get(reverse("ledgers:returned", args=[batch.batch]))
    marked = openpyxl.load_workbook(io.BytesIO(back.content))["需求"]
    [reasons] = [cell.column for cell in marked[2] if cell.value == "错误说明"]
    assert "没有统一社会信用代码" in marked.cell(9, reasons).value


def offer(number, holder, **more):
    told = {
        "序号": number, "成果单位": holder, "成果名称": f"成果{number}", "关键词": "冲孔",
        "体现形式": "新装备", "成果属性": "原始性创新", "所处阶段": "中期阶段", "技术成熟度": 6,
        "成果简介": "高速冲孔单元", "应用状态": "小批量试用", "转化方式": "许可他人使用",
        "定价方式": "协议定价", "意向价格（万元）": 80, "学科分类": "460", "技术领域": "804",
        "复核日": "2027-05-01",
    }  # fmt: skip
    return [(told | more)[head] for head in OFFERS]


def test_achievements_come_in_for_institutions_and_firms(university, enterprise):
    rows = [
        offer(1, university.name),
        offer(2, enterprise.name),
        offer(3, "没有的单位"),
        offer(4, university.name, 所处阶段="初期阶段"),
    ]
    content = sheet(rows, OFFERS, "科技成果征集表")
    check = checked(content)
    assert check.ledger.mapping.name == "achievements"
    codes = [(one.row, one.code) for one in check.ledger.faults]
    assert codes == [(5, "unknown_holder"), (6, "cooperation.stage_against_maturity")]
    import_sound_rows(batch=received(content).batch, change=change("保存无误的行"))
    kept = Achievement.objects.order_by("name").values_list("institution", "enterprise")
    assert list(kept) == [(university.pk, None), (None, enterprise.pk)]
    assert Achievement.objects.get(name="成果1").price_fen == 80_000_000
