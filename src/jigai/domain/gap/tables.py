"""What cannot be translated, tabulated exactly: every combination of the levers it depends on."""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING, TypeVar

from jigai.domain.gap.integers import Truth
from jigai.domain.refusal import Refusal
from jigai.domain.rules.situation import Situation
from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from jigai.domain.gap.integers import Interval, Pull
    from jigai.domain.gap.moved_facts import MovedFacts

    Value = TypeVar("Value", bound=Hashable)

LARGEST_TABLE = 20_000


class NotExact(Refusal):
    code = "ways.not_exact"
    message = Sentence(
        "“{part}”不能精确求解：涉及 {count} 种组合，超过 {most}。",
        "“{part}” cannot be solved exactly: {count} combinations, more than {most}.",
    )
    remedy = Sentence(
        "请把目标日期提前、把步长放大，或减少可变的指标。",
        "Choose an earlier day, a larger step or fewer facts that move.",
    )


def tabulate(
    moved: MovedFacts,
    levers: frozenset[int],
    value_of: Callable[[Situation], Value],
    part: Callable[[], Sentence],
) -> list[tuple[Truth, Value]]:
    """Each value that a part of the rule can have, and when it has it; exactly one is so.

    Args:
        part: what is tabulated in words, asked only for the refusal.

    Raises:
        NotExact: too many combinations.
    """
    pulls = [(place, pull) for place, pull in enumerate(moved.pulls) if pull is not None]
    used = [(place, pull) for place, pull in pulls if place in levers]
    count = prod(pull.most + 1 for _, pull in used)
    if count > LARGEST_TABLE:
        raise NotExact(part=part(), count=count, most=LARGEST_TABLE)
    found: dict[Value, list[tuple[int, ...]]] = {}
    for counts in product(*(range(pull.most + 1) for _, pull in used)):
        steps = [0] * len(moved.pulls)
        for (place, _), pulled in zip(used, counts, strict=True):
            steps[place] = pulled
        situation = Situation(moved.problem.rule_set, moved.problem.facts_after(steps))
        found.setdefault(value_of(situation), []).append(counts)
    if len(found) == 1:
        return [(True, value) for value in found]
    if len(used) == 1:
        return [(_is_one_of(moved, used[0][1], rows), value) for value, rows in found.items()]
    return _as_table(moved, [pull for _, pull in used], found)


def _is_one_of(moved: MovedFacts, pull: Pull, rows: list[tuple[int, ...]]) -> Truth:
    intervals: list[Interval] = [(count, count) for (count,) in rows]
    return moved.model.is_count_in(pull, intervals)


def _as_table(
    moved: MovedFacts, pulls: list[Pull], found: dict[Value, list[tuple[int, ...]]]
) -> list[tuple[Truth, Value]]:
    model = moved.model
    flags = [model.flag() for _ in found]
    names = [model.variables[pull.count] for pull in pulls]
    rows = [
        (*counts, *(int(place == here) for here in range(len(flags))))
        for place, all_counts in enumerate(found.values())
        for counts in all_counts
    ]
    names += [model.variables[flag.variable] for flag in flags]
    model.cp.add_allowed_assignments(names, rows)
    return list(zip(flags, found, strict=True))
