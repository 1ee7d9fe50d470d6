"""Diagnosis as a program reads and keeps it."""

import pytest

from jigai.domain.maturity.banks import bank_named
from tests.api.test_api import call, reader, token_of, writer  # noqa: F401 - fixtures
from tests.apps.diagnosis.conftest import every_answer

BANK = "digital_level/2024-09-01"


@pytest.fixture
def number(call, writer, enterprise):  # noqa: F811
    body = {"enterprise_id": enterprise.pk, "bank": BANK, "reason": "诊断"}
    status, made = call("POST", "diagnosis", writer, body)
    assert status == 201
    return made["id"]


def test_a_program_answers_both_sides_and_reads_level_disagreements_and_gaps(call, writer, number):  # noqa: F811
    given = every_answer(bank_named(BANK)[0], scene="1")
    body = {"answers": {n: {"value": v} for n, v in given.items()}, "reason": "填写"}
    status, changed = call("PUT", f"diagnosis/{number}/answers/own", writer, body)
    assert (status, len(changed["changed"])) == (200, 31)
    at = f"diagnosis/{number}"
    assert call("POST", f"{at}/answers/own/finish", writer, {"reason": "交卷"})[0] == 200
    assert call("POST", f"{at}/agree", writer, {"reason": "沿用"}) == (200, {"taken": 31})
    body = {"answers": {"network": {"value": "-", "evidence": "现场"}}, "reason": "评估"}
    call("PUT", f"{at}/answers/assessor", writer, body)
    assert call("POST", f"{at}/answers/assessor/finish", writer, {"reason": "评估"})[0] == 200
    status, card = call("GET", at, writer)
    assert (status, card["state"], card["assessed"]["level"]) == (200, "assessed", "level_1")
    assert [one["question"] for one in card["disagreements"]] == ["network"]
    assert card["note"]["en"] == "A self-assessment, not the official result."
    gap = card["gaps"][0]
    body = {"state": "dropped", "reason": "外协"}
    assert call("POST", f"diagnosis/gaps/{gap['id']}/settle", writer, body)[0] == 200
    assert call("GET", "diagnosis/gaps?state=dropped", writer)[1][0]["id"] == gap["id"]
    body["state"] = "open"
    assert call("POST", f"diagnosis/gaps/{gap['id']}/settle", writer, body)[0] == 200
    body = {"what": "数控化率 60%", "target": "90%", "reason": "补充"}
    assert call("POST", f"{at}/gaps", writer, body)[0] == 201
    assert call("POST", f"{at}/reopen", writer, {"reason": "更正"})[0] == 200


def test_a_program_keeps_lists_and_figures_and_reads_exact_rates(call, writer, enterprise):  # noqa: F811
    at = f"diagnosis/enterprises/{enterprise.pk}"
    line = {"number": "1", "name": "车床", "source": "台账", "quantity": 9, "is_main": True,
            "is_numerical": True, "reason": "登记"}  # fmt: skip
    assert call("POST", f"{at}/machines", writer, line)[0] == 201
    _, made = call("POST", f"{at}/machines", writer, {**line, "number": "2", "quantity": 1})
    line |= {"number": "2", "quantity": 1, "is_numerical": False}
    assert call("PUT", f"diagnosis/machines/{made['id']}", writer, line)[0] == 200
    rates = call("GET", f"{at}/rates", writer)[1]
    assert (rates[0]["low"], rates[0]["numerator"], rates[0]["denominator"]) == ("9/10", "9", "10")
    step = {"number": "1", "name": "焊接", "source": "工艺卡", "is_key": True, "reason": "登记"}
    _, made = call("POST", f"{at}/processes", writer, step)
    assert call("GET", f"{at}/rates", writer)[1][1]["high"] == "1"
    step["control"] = "manual"
    assert call("PUT", f"diagnosis/processes/{made['id']}", writer, step)[0] == 200
    assert call("GET", f"{at}/rates", writer)[1][1]["high"] == "0"
    figure = {"measure": "yield_rate", "parts": {"inspected": 200, "good": 197}, "source": "日报",
              "first_on": "2026-09-01", "last_on": "2026-09-30", "reason": "填报"}  # fmt: skip
    assert call("POST", f"{at}/figures", writer, figure)[0] == 201
    assert call("GET", f"{at}/figures", writer)[1][0]["exact"] == "197/200"
    assert [
        len(call("GET", f"{at}/{one}", writer)[1]) for one in ("machines", "processes", "gaps")
    ] == [2, 1, 0]


def test_banks_questions_and_the_benchmark(call, writer, enterprise):  # noqa: F811
    banks = call("GET", "diagnosis/banks", writer)[1]
    assert {one["standing"] for one in banks} >= {"official", "standard"}
    asked = call("GET", f"diagnosis/banks/{BANK}/questions", writer)[1]
    assert sum(one["is_core"] for one in asked) == 10
    status, found = call(
        "GET", f"diagnosis/benchmark?bank={BANK}&enterprise={enterprise.pk}", writer
    )
    assert (status, found["groups"], found["asked"], found["own"]) == (200, [], None, None)
    body = {"least": 6, "valid_from": "2026-01-01", "decision": "办公会", "reason": "设定"}
    assert call("PUT", "diagnosis/benchmark/minimum", writer, body)[0] == 200
    assert call("GET", f"diagnosis/benchmark?bank={BANK}", writer)[1]["least"] == 6


def test_what_cannot_be_read_is_refused_with_its_code(call, writer, number):  # noqa: F811
    body = {"answers": {"network": {"value": "g6"}}, "reason": "填写"}
    status, problem = call("PUT", f"diagnosis/{number}/answers/own", writer, body)
    assert (status, problem["code"]) == (409, "diagnosis.answer_unreadable")
