import io
import re

import openpyxl
import pytest

from jigai.apps.supply.models import LinkFirm, Portfolio, SupplyTie
from jigai.apps.supply.queries.ties import tie_rows
from tests.apps.supply.test_portfolios import RULES, reserve  # noqa: F401 - a fixture
from tests.cast import TODAY
from tests.supply_cast import MILL, tied

AT_TODAY = ("list", "chain", "link", "firm", "ties", "place", "tie_form", "link_field")
TIE = {
    "place": "electrical/core", "product": "卷铁心", "year": "2025", "share_bp": "62.5",
    "imports": "none", "source": "走访记录", "reason": "登记",
}  # fmt: skip


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    for page in AT_TODAY:
        monkeypatch.setattr(f"jigai.web.supply.{page}.localdate", lambda: TODAY)


def shown(answer):
    return answer.content.decode()


def test_the_first_page_counts_what_each_chain_lacks(office, ties):
    said = shown(office.get("/supply/"))
    assert "电气装备产业链" in said
    assert "16 个环节，3 家企业，5 条供应关系" in said


def test_the_map_is_drawn_and_the_table_says_the_same(office, ties):
    said = shown(office.get("/supply/electrical/"))
    wide = said[said.index("for-wide") : said.index("for-narrow")]
    assert wide.count("<rect") == 16 + 4
    assert "/supply/electrical/links/core/?year=2025" in wide
    assert 'aria-label="铁心 薄弱 · 1 家"' in wide
    assert "6,806—7,113" in said
    assert re.search(r"style=", said) is None


def test_a_link_shows_firms_outside_suppliers_and_who_may_belong(office, ties, firms):
    said = shown(office.get("/supply/electrical/links/electrical-steel/"))
    assert "本县没有这一环节的企业" in said
    assert "丙钢铁（演示）" in said
    assert "80%" in said
    assert office.get("/supply/electrical/links/cores/").status_code == 404
    assert office.get("/supply/electric/").status_code == 404


def test_a_click_on_a_firm_shows_what_hangs_on_it(office, ties, firms):
    said = shown(office.get(f"/supply/firms/{firms['铁心厂'].pk}/"))
    assert "下游 3 家" in said
    assert "40%—79%" in said
    assert "第 2 层" in said
    last = shown(office.get(f"/supply/firms/{firms['集成公司'].pk}/"))
    assert "没有企业靠它供应" in last


def test_lin_enters_a_tie_by_the_form_and_is_told_what_is_wrong(office, firms, lin):
    codes = {"supplier": firms["铁心厂"].credit_code, "buyer": firms["变压器一厂"].credit_code}
    both = office.post("/supply/ties/new/", {**TIE, **codes, "supplier_name": "别家"})
    assert both.status_code == 422
    assert "请填且只填一项" in shown(both)
    alone = office.post("/supply/ties/new/", {**TIE, **codes, "buyer_consents": "on"})
    assert "没有写明同意书" in shown(alone)
    assert not SupplyTie.objects.exists()
    assert office.post("/supply/ties/new/", {**TIE, **codes}).status_code == 302
    [row] = tie_rows(lin, on=TODAY)
    assert (row.share_bp, row.imports) == (6_250, "none")


def test_a_tie_is_corrected_and_withdrawn(office, firms):
    tie = tied(MILL, firms["铁心厂"], "electrical-steel", share_bp=8_000)
    page = shown(office.get(f"/supply/ties/{tie.pk}/"))
    assert 'value="丙钢铁（演示）"' in page
    given = {
        **TIE, "place": "electrical/electrical-steel", "supplier_name": "丙钢铁（演示）",
        "supplier_region": "湖北", "buyer": firms["铁心厂"].credit_code, "share_bp": "",
    }  # fmt: skip
    assert office.post(f"/supply/ties/{tie.pk}/", given).status_code == 302
    assert SupplyTie.objects.get().share_bp is None
    assert office.post(f"/supply/ties/{tie.pk}/withdraw/", {"reason": "停供"}).status_code == 302
    assert not SupplyTie.objects.exists()


def test_ties_are_filtered_and_only_the_office_downloads_them(office, sign_in, ties, zhao):
    assert "符合条件 1 条" in shown(office.get("/supply/ties/?only=single"))
    assert "没有符合条件的供应关系" in shown(office.get("/supply/ties/?q=没有这个"))
    book = openpyxl.load_workbook(io.BytesIO(office.get("/supply/ties/sheet.xlsx").content))
    assert book.active.max_row == 2 + 5
    assert sign_in(zhao).get("/supply/ties/sheet.xlsx").status_code == 403


