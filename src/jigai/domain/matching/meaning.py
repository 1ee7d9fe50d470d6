"""Texts as points in a space of meaning: words that occur with the same words lie together.

Latent semantic analysis (Deerwester et al. 1990): the leading singular vectors of the weighted
table of texts and words. No model is downloaded; the space comes from the catalogue itself.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.preprocessing import normalize
from sklearn.utils.extmath import randomized_svd

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from jigai.domain.matching.space import Asked

DIMENSIONS = 128
ROUNDS, SEED = 4, 0
"""Of the randomized decomposition (Halko, Martinsson, Tropp 2011): the same space every time."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """The points of the texts, and how the words of a new text are turned into one.

    Attributes:
        points: one row a text, of length 1, or 0 for a text without known words.
        of_words: one row a word.
        places: the row of each word.
        rarity: the logarithm of how few texts have it.
    """

    finds_alone: ClassVar[bool] = False

    points: NDArray[np.float32]
    of_words: NDArray[np.float32]
    places: Mapping[str, int]
    rarity: NDArray[np.float64]

    def point(self, asked: Sequence[Asked]) -> NDArray[np.float32]:
        """The points of further texts, by their words, of length 1 or 0."""
        table = _weighted([one.words for one in asked], self.places, self.rarity)
        found: NDArray[np.float32] = normalize(table @ self.of_words)
        return found


def meaning_of(texts: Sequence[Sequence[str]]) -> Meaning:
    """The space of a catalogue.

    Args:
        texts: their words; at least one text.
    """
    found = dict.fromkeys(word for text in texts for word in text)
    places = {word: place for place, word in enumerate(found)}
    having = Counter(word for text in texts for word in set(text))
    rarity = np.array([np.log1p(len(texts) / having[word]) for word in places])
    table = _weighted(texts, places, rarity)
    most = min(DIMENSIONS, *table.shape)
    _, _, right = randomized_svd(table, most, n_iter=ROUNDS, random_state=SEED)
    of_words = np.ascontiguousarray(right.T, dtype=np.float32)
    return Meaning(normalize(table @ of_words), of_words, places, rarity)


def _weighted(
    texts: Sequence[Sequence[str]], places: Mapping[str, int], rarity: NDArray[np.float64]
) -> Any:
    """Texts by words: the logarithm of how often, times the rarity; rows of length 1."""
    starts, columns, values = [0], [], []
    for text in texts:
        for word, count in Counter(text).items():
            place = places.get(word)
            if place is not None:
                columns.append(place)
                values.append((1 + np.log(count)) * rarity[place])
        starts.append(len(columns))
    shape = (len(texts), max(len(places), 1))
    return normalize(csr_matrix((values, columns, starts), shape=shape, dtype=np.float32))
