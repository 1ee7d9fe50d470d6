"""jigai coop lists, shows, reviews and assigns, within what the account may do."""

import json

import pytest
from click.testing import CliRunner

from jigai.apps.cooperation.actions.enter_demand import enter_demand
from jigai.cli.coop import coop
from tests.cast import change
from tests.cooperation_cast import by, told

pytestmark = pytest.mark.usefixtures("programme")


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    for place in ("coop", "acting"):
        monkeypatch.setattr(f"jigai.cli.{place}.now", lambda: change().at)


def run(*words):
    return CliRunner().invoke(coop, list(words))


def test_chen_lists_a_secret_demand_without_its_name_and_the_office_no_other(secret, chen):
    for words in (("--as", "chen"), ()):
        answer = run("demands", *words, "--json")
        [row] = json.loads(answer.stdout)["demands"]
        assert (row["name"], row["enterprise"]) == ("〔企业〕镀锡线改造", "")
        assert "辛亥" not in run("show", str(secret.pk), *words).stdout


def test_lin_approves_or_returns_and_mei_keeps_and_closes(enterprise, mei, lin):
    demand = enter_demand(enterprise=enterprise, entry=told(), change=by(mei))
    key = str(demand.pk)
    refused = run("review", key, "--reason", "属实", "--as", "mei")
    assert (refused.exit_code, "审核" in refused.stderr) == (1, True)
    assert (
        "returned"
        in run("review", key, "--return", "指标不清", "--reason", "审核", "--as", "lin").stdout
    )
    assert "approved" in run("review", key, "--reason", "审核", "--as", "lin").stdout
    assert (
        "2027-08-01" in run("keep", key, "2027-08-01", "--reason", "仍需要", "--as", "mei").stdout
    )
    assert json.loads(run("demands", "--open", "--json").stdout)["demands"]
    assert run("close", key, "--reason", "已解决", "--as", "mei").exit_code == 0
    assert json.loads(run("demands", "--open", "--json").stdout)["demands"] == []


def test_a_case_over_the_limit_is_refused_with_whom_to_ask(expert, lin):
    key = str(expert.pk)
    for number in range(6):
        made = run("assign", key, "--title", f"第{number}件", "--reason", "派单", "--as", "lin")
        assert made.exit_code == 0
    refused = run("assign", key, "--title", "第七件", "--reason", "派单", "--as", "lin")
    assert refused.exit_code == 1
    assert "已到上限6件" in refused.stderr
    case = made.stdout.partition(":")[0]
    assert run("close-case", case, "contract", "--reason", "签约", "--as", "lin").exit_code == 0
    [row] = json.loads(run("experts", "--json").stdout)["experts"]
    assert (row["open_count"], row["success_count"]) == (5, 1)
    assert "第5件" in run("expert", key).stdout


def test_achievements_institutions_and_agreements_are_listed(achievement, university):
    [row] = json.loads(run("achievements", "--open", "--json").stdout)["achievements"]
    assert row["maturity"] == 6
    assert "试验报告" in run("achievement", str(achievement.pk)).stdout
    [school] = json.loads(run("institutions", "--json").stdout)["institutions"]
    assert school["name"] == university.name
    assert json.loads(run("agreements", "--json").stdout) == {"agreements": []}
    assert json.loads(run("due", "--json").stdout) == {"due": []}