def test_a_firm_is_placed_and_taken_out_by_form(office, firms):
    at = "/supply/electrical/links/core/place/"
    given = {"enterprise": firms["铁心厂"].credit_code, "source": "走访", "reason": "归类"}
    assert office.post(at, given).status_code == 302
    again = office.post(at, given)
    assert "已在这一环节" in shown(again)
    place = LinkFirm.objects.get()
    assert office.post(f"/supply/places/{place.pk}/remove/", {"reason": "转产"}).status_code == 302
    assert not LinkFirm.objects.exists()


def test_shen_reads_masked_names_on_every_page_and_file(sign_in, firms, shen, enterprise, ties):
    tied(enterprise, firms["集成公司"], "insulation", product="纸板", is_sensitive=True)
    tied(firms["变压器一厂"], enterprise, "transformer", product="变压器", is_sensitive=True)
    browser, name = sign_in(shen), enterprise.name
    assert "“绝缘材料”环节的一家企业" in shown(browser.get("/supply/electrical/links/insulation/"))
    for page in ("", "electrical/", "electrical/links/insulation/", "ties/?year=2025"):
        assert name not in shown(browser.get(f"/supply/{page}"))
    assert name not in shown(browser.get(f"/supply/firms/{firms['铁心厂'].pk}/"))
    sheet = browser.get("/supply/electrical/map.xlsx").content
    values = {c.value for row in openpyxl.load_workbook(io.BytesIO(sheet)).active for c in row}
    assert not any(name in str(value) for value in values)


def test_mei_is_not_shown_the_chains(sign_in, mei, enterprise):
    browser = sign_in(mei)
    for page in ("", "electrical/", "ties/", "portfolio/", f"firms/{enterprise.pk}/"):
        assert browser.get(f"/supply/{page}").status_code == 403


def test_the_map_prints_on_one_page_in_both_languages(office, ties):
    paper = office.get("/supply/electrical/map.pdf").content
    assert paper.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1


def draw(**more):
    return {
        "title": "下半年方案", "budget_fen": "100", "base": "total", "rate_bp": "10",
        "cap_fen": "80",
        "stages": ["reserve", "filed"], "most_per_firm": "0", "basic": "5", "per_million": "1",
        "reason": "测算", **more,
    }  # fmt: skip


def test_lin_draws_a_proposal_and_the_page_gives_every_reason(office, reserve):  # noqa: F811
    assert "备选项目" in shown(office.get("/supply/portfolio/new/"))
    assert office.post("/supply/portfolio/new/", draw()).status_code == 302
    found = Portfolio.objects.get()
    said = shown(office.get(f"/supply/portfolio/{found.pk}/"))
    for words in ("由人决定", "预算总额：若不设", "积分多", "未选；若选入", "（内容未变）"):
        assert words in said
    assert "下半年方案" in shown(office.get("/supply/portfolio/"))
    book = openpyxl.load_workbook(
        io.BytesIO(office.get(f"/supply/portfolio/{found.pk}/sheet.xlsx").content)
    )
    assert book.active.max_row == 2 + 4 + 1


def test_what_cannot_be_chosen_comes_back_beside_its_field(office, reserve):  # noqa: F811
    wrong = office.post("/supply/portfolio/new/", draw(must="十二"))
    assert "请填项目编号" in shown(wrong)
    both = office.post(
        "/supply/portfolio/new/", draw(must=str(reserve[0].pk), never=str(reserve[0].pk))
    )
    assert "同时列为必选和不选" in shown(both)
    assert not Portfolio.objects.exists()


def test_the_decision_is_kept_with_its_difference(office, sign_in, reserve, zhao):  # noqa: F811
    office.post("/supply/portfolio/new/", draw())
    found = Portfolio.objects.get()
    at = f"/supply/portfolio/{found.pk}/decide/"
    given = {"chosen": [reserve[2].pk], "basis": "会议纪要3号", "reason": "会议"}
    assert "要写明理由" in shown(office.post(at, given))
    assert office.post(at, {**given, "grounds": "一家足够"}).status_code == 302
    said = shown(sign_in(zhao).get(f"/supply/portfolio/{found.pk}/"))
    assert "会议纪要3号" in said
    assert "与方案不同" in said
    assert sign_in(zhao).post(at, given).status_code == 403
