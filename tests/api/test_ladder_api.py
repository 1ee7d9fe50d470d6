"""The ladder as a program reads and keeps it."""

from datetime import date

import pytest

from jigai.apps.cultivation.models import EnterpriseFact
from jigai.apps.registry.actions.add_certificate import add_certificate
from tests.api.test_api import call, reader, token_of, writer  # noqa: F401 - fixtures
from tests.cast import change


@pytest.fixture
def at(enterprise):
    return f"ladder/enterprises/{enterprise.pk}"


def test_a_program_enters_facts_and_reads_every_rung(call, writer, at):  # noqa: F811
    body = {
        "facts": {
            "employees": {"value": "100", "source": "社保清单"},
            "tech_staff": {"value": "30", "source": "名册", "as_of": "2025-12-31"},
        },
        "reason": "接口填报",
    }
    assert call("PUT", f"{at}/facts/2025", writer, body) == (
        200,
        {"changed": ["employees", "tech_staff"]},
    )
    status, ladder = call("GET", f"{at}?year=2025", writer)
    assert (status, ladder["note"]["en"]) == (200, "A self-assessment, not a recognition.")
    one = next(rung for rung in ladder["rungs"] if rung["rule_set"] == "cn.tech_sme")
    staff = next(line for line in one["lines"] if line["name"] == "staff")
    assert (staff["points_low"], staff["weight"]) == ("20", "20")
    assert "名册" in staff["source"]["zh"]
    assert "rd_expense_yuan" in {fact["name"] for fact in one["missing"]}


def test_a_wrong_fact_is_refused_with_its_code(call, writer, at):  # noqa: F811
    body = {"facts": {"employee": {"value": "1", "source": "x"}}, "reason": "x"}
    status, problem = call("PUT", f"{at}/facts/2025", writer, body)
    assert (status, problem["code"]) == (409, "cultivation.no_such_fact")
    assert "employees" in problem["title"]["en"]


def test_mei_may_not_verify_her_own_figures(call, mei, at):  # noqa: F811
    secret = token_of(mei, may_write=True)
    body = {"basis": "verified", "facts": {"employees": {"value": "1", "source": "x"}},
            "reason": "x"}  # fmt: skip
    assert call("PUT", f"{at}/facts/2025", secret, body)[0] == 403
    assert call("PUT", f"{at}/facts/2025", secret, body | {"basis": "reported"})[0] == 200
    assert EnterpriseFact.objects.get().basis == "reported"


def test_board_funnel_and_tasks_are_read(call, writer, enterprise):  # noqa: F811
    add_certificate(
        enterprise=enterprise, kind="hnte", number="GR1", valid_from=date(2020, 1, 1),
        valid_to=date(2099, 1, 1), change=change(),
    )  # fmt: skip
    [row] = call("GET", "ladder/board", writer)[1]
    assert (row["rung"], row["until"]) == ("cn.hnte", "2099-01-01")
    found = call("GET", "ladder/funnel", writer)[1]
    assert (found["total"], found["groups"][0]["total"]) == (1, None)
    assert call("POST", "ladder/tasks/raise", writer, {"reason": "检查"})[0] == 200
    assert call("GET", "ladder/tasks", writer)[0] == 200
    assert call("GET", "ladder/facts", writer)[1][0]["name"] == "employees"
