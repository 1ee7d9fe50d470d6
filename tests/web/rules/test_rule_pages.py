from django.urls import reverse

from jigai.domain.rules.rulebook import rule_sets
from tests.web.round_people import gao  # noqa: F401 - administers

CHOICE = {
    "rule_set": "yinchuan_2025",
    "valid_from": "2026-12-01",
    "decision": "庆技改办〔2026〕3号",
}


def test_everybody_reads_every_shipped_rule(client, programme):
    page = client.get(reverse("rules:list")).content.decode()
    for rules in rule_sets():
        assert rules.title.zh in page
        shown = client.get(reverse("rules:show", args=[rules.id, rules.valid_from.isoformat()]))
        assert "边界样例" in shown.content.decode()


def test_an_edition_that_does_not_exist_is_not_found(client, programme):
    assert (
        client.get(reverse("rules:show", args=["county_default", "1999-01-01"])).status_code == 404
    )


def test_the_administrator_chooses_from_a_day_by_a_document(sign_in, gao, programme):  # noqa: F811
    browser = sign_in(gao)
    page = browser.post(reverse("rules:list"), CHOICE, follow=True).content.decode()
    assert "庆技改办〔2026〕3号" in page
    again = browser.post(reverse("rules:list"), CHOICE)
    assert again.status_code == 422


def test_nobody_else_chooses(office, client, programme):
    assert office.post(reverse("rules:list"), CHOICE).status_code == 403
    client.logout()
    assert client.post(reverse("rules:list"), CHOICE).status_code == 403


def test_a_scorecard_speaks_of_gates_and_not_of_cards(client, programme):
    page = client.get("/rules/cn.hnte/2016-01-01/").content.decode()
    assert "门槛条件（都要满足）" in page
    assert "计算方法" in page
    assert "怎样定牌" not in page
    assert "怎样定牌" in client.get("/rules/county_default/2025-12-01/").content.decode()


def test_the_editions_are_read_with_the_knowledge_of_another_day(client, programme):
    url = reverse("rules:editions")
    today = client.get(url).content.decode()
    assert "收录日" in today
    before = client.get(url, {"known_on": "2020-01-01"}).content.decode()
    assert "以 2020年1月1日 所知为准" in before
    assert "cn.hnte" in today
    assert "cn.hnte" not in before
    assert client.get(url, {"known_on": "2020-13-01"}).status_code == 422
