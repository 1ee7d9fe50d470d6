"""Chains, ties and portfolios as a program reads and keeps them."""

import pytest

from jigai.apps.supply.frozen import rules_as_json
from jigai.apps.supply.models import LinkFirm, Portfolio, SupplyTie
from tests.api.test_api import call, token_of, writer  # noqa: F401 - fixtures
from tests.apps.supply.test_portfolios import RULES, reserve  # noqa: F401 - a fixture
from tests.supply_cast import MILL, firms, shen, tied, ties  # noqa: F401 - fixtures

# ruff: noqa: F811 - fixtures of other modules


def body(firms, **more):
    return {
        "supplier": {"name": "丙钢铁（演示）", "region": "湖北"},
        "buyer": {"enterprise_id": firms["铁心厂"].pk},
        "chain": "electrical", "link": "electrical-steel", "product": "硅钢", "year": 2025,
        "source": "走访", "share_bp": 8000, "reason": "登记", **more,
    }  # fmt: skip


def test_a_tie_is_made_put_and_withdrawn(call, writer, firms):
    status, made = call("POST", "chains/ties", writer, body(firms))
    assert status == 201
    at = f"chains/ties/{made['id']}"
    assert call("PUT", at, writer, body(firms, share_bp=None))[0] == 200
    assert SupplyTie.objects.get().share_bp is None
    status, problem = call("PUT", at, writer, body(firms, link="steel"))
    assert (status, problem["code"]) == (409, "supply.link_unknown")
    assert call("POST", f"{at}/withdraw", writer, {"reason": "停供"})[0] == 200
    assert call("GET", "chains/ties", writer) == (200, [])


def test_map_and_knock_on_are_exact(call, writer, ties, firms):
    [line] = [one for one in call("GET", "chains", writer)[1] if one["code"] == "electrical"]
    assert (line["tie_count"], line["is_proposal"], line["states"]["thin"]) == (5, True, 1)
    links = {one["code"]: one for one in call("GET", "chains/electrical", writer)[1]["links"]}
    assert (links["core"]["hhi_low"], links["core"]["state"]) == ("27225/4", "thin")
    card = call("GET", f"chains/enterprises/{firms['铁心厂'].pk}", writer)[1]
    assert [(row["tier"], row["low"], row["high"]) for row in card["rows"]] == [
        (1, "1", "1"), (1, "13/20", "13/20"), (2, "2/5", "79/100"),
    ]  # fmt: skip
    assert call("GET", "chains/nothing", writer)[0] == 404


def test_shen_gets_masked_names_and_may_change_nothing(call, shen, firms):
    tied(MILL, firms["铁心厂"], "electrical-steel", is_sensitive=True)
    secret = token_of(shen, may_write=True)
    [tie] = call("GET", "chains/ties", secret)[1]
    assert (tie["buyer"]["enterprise_id"], tie["buyer"]["is_masked"]) == (None, True)
    assert call("POST", "chains/ties", secret, body(firms))[0] == 403
    assert call("POST", f"chains/ties/{tie['id']}/withdraw", secret, {"reason": "x"})[0] == 403


def test_a_firm_is_placed_and_taken_out(call, writer, firms):
    given = {"enterprise_id": firms["铁心厂"].pk, "chain": "electrical", "link": "core",
             "source": "走访", "reason": "归类"}  # fmt: skip
    status, made = call("POST", "chains/places", writer, given)
    assert status == 201
    assert call("POST", f"chains/places/{made['id']}/remove", writer, {"reason": "x"})[0] == 200
    assert not LinkFirm.objects.exists()


@pytest.fixture
def drawn(call, writer, reserve):
    given = {"title": "方案", "rules": rules_as_json(RULES), "reason": "测算"}
    status, made = call("POST", "portfolios", writer, given)
    assert status == 201
    return f"portfolios/{made['id']}"


def test_a_portfolio_is_drawn_read_checked_and_decided(call, writer, drawn):
    found = call("GET", drawn, writer)[1]
    assert (found["points"], found["is_intact"], found["decision"]) == (31, True, None)
    assert {line["name"] for line in found["lines"] if not line["is_in"]} == {"备选1"}
    assert found["binding"][0]["constraint"]["en"] == "the budget"
    assert call("GET", f"{drawn}/check", writer)[1] == {"is_intact": True, "is_reproduced": True}
    ids = [line["id"] for line in found["lines"] if line["is_in"]]
    decided = {"chosen": ids, "basis": "纪要", "reason": "会议"}
    assert call("POST", f"{drawn}/decision", writer, decided)[0] == 201
    assert call("GET", drawn, writer)[1]["decision"]["chosen"] == sorted(ids)
    assert call("POST", f"{drawn}/decision", writer, decided)[1]["code"] == (
        "portfolio.decided_already"
    )


def test_bo_reads_no_portfolio(call, bo, drawn):
    assert call("GET", drawn, token_of(bo))[1]["code"] == "portfolio.county_only"
    assert Portfolio.objects.count() == 1
