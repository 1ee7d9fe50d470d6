"""jigai match as an official's script runs it: lists, refusals, contracts, days, the back-test."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from jigai.cli.match import match as group
from tests.cast import change
from tests.matches_cast import NUMBER

SAMPLE = Path(__file__).parent / "signed_pairs_invented.jsonl"


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    for module in ("acting", "match_county", "match_days"):
        monkeypatch.setattr(f"jigai.cli.{module}.now", lambda: change().at)
    monkeypatch.setattr("jigai.cli.running.now", lambda: change().at)


@pytest.fixture
def run():
    def ran(*words):
        return CliRunner().invoke(group, [str(word) for word in words])

    return ran


def told(done):
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def test_ten_matches_with_reasons_and_what_a_refusal_changes(run, wanted, dozen, programme):
    shown = run("proposals", wanted.pk)
    assert "+ 提到" in shown.stdout
    assert "- 没有提到" in shown.stdout
    assert len(told(run("proposals", wanted.pk, "--json"))["matches"]) == 10
    key = f"achievement:{dozen[0].pk}"
    refusal = run("decline", wanted.pk, key, "--code", "too_early").stdout.strip()
    assert "put ahead because" in run("proposals", wanted.pk).stdout
    [digest] = told(run("digest", "--json"))["digests"]
    assert digest["total"] == 1
    assert run("take-back", refusal).exit_code == 0
    assert told(run("digest", "--json"))["digests"] == []


def test_from_contact_to_payment_and_the_total_once(
    run, wanted, achievement, enterprise, university, programme
):
    key = f"achievement:{achievement.pk}"
    pk = told(run("start", wanted.pk, key, "--on", "2026-09-01", "--json"))["match"]
    assert run("step", pk, "talk", "--on", "2026-09-02").exit_code == 0
    done = run("sign", pk, "开发合同", "--kind", "development", "--amount", "500000",
               "--party", f"买方,{enterprise.name},100", "--party", f"卖方,{university.name},100",
               "--on", "2026-10-01")  # fmt: skip
    assert done.exit_code == 0, done.stderr
    assert run("register", pk, "1", "--technology", "1").exit_code == 1
    card = ("register", pk, NUMBER, "--technology", "400000", "--on", "2026-10-20")
    assert run(*card).exit_code == 0
    assert run("pay", pk, "1000", "--document", "回单", "--on", "2026-11-01").exit_code == 0
    found = told(run("totals", "--year", "2026", "--json"))
    assert (found["count"], found["amount_fen"]) == (1, 500_000_00)
    [row] = told(run("list", "--json"))["matches"]
    assert row["stage"] == "paid"
    assert told(run("list", "--stalled", "--json"))["matches"] == []
    assert told(run("backtest", "--json"))["total"]["ours"] == 1


def test_a_match_is_withdrawn_by_a_code(run, match, programme):
    assert run("withdraw", match.pk, "--code", "other").exit_code == 0
    [row] = told(run("list", "--json"))["matches"]
    assert row["withdrawn_code"] == "other"


def test_a_day_is_opened_filled_assigned_and_printed(run, wanted, dozen, programme, tmp_path):
    opened = run(
        "day", "open", "对接会", "--at", "2026-12-03T09:00", "--place", "会议中心", "--json"
    )
    pk = told(opened)["day"]
    for thing in (f"demand:{wanted.pk}", *(f"achievement:{one.pk}" for one in dozen[:2])):
        assert run("day", "join", pk, thing).exit_code == 0
    done = told(run("day", "assign", pk, "--proposing", "offer", "--json"))
    assert done == {"meetings": 1, "blocking_pairs": 0}
    assert told(run("day", "show", pk, "--json"))["check"]["blocking"] == 0
    assert "0 对宁愿互相见面" in run("day", "show", pk).stdout
    assert told(run("day", "list", "--json"))["days"][0]["meeting_count"] == 1
    for name in ("day.pdf", "day.docx"):
        assert run("day", "paper", pk, "-o", tmp_path / name).exit_code == 0
        assert (tmp_path / name).stat().st_size > 1000


@pytest.mark.django_db
def test_the_back_test_on_the_sample_prints_both_hit_rates_and_the_misses(run, tmp_path):
    found = told(run("backtest", "--sample", SAMPLE, "--json"))
    assert found["total"]["count"] == 24
    assert not found["is_too_few"]
    assert found["total"]["ours"] >= found["total"]["plain"]
    assert {one["name"] for one in found["by_year"]} == {"2024", "2025", "2026"}
    assert len(found["misses"]) == found["total"]["count"] - found["total"]["ours"] > 0
    shown = run("backtest", "--sample", SAMPLE).stdout
    assert "BM25" in shown
    assert "misses" in shown
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"offer": "甲"}\n{"demand": "乙", "offer": "丙"}\n')
    refused = run("backtest", "--sample", bad)
    assert refused.exit_code == 1
    assert "2" in refused.stderr
