"""The API of outcomes does what the screens do."""

from datetime import date

import pytest

from jigai.apps.outcomes.actions.schedule_follow_ups import schedule_follow_ups
from jigai.apps.outcomes.models import ProjectFollowUp
from tests.cast import change
from tests.outcome_cast import firm_in, told

pytestmark = pytest.mark.usefixtures("indicators", "programme")


def reported(call, viewer, pk, **more):
    said = {
        "indicator": "yield_rate", "kind": "baseline", "period": "2025", "value": "0.9",
        "source": "报表",
    } | more  # fmt: skip
    return call("POST", f"outcomes/enterprises/{pk}/figures", viewer, **said)


def test_mei_reports_lin_verifies_and_both_stand(call, mei, lin, enterprise):
    status, made = reported(call, mei, enterprise.pk)
    assert status == 201
    reported(call, mei, enterprise.pk, kind="actual", period="2026H1", value="0.95")
    address = f"outcomes/figures/{made['id']}/verification"
    assert call("POST", address, mei, value="0.89", source="凭证")[0] == 403
    assert call("POST", address, lin, value="0.89", source="凭证")[0] == 201
    _, card = call("GET", f"outcomes/enterprises/{enterprise.pk}", mei)
    assert {row["state"] for row in card["rows"]} == {"reported", "verified"}
    assert "not an effect" in card["caveat"]["en"]
    _, rows = call("GET", "outcomes?indicator=yield_rate&state=verified", mei)
    assert [(row["value"], row["version"]) for row in rows] == [("0.890000", 1)]


def test_a_refusal_has_its_code(call, mei, enterprise):
    status, told_ = reported(call, mei, enterprise.pk, value="1.5")
    assert (status, told_["code"]) == (409, "outcomes.share_beyond_whole")
    status, told_ = reported(call, mei, enterprise.pk, indicator="yield_rat")
    assert (status, told_["code"]) == (404, "outcomes.no_such_indicator")


def test_the_dictionary_takes_a_new_version(call, lin, mei):
    both = {"zh": "甲", "en": "a"}
    said = {
        "formula": "one", "parts": [{"name": "one", "title": both, "unit": both}],
        "meaning": both, "source": both, "valid_from": "2027-01-01",
    }  # fmt: skip
    assert call("POST", "outcomes/dictionary/yield_rate/versions", mei, **said)[0] == 403
    status, made = call("POST", "outcomes/dictionary/yield_rate/versions", lin, **said)
    assert (status, made["id"]) == (201, 2)
    _, found = call("GET", "outcomes/dictionary/yield_rate", mei)
    assert [one["version"] for one in found["versions"]] == [2, 1]


def test_growth_charts_and_overlap(call, lin, mei, county):
    firms = [firm_in(n, town="371423103", direction="sports") for n in range(1, 7)]
    for one in firms:
        told(one, "revenue", "baseline", "2024", "100")
        told(one, "revenue", "actual", "2025", "150.55")
    _, table = call("GET", "outcomes/contribution?before=2024&after=2025", lin)
    assert table["content"]["total"]["points"] == "50.55"
    status, made = call(
        "POST", "outcomes/charts", lin, before="2024", after="2025", title="营业收入"
    )
    assert status == 201
    _, chart = call("GET", f"outcomes/charts/{made['id']}", mei)
    assert (chart["version"], chart["content"]) == (1, table["content"])
    for code in ("a", "b"):
        said = {
            "code": code,
            "title": code,
            "owner": "局",
            "document": "文",
            "valid_from": "2024-01-01",
        }
        assert call("POST", "outcomes/programmes", lin, **said)[0] == 201
        member = {"programme": code, "enterprise_id": firms[0].pk, "joined_on": "2024-02-01"}
        status, _ = call(
            "POST", "outcomes/programmes/members", lin, **member, investment_fen=100, document="文"
        )
        assert status == 201
    rule = {"rule": "first", "valid_from": "2024-01-01", "decision": "纪要"}
    assert call("POST", "outcomes/programmes/rules", lin, **rule)[0] == 201
    _, found = call("GET", "outcomes/programmes/overlap?before=2024&after=2025", lin)
    assert (found["total"], found["claimed"], found["overlap"], found["adds_up"]) == (
        "50.55", "101.10", "50.55", True,
    )  # fmt: skip
    assert call("GET", "outcomes/programmes/overlap?before=2024&after=2025", mei)[0] == 403


def test_follow_ups_are_answered_or_silence_is_recorded(call, mei, lin, project):
    schedule_follow_ups(project=project, completed_on=date(2023, 6, 1), change=change())
    first, second, _third = ProjectFollowUp.objects.order_by("months")
    _, asked = call("GET", f"outcomes/follow-ups/{first.pk}", mei)
    assert asked[0]["indicator"] == "added_revenue"
    status, _ = call(
        "POST", f"outcomes/follow-ups/{first.pk}/answer", mei,
        period="2024H1", values={"added_revenue": "1000"}, source="账簿",
    )  # fmt: skip
    assert status == 201
    assert call("POST", f"outcomes/follow-ups/{second.pk}/silence", lin, note="三次")[0] == 200
    _, rows = call("GET", "outcomes/follow-ups", mei)
    assert [row["state"] for row in rows][:2] == ["answered", "no_answer"]


def test_take_paper_and_sheet(call, lin, mei, enterprise, client):
    status, done = call("POST", f"outcomes/enterprises/{enterprise.pk}/take", mei)
    assert (status, done["taken"]) == (200, 0)
