"""An index over texts: first by their words (BM25), then by meaning among the best.

The first stage is BM25 over stems and cut words. The best fifty are ordered anew by their words,
by how near they lie to the query in the space of meaning, and by how near they lie to the middle of
the five that lead then (pseudo-relevance feedback after Rocchio 1971, within the candidates alone).
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import bm25s
import numpy as np

from jigai.domain.matching.meaning import Meaning, meaning_of
from jigai.domain.matching.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

logging.getLogger("bm25s").setLevel(logging.WARNING)
CANDIDATES, LEADERS = 50, 5
NEAR_QUERY, NEAR_LEADERS = 1.0, 0.75
"""Weights beside the words, whose best score counts 1."""
BLOCK = 256
COMPILED_FROM = 20_000
"""From so many texts on the compiled form of bm25s pays for its start."""


@dataclass(frozen=True, slots=True)
class Hits:
    """For each query the places of its texts, the best first, and their scores from 0 to 2.75.

    A place of -1 stands where a query has fewer texts: those that share no word are not found.
    """

    places: NDArray[np.int64]
    scores: NDArray[np.float32]


class TextIndex:
    """Texts, findable by other texts; built once, asked often."""

    def __init__(self, texts: Sequence[str]) -> None:
        cut = [words(text) for text in texts]
        self.count = len(cut)
        self.is_compiled = self.count >= COMPILED_FROM
        self._retriever = bm25s.BM25(backend="numba" if self.is_compiled else "numpy")
        self._meaning: Meaning | None = None
        if any(cut):
            self._retriever.index(cut, show_progress=False)
            self._meaning = meaning_of(cut)

    def rank(self, queries: Sequence[str], *, most: int) -> Hits:
        """The texts for each query.

        Args:
            most: so many for each query at most; beyond the fifty best the order is by words.
        """
        blocks = list(self._ranked([words(query) for query in queries], most))
        if not blocks:
            nothing = np.zeros((len(queries), 0))
            return Hits(nothing.astype(np.int64), nothing.astype(np.float32))
        places, scores = (np.concatenate(parts) for parts in zip(*blocks, strict=True))
        return Hits(places, scores)

    def rank_by_words(self, queries: Sequence[str], *, most: int) -> Hits:
        """The texts for each query by plain BM25 alone: the measure that ranking has to beat."""
        if self._meaning is None or not queries:
            nothing = np.zeros((len(queries), 0))
            return Hits(nothing.astype(np.int64), nothing.astype(np.float32))
        cut = [words(query) for query in queries]
        return Hits(*self._by_words(cut, min(most, self.count)))

    def _ranked(self, queries: list[list[str]], most: int) -> Iterator[tuple[Any, Any]]:
        if self._meaning is None or not queries:
            return
        wanted = min(max(most, CANDIDATES), self.count)
        for start in range(0, len(queries), BLOCK):
            block = queries[start : start + BLOCK]
            places, scores = self._by_words(block, wanted)
            again = _anew(self._meaning, block, places[:, :CANDIDATES], scores[:, :CANDIDATES])
            places[:, :CANDIDATES], scores[:, :CANDIDATES] = again
            yield places[:, :most], scores[:, :most]

    def _by_words(self, queries: list[list[str]], wanted: int) -> tuple[Any, Any]:
        """BM25, the best score of each query made 1; texts without a common word are left out."""
        places = np.full((len(queries), wanted), -1, dtype=np.int64)
        scores = np.zeros((len(queries), wanted), dtype=np.float32)
        known = [[word for word in query if self._is_known(word)] for query in queries]
        asked = [place for place, query in enumerate(known) if query]
        if asked:
            found = self._retriever.retrieve(
                [known[place] for place in asked], k=wanted, show_progress=False
            )
            places[asked] = found.documents
            scores[asked] = found.scores / found.scores[:, :1]
        places[scores <= 0] = -1
        return places, scores

    def _is_known(self, word: str) -> bool:
        return self._meaning is not None and word in self._meaning.places


def _anew(meaning: Meaning, queries: list[list[str]], places: Any, scores: Any) -> tuple[Any, Any]:
    """The candidates in their order by words and meaning."""
    points = meaning.points[places]  # those at -1 are put last below
    near = np.einsum("qcd,qd->qc", points, meaning.point(queries))
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
