"""The pages of outcomes, as people of the cast use them."""

import re
from datetime import date
from decimal import Decimal

import pytest

from jigai.apps.accounts.models import User
from jigai.apps.outcomes.actions.schedule_follow_ups import schedule_follow_ups
from jigai.apps.outcomes.models import (
    IndicatorVersion,
    OutcomeFigure,
    ProjectFollowUp,
    PublishedChart,
    SharingRule,
)
from jigai.apps.outcomes.queries.figures import figures
from tests.cast import change
from tests.outcome_cast import firm_in, told

pytestmark = pytest.mark.usefixtures("indicators", "programme")


@pytest.fixture
def signed(client):
    def sign_in(viewer):
        client.force_login(User.objects.get(pk=viewer.user_id))
        return client

    return sign_in


def posted(client, url, **values):
    return client.post(url, {"reason": "登记", **values})


def test_mei_reports_in_per_cent_and_her_page_shows_the_change_and_the_caveat(
    signed, mei, enterprise
):
    page = f"/outcomes/enterprises/{enterprise.pk}/"
    enter = f"{page}enter/?indicator=order_accuracy"
    client = signed(mei)
    assert "调度信息，非统计报表" in client.get(enter).content.decode()
    for kind, span, value in (("baseline", "2025", "75"), ("actual", "2026H1", "90")):
        answer = posted(client, enter, kind=kind, span=span, value=value, source="订单台账")
        assert answer.status_code == 302, answer.content.decode()
    assert [row.value for row in figures(mei)] == [Decimal("0.75"), Decimal("0.9")]
    text = client.get(page).content.decode()
    assert "+15 个百分点（相对 +20%）" in text
    assert "前后对比不等于效果" in text
    assert "data-chart" in text


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(signed, mei, enterprise):
    url = f"/outcomes/enterprises/{enterprise.pk}/enter/?indicator=revenue"
    answer = posted(signed(mei), url, kind="actual", span="去年", value="1", source="联网直报平台")
    assert answer.status_code in {400, 409, 422}
    text = answer.content.decode()
    assert "不是年度或半年" in text
    assert "联网直报平台" in text
    assert not OutcomeFigure.objects.exists()


def test_mei_does_not_verify_and_lin_does_beside_it(signed, mei, lin, enterprise):
    figure = told(enterprise, "tax", "actual", "2025", "50000")
    assert signed(mei).get(f"/outcomes/figures/{figure.pk}/verify/").status_code == 403
    client = signed(lin)
    assert (
        f"/outcomes/figures/{figure.pk}/verify/"
        in client.get(f"/outcomes/figures/{figure.pk}/").content.decode()
    )
    answer = posted(
        client, f"/outcomes/figures/{figure.pk}/verify/", value="4.8", source="缴款凭证"
    )
    assert answer.status_code == 302
    assert {row.state: row.value for row in figures(lin)} == {
        "reported": Decimal(50000), "verified": Decimal(48000),
    }  # fmt: skip


def test_a_changed_formula_is_shown_as_version_2_with_the_old_one(signed, lin):
    answer = posted(
        signed(lin), "/outcomes/dictionary/yield_rate/revise/",
        formula="good_pieces / all_pieces",
        parts="good_pieces | 合格数 | good | 件 | pieces\nall_pieces | 产量 | output | 件 | pieces",
        meaning="合格数占产量", meaning_en="good among all", source="通知", source_en="notice",
        valid_from="2027-01-01",
    )  # fmt: skip
    assert answer.status_code == 302, answer.content.decode()
    assert IndicatorVersion.objects.filter(indicator="yield_rate").count() == 2
    text = signed(lin).get("/outcomes/dictionary/yield_rate/").content.decode()
    assert "第 2 版" in text
    assert "第 1 版" in text


def test_a_part_line_that_is_not_whole_is_said_beside_its_field(signed, lin):
    answer = posted(
        signed(lin), "/outcomes/dictionary/yield_rate/revise/",
        formula="good_pieces", parts="good_pieces | 合格数",
        meaning="甲", meaning_en="a", source="通知", source_en="notice", valid_from="2027-01-01",
    )  # fmt: skip
    assert "不完整" in answer.content.decode()
    assert IndicatorVersion.objects.filter(indicator="yield_rate").count() == 1


@pytest.fixture
def firms(county):
    made = [firm_in(n, town="371423103", direction="sports") for n in range(1, 8)]
    for number, one in enumerate(made, 1):
        told(one, "revenue", "baseline", "2024", f"{number * 1000}")
        told(one, "revenue", "actual", "2025", f"{number * 1100}")
    return made


def test_lin_publishes_a_chart_that_says_its_version(signed, lin, firms):
    query = "indicator=revenue&before=2024&after=2025"
    client = signed(lin)
    text = client.get(f"/outcomes/contribution/?{query}").content.decode()
    assert "+10.00" in text
    assert "前后对比不等于效果" in text
    answer = posted(client, f"/outcomes/charts/publish/?{query}", title="2025 年营业收入")
    assert answer.status_code == 302
    chart = PublishedChart.objects.get()
    assert "第 1 版" in client.get(f"/outcomes/charts/{chart.pk}/").content.decode()


