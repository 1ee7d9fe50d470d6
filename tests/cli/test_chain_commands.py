"""jigai chain and jigai portfolio as a county's operator runs them."""

import json

import pytest
from click.testing import CliRunner

from jigai.apps.supply.frozen import rules_as_json
from jigai.apps.supply.models import Portfolio
from jigai.cli.chain import chain
from jigai.cli.portfolio import portfolio
from tests.apps.supply.test_portfolios import RULES, reserve  # noqa: F401 - a fixture
from tests.supply_cast import firms, ties  # noqa: F401 - fixtures


@pytest.fixture
def run():
    def ran(group, *words):
        return CliRunner().invoke(group, [str(word) for word in words])

    return ran


def test_chains_are_listed_mapped_and_stopped(run, ties, firms, tmp_path):  # noqa: F811
    listed = json.loads(run(chain, "list", "--json").stdout)["chains"]
    assert {one["code"]: one["ties"] for one in listed}["electrical"] == 5
    core = firms["铁心厂"].credit_code
    rows = json.loads(run(chain, "stop", core, "--json").stdout)["rows"]
    assert rows[-1]["high"] == "79/100"
    assert "40%—79%" in run(chain, "stop", core).stdout
    mapped = json.loads(run(chain, "map", "electrical", "--json").stdout)["links"]
    assert {one["code"]: one["hhi"]["zh"] for one in mapped}["core"] == "6,806—7,113"
    for name in ("map.pdf", "map.xlsx"):
        assert run(chain, "map", "electrical", "-o", tmp_path / name).exit_code == 0
    assert (tmp_path / "map.pdf").read_bytes().startswith(b"%PDF")
    assert run(chain, "ties", "-o", tmp_path / "ties.xlsx").exit_code == 0
    refused = run(chain, "map", "electric")
    assert (refused.exit_code, "electrical" in refused.stderr) == (1, True)


def test_a_portfolio_is_drawn_from_a_file_checked_and_decided(run, reserve, tmp_path):  # noqa: F811
    rules = tmp_path / "rules.json"
    rules.write_text(json.dumps(rules_as_json(RULES)), encoding="utf-8")
    drawn = run(portfolio, "draw", rules, "--title", "方案", "--reason", "测算", "--json")
    found = json.loads(drawn.stdout)
    assert found["points"] == 31
    number = found["id"]
    assert run(portfolio, "check", number).exit_code == 0
    assert "未选；若选入" in run(portfolio, "show", number).stdout
    ids = ",".join(str(line["id"]) for line in found["lines"] if line["is_in"])
    given = ("decide", number, "--basis", "纪要", "--reason", "会议", "--chosen")
    assert run(portfolio, *given, "a,b").exit_code == 2
    assert run(portfolio, *given, "987654").exit_code == 1
    assert run(portfolio, *given, ids).exit_code == 0
    assert json.loads(run(portfolio, "list", "--json").stdout)["portfolios"][0]["decided_on"]


def test_wrong_rules_are_refused_and_the_example_is_right(run, reserve, tmp_path):  # noqa: F811
    assert json.loads(run(portfolio, "rules").stdout)["grant"]["base"] == "equipment"
    wrong = tmp_path / "rules.json"
    wrong.write_text("{", encoding="utf-8")
    refused = run(portfolio, "draw", wrong, "--title", "x", "--reason", "x")
    assert (refused.exit_code, "支持规则有误" in refused.stderr) == (1, True)
    assert not Portfolio.objects.exists()


def test_a_tampered_proposal_fails_its_check(run, reserve):  # noqa: F811
    assert run(portfolio, "check", 1).exit_code == 1
