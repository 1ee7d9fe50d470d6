"""When each pair meets: nobody at two tables at once, in as few turns as there can be.

Meetings are the edges of a graph of two sides; a turn is a colour. By König (1916) the busiest
participant's number of meetings is enough turns.
"""

from __future__ import annotations

from collections.abc import Collection

import rustworkx as rx

from jigai.domain.assignment.participants import Pair


def turns(assigned: Collection[Pair]) -> dict[Pair, int]:
    """Pair → its turn, from 1.

    >>> sorted(turns([("a", "x"), ("a", "y"), ("b", "x")]).values())
    [1, 1, 2]
    """
    pairs = sorted(assigned)
    graph = rx.PyGraph(multigraph=False)
    of_first = {key: graph.add_node(key) for key in dict.fromkeys(one for one, _ in pairs)}
    of_second = {key: graph.add_node(key) for key in dict.fromkeys(other for _, other in pairs)}
    edges = [graph.add_edge(of_first[one], of_second[other], None) for one, other in pairs]
    coloured = rx.graph_bipartite_edge_color(graph)
    colours = {colour: turn for turn, colour in enumerate(_by_use(coloured, edges), 1)}
    return {pair: colours[coloured[edge]] for pair, edge in zip(pairs, edges, strict=True)}


def _by_use(coloured: dict[int, int], edges: list[int]) -> list[int]:
    """The colours, the fullest turn first, so that people come early."""
    counted: dict[int, int] = {}
    for edge in edges:
        counted[coloured[edge]] = counted.get(coloured[edge], 0) + 1
    return sorted(counted, key=lambda colour: (-counted[colour], colour))
