"""The two spaces in which texts lie near each other: the catalogue's own, and given vectors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Protocol

from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was written, and its words."""

    text: str
    words: list[str]


class Space(Protocol):
    """Points of the texts, and how further texts become points.

    Attributes:
        finds_alone: whether nearness alone makes a candidate, without a word in common.
    """

    finds_alone: ClassVar[bool]

    @property
    def points(self) -> NDArray[np.float32]:
        """One row a text, of length 1 or 0."""

    def point(self, asked: Sequence[Asked]) -> NDArray[np.float32]:
        """One row a question, of length 1 or 0."""


@dataclass(frozen=True, slots=True)
class GivenVectors:
    """Vectors that a model outside has made.

    Attributes:
        points: one row a text, of length 1, or 0 for an empty text.
        embed: the vectors of questions, in the same space; what it refuses is passed on.
        model: its name, as people know it.
    """

    finds_alone: ClassVar[bool] = True

    points: NDArray[np.float32]
    embed: Callable[[Sequence[str]], NDArray[np.float32]]
    model: str

    def point(self, asked: Sequence[Asked]) -> NDArray[np.float32]:
        return self.embed([one.text for one in asked])


@dataclass(frozen=True, slots=True)
class SpaceUsed:
    """By which space an order was made.

    Attributes:
        model: the model that is set; blank without one.
        failure: why its vectors were not used, if they were not.
        failing_s: for so many seconds it has failed.
    """

    model: str = ""
    failure: Sentence | None = None
    failing_s: float = 0.0

    @property
    def is_given(self) -> bool:
        return bool(self.model) and self.failure is None

    @property
    def said(self) -> Sentence:
        """By what the nearness of whole texts was judged."""
        if self.is_given:
            return Sentence("词（BM25）加向量模型“{model}”",
                            "words (BM25) and the embedding model “{model}”").format(
                                model=self.model)  # fmt: skip
        return Sentence("词（BM25）加本目录自己的意义空间",
                        "words (BM25) and the catalogue's own space of meaning")  # fmt: skip
