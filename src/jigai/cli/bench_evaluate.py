"""One subject at a time: the time of a verdict alone, with its whole trace, and with its words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil
from time import perf_counter_ns
from typing import Any

from jigai.domain.rules.evaluate import evaluate, outcome_of
from jigai.domain.rules.facts import Fact
from jigai.domain.rules.plain import evaluate_plainly
from jigai.domain.rules.rule_set import RuleSet
from jigai.domain.rules.rulebook import shipped
from jigai.domain.rules.verdict import verdict_to_json

RULE = "cn.tech_sme"
WARM = 500
Facts = dict[str, Fact]


def measure_evaluate(*, subjects: int, repeats: int) -> dict[str, Any]:
    """Microseconds for one subject of the technology-oriented SME scorecard, warm, in process.

    The subjects are the boundary cases of the rule in turn, those with missing facts among them.
    ``*_known`` are of the cases without a missing fact alone. The plain reading stands beside.
    """
    edition = next(e for e in shipped().editions if e.rule_set.id == RULE)
    cases = [case.facts for case in edition.cases]
    known = [facts for facts in cases if evaluate(edition.rule_set, facts).outcome != "unknown"]
    found: dict[str, Any] = {"bench": "evaluate", "rule_set": RULE, "subjects": subjects}
    for name, function in MEASURED.items():
        count = subjects if name in {"outcome", "trace"} else max(subjects // 50, 1)
        times = [
            one for _ in range(repeats) for one in _times(function, edition.rule_set, cases, count)
        ]
        found |= {f"{name}_p50_us": _rank(times, 50), f"{name}_p95_us": _rank(times, 95)}
    times = _times(evaluate, edition.rule_set, known, subjects)
    return found | {"trace_known_p50_us": _rank(times, 50), "trace_known_p95_us": _rank(times, 95)}


def _words(rule_set: RuleSet, facts: Facts) -> object:
    return verdict_to_json(evaluate(rule_set, facts))


MEASURED: dict[str, Callable[[RuleSet, Facts], object]] = {
    "outcome": outcome_of,
    "trace": evaluate,
    "words": _words,
    "plain": evaluate_plainly,
}
"""What is measured: the outcome alone; with the whole trace; with every sentence; plainly."""


def _times(
    function: Callable[[RuleSet, Facts], object],
    rule_set: RuleSet,
    cases: Sequence[Facts],
    count: int,
) -> list[int]:
    """Nanoseconds of each call, after some that are not counted."""
    times = []
    for turn in range(-WARM, count):
        facts = cases[turn % len(cases)]
        begun = perf_counter_ns()
        function(rule_set, facts)
        taken = perf_counter_ns() - begun
        if turn >= 0:
            times.append(taken)
    return times


def _rank(times: Sequence[int], share: int) -> float:
    """The nearest rank, in microseconds."""
    ranked = sorted(times)
    return round(ranked[max(ceil(len(ranked) * share / 100) - 1, 0)] / 1000, 1)
