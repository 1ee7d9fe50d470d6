"""Badges of 600 000 projects over 24 rounds: each round once, streaks carried as its state."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from importlib import import_module
from resource import RUSAGE_SELF, getrusage
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np
import polars as pl

from jigai.cli.bench_peers import PEERS
from jigai.cli.bench_rules import FEWEST, summed
from jigai.domain.columns.lower import lower
from jigai.domain.columns.plan import CLOSE_OUTCOME, FactColumn, Plan
from jigai.domain.rules.evaluate import outcome_of
from jigai.domain.rules.facts import Fact
from jigai.domain.rules.rule_set import RuleSet
from jigai.domain.rules.rulebook import rule_set
from jigai.exchange.engines.polars_columns import computed

RULE, DAY, ROUNDS = "county_default", date(2026, 6, 30), 24
BP, MISSED_SHARE = 10_000, 0.02
SHARES = ("progress_share", "planned_progress_share")
STATES = (
    ("not_applicable", 0.05),
    ("awaiting_start", 0.05),
    ("preparing", 0.15),
    ("county_review", 0.1),
    ("higher_review", 0.1),
    ("in_library", 0.55),
)


@dataclass(slots=True)
class State:
    """What a round hands to the next, by dense project number."""

    rounds_red: pl.Series
    rounds_missed: pl.Series
    history: list[pl.Series] = field(default_factory=list)


def measure_badges(*, projects: int, repeats: int) -> dict[str, Any]:
    """Seconds for the rounds of one year; the round being computed against a sum of its columns.

    ``floor_s``: DuckDB sums the columns of one round. ``round_s``: its badges, the rows on an edge
    decided by ``evaluate``, and both streaks carried on, with the history of all rounds before.
    """
    rule = rule_set(RULE, on=DAY)
    sys.path.append(os.environ[PEERS])
    connection = import_module("duckdb").connect()
    floors, rounds, close = [], [], 0
    state = _beginning(projects)
    for number in range(ROUNDS):
        facts = synthetic_round(projects, number, rule)
        plan = lower(rule, _forms(rule, facts))
        floor = summed(connection, facts.with_columns(pl.col(pl.Enum).to_physical()), "facts")
        for _turn in range(max(repeats, FEWEST) if number == ROUNDS - 1 else 1):
            floors.append(_seconds(floor))
            started = perf_counter()
            found, close = badges(rule, plan, facts)
            after = carried(state, found, facts["is_missed"], plan)
            rounds.append(perf_counter() - started)
        connection.execute("DROP TABLE facts")
        state = after
    last = max(repeats, FEWEST)
    floor_s, round_s = median(floors[-last:]), median(rounds[-last:])
    return {
        "bench": "badges",
        "rule_set": RULE,
        "projects": projects,
        "rounds": ROUNDS,
        "project_rounds": projects * ROUNDS,
        "floor_s": round(floor_s, 6),
        "round_s": round(round_s, 6),
        "ratio": round(round_s / floor_s, 2),
        "all_rounds_s": round(sum(rounds[: ROUNDS - 1]) + round_s, 3),
        "all_rounds_floor_s": round(sum(floors[: ROUNDS - 1]) + floor_s, 3),
        "close_rows": close,
        "longest_red": int(np.max(state.rounds_red.to_numpy())),
        "peak_mb": round(getrusage(RUSAGE_SELF).ru_maxrss / 1024, 1),
        "load": round(os.getloadavg()[0], 1),
    }


def _forms(rule: RuleSet, facts: pl.DataFrame) -> dict[str, FactColumn]:
    """As a table of facts is read: where nothing is unknown, the plan need not ask."""
    return {
        name: FactColumn(
            decimals=4 if name in SHARES else 0, may_be_unknown=facts[name].null_count() > 0
        )
        for name in rule.fact_names()
    }


def badges(rule: RuleSet, plan: Plan, facts: pl.DataFrame) -> tuple[pl.Series, int]:
    """The number of each project's outcome, and how many were decided one by one."""
    found = computed(facts.lazy(), plan, ("outcome", CLOSE_OUTCOME))
    table = found.select("=outcome", f"={CLOSE_OUTCOME}").collect(engine="streaming")
    outcomes = table["=outcome"].cast(pl.Int8)
    places = table[f"={CLOSE_OUTCOME}"].arg_true()
    if len(places):
        names = plan.results["outcome"].names
        rows = facts.select(plan.facts)[places].iter_rows(named=True)
        exact = [names.index(_by_reference(rule, plan, row)) for row in rows]
        outcomes = outcomes.scatter(places, exact)
    return outcomes, len(places)


