"""Small portfolios drawn at random, and the best of them by trying every selection."""

from __future__ import annotations

import random
from collections import Counter
from itertools import chain, combinations

from jigai.domain.portfolio.candidates import Candidate, ReserveProject
from jigai.domain.portfolio.rules import Grant, GrantBase, PointsFormula, PortfolioRules

MILLION = 100_000_000
NEVER = 2
DIRECTIONS, AREAS, AIMS = ("electrical", "sports"), ("north", "south"), ("green", "smart")


def random_case(
    draw: random.Random, *, most: int = 8
) -> tuple[list[ReserveProject], PortfolioRules]:
    projects = [
        ReserveProject(
            id=number,
            firm=f"firm{draw.randint(1, 4)}",
            direction=draw.choice(DIRECTIONS),
            area=draw.choice(AREAS),
            aim=draw.choice(AIMS),
            stage=draw.choice(("reserve", "reserve", "filed", "started")),
            total_fen=None,
            equipment_fen=draw.choice((None, *(n * MILLION // 2 for n in range(1, 9)))),
        )
        for number in range(1, draw.randint(1, most) + 1)
    ]
    points = PointsFormula(
        basic=draw.randint(0, 3),
        per_million=draw.randint(0, 4),
        by_direction={"sports": draw.randint(-3, 5)},
        by_aim={"green": draw.randint(0, 5)},
        by_stage={"filed": draw.randint(0, 2)},
    )
    able = [one.id for one in projects if one.equipment_fen and one.id != NEVER]
    rules = PortfolioRules(
        budget_fen=draw.randint(1, 12) * MILLION // 10,
        grant=Grant(GrantBase.EQUIPMENT, 1000, draw.choice((15_000_000, 50_000_000))),
        points=points,
        stages=frozenset({"reserve", "filed"}),
        least_by_direction={"sports": 1} if draw.random() < 0.3 else {},
        least_by_area={"south": draw.randint(1, 2)} if draw.random() < 0.3 else {},
        most_per_firm=draw.choice((0, 1, 2)),
        must=frozenset({draw.choice(able)}) if able and draw.random() < 0.2 else frozenset(),
        never=frozenset({NEVER}) if draw.random() < 0.2 else frozenset(),
    )
    return projects, rules


def every_selection(
    able: tuple[Candidate, ...], rules: PortfolioRules
) -> list[tuple[Candidate, ...]]:
    """All selections that obey the rules."""
    subsets = chain.from_iterable(combinations(able, size) for size in range(len(able) + 1))
    return [taken for taken in subsets if obeys(taken, rules)]


def obeys(taken: tuple[Candidate, ...], rules: PortfolioRules) -> bool:
    firms = Counter(one.project.firm for one in taken)
    directions = Counter(one.project.direction for one in taken)
    areas = Counter(one.project.area for one in taken)
    return (
        sum(one.grant_fen for one in taken) <= rules.budget_fen
        and (not rules.most_per_firm or all(n <= rules.most_per_firm for n in firms.values()))
        and all(directions[code] >= least for code, least in rules.least_by_direction.items())
        and all(areas[code] >= least for code, least in rules.least_by_area.items())
        and rules.must <= {one.id for one in taken}
    )


def value(taken: tuple[Candidate, ...]) -> tuple[int, int, list[int]]:
    """Which of two goes first: more points, then less money, then the earlier projects."""
    ids = {one.id for one in taken}
    first = [0 if number in ids else 1 for number in range(1, 20)]
    return -sum(one.points for one in taken), sum(one.grant_fen for one in taken), first
