"""The meaning of “route” by trying everything: what the solver must equal."""

from __future__ import annotations

from itertools import product

from jigai.domain.gap.problem import GapProblem

Steps = tuple[int, ...]


def every_route(problem: GapProblem) -> list[Steps]:
    """Of each set of levers the cheapest steps that reach and of which none can be left out."""
    reached = {
        steps: problem.is_reached(steps)
        for steps in product(*(range(move.most + 1) for move in problem.moves))
    }
    best: dict[frozenset[int], tuple[object, Steps]] = {}
    for steps, is_reached in reached.items():
        used = frozenset(place for place, count in enumerate(steps) if count)
        if not is_reached or any(reached[without(steps, place)] for place in used):
            continue
        rank = (problem.effort(steps), len(used), steps)
        if used not in best or rank < best[used][0]:
            best[used] = rank, steps
    return [steps for _, steps in sorted(best.values())]


def without(steps: Steps, place: int) -> Steps:
    return (*steps[:place], 0, *steps[place + 1 :])