def _by_reference(rule: RuleSet, plan: Plan, row: dict[str, Any]) -> str:
    facts = {name: Fact(value) for name, value in row.items()}
    for name, form in plan.numbers.items():
        value = row[name]
        facts[name] = Fact(None if value is None else Fraction(value, 10**form.decimals))
    return outcome_of(rule, facts)


def carried(state: State, outcomes: pl.Series, missed: pl.Series, plan: Plan) -> State:
    """The streaks after this round: from the state, by position, no round looked at again."""
    red = plan.results["outcome"].names.index("red")
    table = pl.DataFrame({"was": state.rounds_red, "missed": state.rounds_missed})
    streaks = table.lazy().select(
        pl.when(outcomes == red).then(pl.col("was") + 1).otherwise(0).cast(pl.Int16).alias("was"),
        pl.when(missed).then(pl.col("missed") + 1).otherwise(0).cast(pl.Int16).alias("missed"),
    )
    after = streaks.collect(engine="streaming")
    return State(after["was"], after["missed"], [*state.history, outcomes])


def synthetic_round(projects: int, number: int, rule: RuleSet) -> pl.DataFrame:
    """The facts of one round; one project in a hundred stands on an edge, one in fifty is silent.

    ``is_missed`` says whether a project sent no report; its progress is unknown then.
    """
    random = np.random.default_rng(1000 + number)
    planned = np.minimum(random.integers(0, BP + 1, projects) + 50 * number, BP)
    progress = np.clip(planned + random.normal(-300, 900, projects), 0, BP).astype(np.int64)
    plan_fen = random.integers(1, 10**6, projects) * 100_000
    spent = (plan_fen * random.uniform(0.4, 1.3, projects)).astype(np.int64)
    edge = random.random(projects)
    progress = np.where(edge < 0.005, np.maximum(planned - 1000, 0), progress)  # noqa: PLR2004
    spent = np.where(np.abs(edge - 0.5) < 0.0025, plan_fen, spent)  # noqa: PLR2004
    missed = random.random(projects) < MISSED_SHARE
    names, shares = zip(*STATES, strict=True)
    known = [name for name, _ in rule.facts["inclusion_state"].choices]
    states = pl.Series(random.choice(len(names), projects, p=shares), dtype=pl.UInt32)
    flag = {
        name: random.random(projects) < share
        for name, share in (
            ("inclusion_file_complete", 0.7),
            ("is_exempt", 0.01),
            ("falsified_evidence", 0.001),
            ("behind_any_node", 0.2),
        )
    }
    table = pl.DataFrame(
        {
            "planned_progress_share": planned,
            "progress_share": progress,
            "planned_investment_ytd_fen": plan_fen,
            "investment_ytd_fen": spent,
            "days_since_start": random.integers(0, 900, projects),
            "months_start_missed": random.poisson(0.1, projects),
            "days_since_entry": random.integers(0, 900, projects),
            **flag,
            "is_missed": missed,
        }
    )
    return table.with_columns(
        states.replace_strict(list(range(len(names))), list(names))
        .cast(pl.Enum(known))
        .alias("inclusion_state"),
        pl.when(~pl.col("is_missed")).then(pl.col("progress_share")).alias("progress_share"),
    )


def _beginning(projects: int) -> State:
    nothing = pl.zeros(projects, pl.Int16, eager=True)
    return State(nothing, nothing)


def _seconds(function: Callable[[], Any]) -> float:
    started = perf_counter()
    function()
    return perf_counter() - started
