"""The second stage: candidates in their order by words and by nearness in a space.

In both spaces: the words (best = 1), how near a text lies to the query, and how near it lies to the
middle of the five that lead then (pseudo-relevance feedback after Rocchio 1971, among candidates).
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from jigai.domain.matching.space import Asked, Space

CANDIDATES, LEADERS = 50, 5
NEAR_QUERY, NEAR_LEADERS = 1.0, 0.75
"""Weights beside the words, whose best score counts 1."""
LEAST_SPREAD = 1e-6


def within_words(space: Space, asked: Sequence[Asked], places: Any, scores: Any) -> tuple[Any, Any]:
    """Those that the words have found, ordered anew; cosines as they are."""
    points = space.points[places]  # those at -1 are put last below
    near = np.einsum("qcd,qd->qc", points, space.point(asked))
    known = scores + NEAR_QUERY * near
    known[places < 0] = -np.inf
    leaders = np.argsort(-known, axis=1, kind="stable")[:, :LEADERS]
    middle = np.take_along_axis(points, leaders[:, :, None], axis=1)
    middle = middle.mean(axis=1) if middle.size else middle.sum(axis=1)
    length = np.linalg.norm(middle, axis=1, keepdims=True)
    middle = np.divide(middle, length, out=np.zeros_like(middle), where=length > 0)
    total = known + NEAR_LEADERS * np.einsum("qcd,qd->qc", points, middle)
    order = np.argsort(-total, axis=1, kind="stable")
    ordered = np.take_along_axis(places, order, axis=1)
    total = np.take_along_axis(total, order, axis=1)
    return ordered, np.where(ordered < 0, 0, total)


def with_nearest(
    space: Space,
    asked: Sequence[Asked],
    places: Any,
    scores: Any,
    word_scores: Callable[[Asked, NDArray[np.int64]], NDArray[np.float32]],
) -> tuple[Any, Any, Any]:
    """The fifty best by words and the fifty nearest together; then the rest by words.

    Args:
        word_scores: of places that the words alone did not bring among the best.

    Returns:
        Places, scores, and for texts without a common word their place by nearness, else 0.
    """
    near = _scaled(space.point(asked) @ space.points.T)
    made = [
        _joined(space, near[row], places[row], scores[row], partial(word_scores, one))
        for row, one in enumerate(asked)
    ]
    width = places.shape[1]
    shapes = (np.full((len(made), width), -1, np.int64), np.zeros((len(made), width), np.float32),
              np.zeros((len(made), width), np.int64))  # fmt: skip
    for row, parts in enumerate(made):
        for filled, part in zip(shapes, parts, strict=True):
            filled[row, : len(part)] = part[:width]
    return shapes


def _joined(
    space: Space, near: Any, places: Any, scores: Any, word_scores: Callable[[Any], Any]
) -> tuple[Any, Any, Any]:
    nearest = np.argsort(-near, kind="stable")[:CANDIDATES]
    nearest = nearest[near[nearest] > 0]
    by_words = places[:CANDIDATES][places[:CANDIDATES] >= 0]
    added = nearest[~np.isin(nearest, by_words)]
    found = np.concatenate([by_words, added])
    of_words = np.concatenate([scores[: len(by_words)], word_scores(added)])
    known = of_words + NEAR_QUERY * near[found]
    middle = space.points[found[np.argsort(-known, kind="stable")[:LEADERS]]].sum(axis=0)
    length = np.linalg.norm(middle)
    to_middle = _scaled((space.points @ (middle / length if length else middle))[None])[0]
    total = known + NEAR_LEADERS * to_middle[found]
    order = np.argsort(-total, kind="stable")
    standing = dict(zip(nearest.tolist(), range(1, len(nearest) + 1), strict=True))
    alone = [standing.get(int(found[at]), 0) if of_words[at] <= 0 else 0 for at in order]
    left = (places >= 0) & ~np.isin(places, found)
    last = total.min() if total.size else 1.0
    return (
        np.concatenate([found[order], places[left]]),
        np.concatenate([total[order], np.minimum(scores[left], last)]),
        np.concatenate([np.array(alone, np.int64), np.zeros(int(left.sum()), np.int64)]),
    )


def _scaled(cosines: Any) -> Any:
    """Each row so that the middle text of the catalogue counts 0 and the nearest 1.

    The cosines of many models are all high and close together; as they stand they would say of
    every text that it is near, and weigh less than the words.
    """
    if not cosines.shape[1]:
        return cosines
    middle = np.median(cosines, axis=1, keepdims=True)
    spread = cosines.max(axis=1, keepdims=True) - middle
    is_flat = spread < LEAST_SPREAD
    return np.where(is_flat, 0, np.maximum(cosines - middle, 0) / np.where(is_flat, 1, spread))
