"""What jigai bench rules and badges measure is right before it is fast."""

import pandas as pd
import polars as pl
import pytest
from click.testing import CliRunner

from jigai.cli import bench_badges, bench_pandas, bench_peers, bench_rules
from jigai.cli.bench_firms import CENTS, LIMITS, synthetic_firms
from jigai.cli.main import main
from jigai.domain.columns.lower import lower
from jigai.domain.columns.plan import FactColumn
from jigai.domain.rules.rulebook import rule_set


@pytest.fixture(scope="module")
def firms():
    return synthetic_firms(3_000)


@pytest.fixture(scope="module")
def plan(firms):
    found = rule_set(bench_rules.RULE, on=bench_rules.DAY)
    decimals = {name: 0 if name in bench_rules.COUNTS else 2 for name in firms.columns}
    return lower(found, {name: FactColumn(decimals=d) for name, d in decimals.items()})


def test_some_firms_stand_exactly_on_a_limit_and_some_facts_are_unknown(firms):
    limit = LIMITS["sales_revenue_yuan"] * CENTS
    assert (firms["sales_revenue_yuan"] == limit).sum() > 0
    assert 0 < firms["employees"].null_count() < 100
    assert firms.equals(synthetic_firms(3_000))


def test_pandas_and_our_columns_agree_on_firms_of_which_all_is_known(firms, plan):
    known = firms.drop_nulls()
    outcome = bench_rules.run(known, plan, ("outcome",))["=outcome"]
    names = plan.results["outcome"].names
    frame = pd.DataFrame({name: known[name].to_numpy() for name in known.columns})

    assert (outcome == names.index("met")).to_list() == bench_pandas.met(frame).tolist()


def test_medians_are_taken_of_runs_in_turn_each_after_an_uncounted_one():
    order = []
    clock, processor = bench_rules.timed(
        {"a": lambda: order.append("a"), "b": lambda: order.append("b")}, 3
    )
    assert order == ["a", "a", "b", "b"] * 3
    assert set(clock) == set(processor) == {"a", "b"}


def test_streaks_are_carried_from_round_to_round_by_position():
    rule = rule_set(bench_badges.RULE, on=bench_badges.DAY)
    state = bench_badges._beginning(400)
    red, missed = [0] * 400, [0] * 400
    for number in range(4):
        facts = bench_badges.synthetic_round(400, number, rule)
        plan = lower(rule, bench_badges._forms(rule, facts))
        found, _ = bench_badges.badges(rule, plan, facts)
        state = bench_badges.carried(state, found, facts["is_missed"], plan)
        names = plan.results["outcome"].names
        colours = [names[n] for n in found]
        red = [n + 1 if c == "red" else 0 for n, c in zip(red, colours, strict=True)]
        silent = facts["is_missed"].to_list()
        missed = [n + 1 if s else 0 for n, s in zip(missed, silent, strict=True)]
        assert colours == [
            bench_badges._by_reference(rule, plan, row)
            for row in facts.select(plan.facts).iter_rows(named=True)
        ]
    assert state.rounds_red.to_list() == red
    assert state.rounds_missed.to_list() == missed
    assert max(red) > 1
    assert len(state.history) == 4


def test_without_the_locked_peers_the_measurement_is_refused(monkeypatch, tmp_path):
    monkeypatch.setattr(bench_peers, "LOCKED", tmp_path / "bench.txt")

    done = CliRunner().invoke(main, ["bench", "rules", "--rows", "10", "--json"])

    assert done.exit_code == 1
    assert "bench.peers_unavailable" in done.output


def test_peers_that_pip_cannot_fetch_are_refused_and_leave_nothing(monkeypatch, tmp_path):
    lock = tmp_path / "bench.txt"
    lock.write_text(f"no-such-peer==1.0 --hash=sha256:{'0' * 64}\n")
    monkeypatch.setattr(bench_peers, "LOCKED", lock)
    monkeypatch.setenv("JIGAI_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PIP_NO_INDEX", "1")

    with pytest.raises(bench_peers.PeersUnavailable):
        bench_peers.peers_folder()

    assert list((tmp_path / "home" / "bench-peers").iterdir()) == []


def test_peers_are_fetched_once(monkeypatch, tmp_path):
    lock = tmp_path / "bench.txt"
    lock.write_text("# nothing to fetch\n")
    calls = []
    monkeypatch.setattr(bench_peers, "LOCKED", lock)
    monkeypatch.setattr(bench_peers, "_install", lambda f: (calls.append(f), f.mkdir(parents=True)))
    monkeypatch.setenv("JIGAI_HOME", str(tmp_path / "home"))

    assert bench_peers.peers_folder() == bench_peers.peers_folder()
    assert len(calls) == 1


def test_the_schema_of_a_round_is_what_the_rule_reads():
    rule = rule_set(bench_badges.RULE, on=bench_badges.DAY)
    facts = bench_badges.synthetic_round(50, 0, rule)
    assert set(rule.fact_names()) <= set(facts.columns)
    assert facts["inclusion_state"].dtype == pl.Enum(
        [name for name, _ in rule.facts["inclusion_state"].choices]
    )
