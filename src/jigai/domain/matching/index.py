"""An index over texts: first by their words (BM25), then by meaning among the best.

The first stage is BM25 over stems and cut words. The best fifty are ordered anew by their words
and by nearness in a space of meaning: the one that the catalogue makes of itself, or vectors of a
model; with the latter the fifty nearest are candidates too.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import bm25s
import numpy as np

from jigai.domain.matching.meaning import meaning_of
from jigai.domain.matching.reordering import CANDIDATES, with_nearest, within_words
from jigai.domain.matching.space import Asked, Space
from jigai.domain.matching.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

logging.getLogger("bm25s").setLevel(logging.WARNING)
BLOCK = 256
COMPILED_FROM = 20_000
"""From so many texts on the compiled form of bm25s pays for its start."""


@dataclass(frozen=True, slots=True)
class Hits:
    """For each query the places of its texts, the best first, and their scores from 0 to 2.75.

    A place of -1 stands where a query has fewer texts: in the catalogue's own space those that
    share no word are not found.

    Attributes:
        alone: of a text that shares no word with the query, its place among all by nearness to
            it in given vectors, from 1; else 0.
    """

    places: NDArray[np.int64]
    scores: NDArray[np.float32]
    alone: NDArray[np.int64]


class TextIndex:
    """Texts, findable by other texts; built once, asked often."""

    def __init__(self, texts: Sequence[str], space: Space | None = None) -> None:
        """Index the texts.

        Args:
            space: with one point for each text; default: the space made of the texts themselves.
        """
        cut = [words(text) for text in texts]
        self.count = len(cut)
        self.is_compiled = self.count >= COMPILED_FROM
        self._retriever = bm25s.BM25(backend="numba" if self.is_compiled else "numpy")
        self._known = frozenset(word for text in cut for word in text)
        self._space = space
        if self._known:
            self._retriever.index(cut, show_progress=False)
            self._space = space or meaning_of(cut)

    def rank(self, queries: Sequence[str], *, most: int) -> Hits:
        """The texts for each query.

        Args:
            most: so many for each query at most; beyond the candidates the order is by words.

        Raises:
            EmbeddingFault: by the model that gives the vectors of the queries.
        """
        blocks = list(self._ranked([Asked(query, words(query)) for query in queries], most))
        if not blocks:
            return _nothing(len(queries))
        return Hits(*(np.concatenate(parts) for parts in zip(*blocks, strict=True)))

    def rank_by_words(self, queries: Sequence[str], *, most: int) -> Hits:
        """The texts for each query by plain BM25 alone: the measure that ranking has to beat."""
        if not self._known or not queries:
            return _nothing(len(queries))
        cut = [words(query) for query in queries]
        places, scores = self._by_words(cut, min(most, self.count))
        return Hits(places, scores, np.zeros_like(places))

    def _ranked(self, queries: list[Asked], most: int) -> Iterator[tuple[Any, Any, Any]]:
        if self._space is None or not queries or not self.count:
            return
        wanted = min(max(most, CANDIDATES), self.count)
        for start in range(0, len(queries), BLOCK):
            block = queries[start : start + BLOCK]
            places, scores = self._by_words([one.words for one in block], wanted)
            alone = np.zeros_like(places)
            if self._space.finds_alone:
                places, scores, alone = with_nearest(
                    self._space, block, places, scores, self._word_scores
                )
            else:
                best = places[:, :CANDIDATES], scores[:, :CANDIDATES]
                places[:, :CANDIDATES], scores[:, :CANDIDATES] = within_words(
                    self._space, block, *best
                )
            yield places[:, :most], scores[:, :most], alone[:, :most]

    def _by_words(self, queries: list[list[str]], wanted: int) -> tuple[Any, Any]:
        """BM25, the best score of each query made 1; texts without a common word are left out."""
        places = np.full((len(queries), wanted), -1, dtype=np.int64)
        scores = np.zeros((len(queries), wanted), dtype=np.float32)
        known = [[word for word in query if word in self._known] for query in queries]
        asked = [place for place, query in enumerate(known) if query]
        if asked:
            found = self._retriever.retrieve(
                [known[place] for place in asked], k=wanted, show_progress=False
            )
            places[asked] = found.documents
            scores[asked] = found.scores / found.scores[:, :1]
        places[scores <= 0] = -1
        return places, scores

    def _word_scores(self, query: Asked, places: NDArray[np.int64]) -> Any:
        """BM25 of single texts, the best of all made 1."""
        known = [word for word in query.words if word in self._known]
        if not known or not places.size:
            return np.zeros(len(places), dtype=np.float32)
        found = self._retriever.get_scores(known)
        return found[places] / found.max()


def _nothing(count: int) -> Hits:
    empty = np.zeros((count, 0), dtype=np.int64)
    return Hits(empty, empty.astype(np.float32), empty)
