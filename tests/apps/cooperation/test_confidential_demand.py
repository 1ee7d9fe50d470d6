"""A confidential demand is shown without what tells whose it is; each look is logged."""

import pytest

from jigai.apps.cooperation.actions.disclose import (
    DisclosureEnded,
    NotConfidential,
    agree_to_disclosure,
    ask_for_names,
    end_disclosure,
    offer_names,
)
from jigai.apps.cooperation.actions.enter_demand import correct_demand, enter_demand
from jigai.apps.cooperation.actions.look_at_demand import NamesClosed, look_at_demand
from jigai.apps.cooperation.actions.review_demand import NameStillShown, approve_demand
from jigai.apps.cooperation.masking import Sign, Telling, masked_text, short_names, tellings_in
from jigai.apps.cooperation.models import Demand, Look
from jigai.apps.cooperation.queries.open_demands import open_demands
from jigai.apps.registry.actions.add_contact import add_contact
from tests.cast import TODAY, change
from tests.cooperation_cast import by, told


def test_name_short_name_town_and_telephone_are_out_of_the_shown_text(secret):
    [row] = open_demands(on=TODAY)
    assert row.name == "〔企业〕镀锡线改造"
    assert row.problem == "〔企业〕在〔地点〕的镀锡线废水高，联系〔号码〕。"
    assert (row.enterprise_name, row.division_code, row.industry_code) == ("", "", "38")
    for word in ("辛亥", "崔口", "13800001234"):
        assert word not in row.text


def test_a_contact_by_name_is_hidden_too(enterprise, mei):
    add_contact(
        enterprise=enterprise, duty="总工", name="欧阳明", telephone="13900000000", change=change()
    )
    entry = told(problem="请找欧阳明商谈。", is_confidential=True)
    demand = enter_demand(enterprise=enterprise, entry=entry, change=by(mei))
    assert demand.masked["problem"] == "请找〔联系人〕商谈。"


def test_a_text_that_still_names_the_firm_is_not_published_and_says_where(enterprise, mei, lin):
    entry = told(
        is_confidential=True, masked={"expected_goal": "让辛 亥的产线提速，电话13800001234"}
    )
    demand = enter_demand(enterprise=enterprise, entry=entry, change=by(mei))
    with pytest.raises(NameStillShown) as refused:
        approve_demand(demand=demand, change=by(lin))
    assert "“预期目标”里有“辛亥”（企业名称或简称）" in refused.value.said.zh
    assert "expected goal holds “辛亥”" in refused.value.said.en
    assert "13800001234" not in refused.value.said.zh
    assert Demand.objects.get().state == "unreviewed"


def test_words_that_mei_names_herself_are_hidden(enterprise, mei):
    entry = told(problem="品牌“海岳”停产。", is_confidential=True, hidden_words="海岳")
    demand = enter_demand(enterprise=enterprise, entry=entry, change=by(mei))
    assert demand.masked["problem"] == "品牌“〔隐去〕”停产。"


def test_the_names_open_when_both_agree_and_the_log_says_when(secret, university, chen, mei):
    with pytest.raises(NamesClosed):
        look_at_demand(demand=secret, institution=university, change=by(chen))
    asked = ask_for_names(demand=secret, institution=university, change=by(chen, "洽谈"))
    with pytest.raises(NamesClosed):
        look_at_demand(demand=secret, institution=university, change=by(chen))
    agree_to_disclosure(disclosure=asked, change=by(mei))
    look_at_demand(demand=secret, institution=university, change=by(chen, "拟方案"))
    look = Look.objects.get()
    assert (look.looked_by, look.looked_at, look.purpose) == ("陈某", change().at, "拟方案")


def test_mei_offers_first_and_the_university_agrees_later(secret, university, chen, mei):
    offer_names(demand=secret, institution=university, change=by(mei))
    with pytest.raises(NamesClosed):
        look_at_demand(demand=secret, institution=university, change=by(chen))
    ask_for_names(demand=secret, institution=university, change=by(chen))
    assert look_at_demand(demand=secret, institution=university, change=by(chen))


def test_mei_takes_it_back_and_the_names_are_closed_again(secret, university, chen, mei):
    asked = ask_for_names(demand=secret, institution=university, change=by(chen))
    agree_to_disclosure(disclosure=asked, change=by(mei))
    end_disclosure(disclosure=asked, change=by(mei, "项目暂停"))
    with pytest.raises(NamesClosed):
        look_at_demand(demand=secret, institution=university, change=by(chen))
    with pytest.raises(DisclosureEnded):
        agree_to_disclosure(disclosure=asked, change=by(mei))


def test_an_open_demand_has_nothing_to_open(demand, university, chen):
    with pytest.raises(NotConfidential):
        ask_for_names(demand=demand, institution=university, change=by(chen))


def test_a_demand_that_is_no_longer_secret_drops_its_masked_text(secret, mei):
    correct_demand(demand=secret, entry=told(), change=by(mei))
    assert secret.masked == {}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("辛亥公司", "〔企业〕公司"),
        ("辛·亥·母·线的柜子", "〔企业〕的柜子"),
        ("电话１３８ ０００１ ２３４５", "电话〔号码〕"),
        ("见 www.xinhai.example.com/a", "见 〔号码〕"),
        ("写信到 a.b@xinhai.cn。", "写信到 〔号码〕。"),
        ("代码913714235B5NNQREL9", "代码〔号码〕"),
        ("投资1380万元，2026年", "投资1380万元，2026年"),
    ],
)
def test_what_masking_takes_out(text, shown):
    names = short_names("庆云辛亥母线有限公司", regions=["庆云县", "庆云"])
    tellings = [Telling(one, Sign.FIRM) for one in names]
    assert masked_text(text, tellings) == shown
    assert tellings_in(masked_text(text, tellings), tellings) == []


def test_a_word_of_the_trade_is_nobodys_short_name():
    assert short_names("庆云智能装备有限公司", regions=["庆云县", "庆云"]) == [
        "庆云智能装备有限公司",
        "庆云智能装备",
        "智能装备",
    ]