def test_a_rate_is_not_summed_and_the_page_says_so(signed, lin):
    text = signed(lin).get("/outcomes/contribution/?indicator=yield_rate").content.decode()
    assert "不能把各企业的数值相加" in text


def test_programmes_members_and_the_rule_give_an_overlap_that_adds_up(signed, lin, firms):
    client = signed(lin)
    for code in ("loans", "renewal"):
        answer = posted(
            client, "/outcomes/programmes/open/", code=code, title=f"计划{code}",
            owner="工信局", document="文件", valid_from="2024-01-01",
        )  # fmt: skip
        assert answer.status_code == 302, answer.content.decode()
        answer = posted(
            client, "/outcomes/programmes/members/", programme=code,
            enterprise=firms[0].credit_code, joined_on="2024-06-01", investment="30",
            document="名单",
        )  # fmt: skip
        assert answer.status_code == 302, answer.content.decode()
    posted(
        client, "/outcomes/programmes/rule/", method="investment", valid_from="2024-01-01",
        decision="纪要",
    )  # fmt: skip
    assert SharingRule.objects.count() == 1
    text = client.get("/outcomes/programmes/overlap/?before=2024&after=2025").content.decode()
    assert "核对：分毫不差" in text
    assert "单位：万元" in text
    assert ">0.005</td>" in text


def test_the_list_says_span_and_unit_and_keeps_digits_under_digits(signed, lin, enterprise):
    told(enterprise, "revenue", "actual", "2025", "159627700")
    told(enterprise, "revenue", "actual", "2025H1", "70000001")
    text = signed(lin).get("/outcomes/").content.decode()
    assert '15,962.77<span class="unseen" aria-hidden="true">00</span>' in text
    assert ">7,000.0001\n" in text
    assert "2025 上半年" in text
    assert 'data-kind="unit" data-title="单位">万元' in text


def test_every_amount_of_a_table_of_growth_has_as_many_decimals(signed, lin, firms):
    exact = firm_in(8, town="371423103", direction="sports")
    told(exact, "revenue", "baseline", "2024", "8000.5")
    told(exact, "revenue", "actual", "2025", "8800")
    text = signed(lin).get("/outcomes/contribution/?before=2024&after=2025").content.decode()
    amounts = re.findall(r'data-title="(?:前期|后期|增减)">([^<]+)<', text)
    assert "3.60005" in amounts
    assert {len(one.partition(".")[2]) for one in amounts} == {5}


def test_mei_answers_a_follow_up_and_blank_is_missing(signed, mei, project):
    schedule_follow_ups(project=project, completed_on=date(2025, 6, 1), change=change())
    first = ProjectFollowUp.objects.order_by("months").first()
    client, url = signed(mei), f"/outcomes/follow-ups/{first.pk}/"
    assert "留空是缺数据" in client.get(url).content.decode()
    answer = posted(client, url, span="2026H1", of_added_revenue="12.5", source="账簿")
    assert answer.status_code == 302, answer.content.decode()
    (row,) = figures(mei)
    assert (row.indicator, row.value, row.follow_up_id) == (
        "added_revenue", Decimal(125000), first.pk,
    )  # fmt: skip


def test_lin_records_silence_and_mei_cannot(signed, mei, lin, project):
    schedule_follow_ups(project=project, completed_on=date(2024, 6, 1), change=change())
    first = ProjectFollowUp.objects.order_by("months").first()
    url = f"/outcomes/follow-ups/{first.pk}/close/"
    assert posted(signed(mei), url, note="x").status_code == 403
    assert posted(signed(lin), url, note="三次电话").status_code == 302
    text = signed(lin).get(f"/outcomes/projects/{project.pk}/").content.decode()
    assert "未答复（缺数据）" in text


@pytest.mark.parametrize(
    "address", ["", "dictionary/", "contribution/", "charts/", "programmes/", "follow-ups/"]
)
def test_every_page_has_its_empty_state(signed, zhao, address):
    answer = signed(zhao).get(f"/outcomes/{address}")
    assert answer.status_code == 200
    assert "empty" in answer.content.decode() or address == "dictionary/"


def test_a_stranger_finds_nothing(signed, bo, enterprise):
    figure = told(enterprise, "revenue", "actual", "2025", "1")
    client = signed(bo)
    for url in (f"enterprises/{enterprise.pk}/", f"figures/{figure.pk}/"):
        assert client.get(f"/outcomes/{url}").status_code == 404


def test_the_list_shows_per_cent_and_wan_and_can_be_exported(signed, lin, enterprise):
    told(enterprise, "revenue", "actual", "2025", "12345678.9")
    told(enterprise, "yield_rate", "actual", "2025", "0.965")
    client = signed(lin)
    text = client.get("/outcomes/").content.decode()
    assert "1,234.5679" in text
    assert "96.5" in text
    assert client.get("/outcomes/?export=csv").status_code == 200
    assert client.get("/outcomes/sheet/").content[:2] == b"PK"
    paper = client.get(f"/outcomes/enterprises/{enterprise.pk}/paper/")
    assert paper.content[:4] == b"%PDF"
