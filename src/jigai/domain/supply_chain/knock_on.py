"""What a stop of one firm touches downstream: who, in which tier, and how much is lost at most.

The lost share of a buyer is that of its worst-hit input, since inputs do not replace one another;
the lost share of an input is the sum over its suppliers of their share times their own lost share.
No stock and no other source is reckoned with: it is what hangs on the firm, not a forecast. With
unknown shares it is a range, and both ends are reached by shares that are possible.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import rustworkx

from jigai.domain.supply_chain.linear import least_solution
from jigai.domain.supply_chain.ties import ALL, NONE, Input, Option, Tie, inputs_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Reached:
    """One firm downstream of the stopped one.

    Attributes:
        tier: the fewest ties from the stopped firm to it; its direct buyers are tier 1.
        low, high: its lost share, 0 to 1; equal when every share that counts is known.
        link: the worst-hit input at ``high``.
    """

    party: str
    tier: int
    low: Fraction
    high: Fraction
    link: str

    @property
    def is_exact(self) -> bool:
        return self.low == self.high


def knock_on(ties: Iterable[Tie], *, stopped: str) -> tuple[Reached, ...]:
    """Every firm that hangs on a stopped one, nearest first, then the hardest hit.

    >>> half = Tie("a", "b", "core", Fraction(1, 2))
    >>> [(one.party, one.tier, one.high) for one in knock_on([half], stopped="a")]
    [('b', 1, Fraction(1, 2))]
    """
    kept = [tie for tie in ties if tie.buyer not in {stopped, tie.supplier}]
    graph, places = _graph(kept, stopped)
    lengths = rustworkx.dijkstra_shortest_path_lengths(graph, places[stopped], lambda _: 1.0)
    tiers = {graph[place]: int(length) for place, length in lengths.items()}
    order = [
        [name for name in (graph[place] for place in part) if name in tiers]
        for part in reversed(rustworkx.strongly_connected_components(graph))
    ]
    inputs = inputs_of(kept)
    low = _lost(order, {b: [i.least() for i in of.values()] for b, of in inputs.items()}, stopped)
    high = _lost(order, {b: _extremes(of) for b, of in inputs.items()}, stopped)
    found = [
        Reached(name, tier, low[name], high[name], _worst(inputs[name], high))
        for name, tier in tiers.items()
    ]
    return tuple(sorted(found, key=lambda one: (one.tier, -one.high, -one.low, one.party)))


def _graph(ties: Sequence[Tie], stopped: str) -> tuple[rustworkx.PyDiGraph, dict[str, int]]:
    graph: rustworkx.PyDiGraph = rustworkx.PyDiGraph(multigraph=False)
    names = dict.fromkeys([stopped, *(name for tie in ties for name in (tie.supplier, tie.buyer))])
    places = {name: graph.add_node(name) for name in names}
    graph.add_edges_from_no_data([(places[tie.supplier], places[tie.buyer]) for tie in ties])
    return graph, places


def _extremes(inputs: Mapping[str, Input]) -> list[Option]:
    return [option for one in inputs.values() for option in one.extremes()]


def _lost(
    order: Sequence[Sequence[str]], options: Mapping[str, list[Option]], stopped: str
) -> dict[str, Fraction]:
    """The lost share of each party: suppliers first, parties that supply one another together."""
    lost = {stopped: ALL}
    for group in order:
        fresh = [name for name in group if name != stopped]
        if fresh:
            lost |= _joint(fresh, options, lost)
    return lost


def _joint(
    group: Sequence[str], options: Mapping[str, list[Option]], lost: Mapping[str, Fraction]
) -> dict[str, Fraction]:
    """The least lost shares that agree with one another, each by its worst option.

    From one choice of options for each party to a strictly worse one, until there is none: the
    values only grow, and at the end no party has a worse option, so that they are the answer.
    """
    chosen = {name: options[name][0] for name in group}
    while True:
        values = least_solution(chosen, lost)
        whole = {**lost, **values}
        worse = {
            name: max(options[name], key=lambda option: _value(option, whole)) for name in group
        }
        better = {n: o for n, o in worse.items() if _value(o, whole) > values[n]}
        if not better:
            return values
        chosen |= better


def _value(option: Option, lost: Mapping[str, Fraction]) -> Fraction:
    return sum((share * lost.get(name, NONE) for name, share in option.items()), NONE)


def _worst(inputs: Mapping[str, Input], lost: Mapping[str, Fraction]) -> str:
    hit = {
        link: max(_value(option, lost) for option in one.extremes()) for link, one in inputs.items()
    }
    return max(hit, key=lambda link: hit[link])
