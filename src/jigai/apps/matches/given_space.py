"""The county's embedding model as matching sees it: set or not, answering or resting.

Which class speaks to it is a setting, since this floor knows neither sockets nor files.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from time import monotonic
from typing import TYPE_CHECKING, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from jigai.domain.matching.endpoint import Endpoint
from jigai.domain.matching.space import GivenVectors, SpaceUsed
from jigai.domain.matching.vectors import EmbeddingFault
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RESTS_S = 60.0
"""A model that failed is not asked again for so long: no page waits for it."""
PAGE_S = 5.0
"""So long may one page wait for vectors of offers that are still missing."""


class NoEmbeddingModel(Refusal):
    code = "match.embedding_not_set"
    message = Sentence("没有设置向量模型。", "No embedding model is set.")
    remedy = Sentence(
        "请设置 JIGAI_EMBEDDING_URL 和 JIGAI_EMBEDDING_MODEL；不设也能匹配。",
        "Set JIGAI_EMBEDDING_URL and JIGAI_EMBEDDING_MODEL; matching works without.",
    )


class Model(Protocol):
    """What makes vectors; it refuses with ``EmbeddingFault``."""

    name: str

    def offered(
        self,
        texts: Sequence[str],
        *,
        within_s: float | None,
        told: Callable[[int, int], None] = ...,
    ) -> NDArray[np.float32]:
        """One row a text, of length 1 or 0."""

    def asked(self, texts: Sequence[str], *, dimension: int) -> NDArray[np.float32]:
        """One row a question, of length 1 or 0."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why the model cannot be used, since when, and when it was tried last (seconds of a clock)."""

    said: Sentence
    since: float
    tried: float


_failures: dict[Endpoint | None, Failure] = {}
"""Of this process; gone with the first success."""


def model_set() -> Model | None:
    """The county's model, whether it answers or not."""
    return None if settings.EMBEDDING is None else _made(settings.EMBEDDING)


def rests() -> bool:
    """Whether it failed a moment ago."""
    found = _failures.get(settings.EMBEDDING)
    return found is not None and monotonic() < found.tried + RESTS_S


def failed(fault: EmbeddingFault) -> None:
    at, before = monotonic(), _failures.get(settings.EMBEDDING)
    said = Sentence(fault.said.zh + fault.advice.zh, f"{fault.said.en} {fault.advice.en}".strip())
    _failures[settings.EMBEDDING] = Failure(said, before.since if before else at, at)


def worked() -> None:
    _failures.pop(settings.EMBEDDING, None)


def used() -> SpaceUsed:
    """By which space an order is made that is made now."""
    model = model_set()
    found = _failures.get(settings.EMBEDDING)
    if model is None or found is None:
        return SpaceUsed(model.name if model else "")
    return SpaceUsed(model.name, found.said, monotonic() - found.since)


def space_of(model: Model, texts: Sequence[str]) -> GivenVectors:
    """The space of a catalogue; a page waits for what is missing only for a moment.

    Raises:
        EmbeddingFault: by the model.
    """
    points = model.offered(texts, within_s=PAGE_S)
    return GivenVectors(points, partial(model.asked, dimension=points.shape[1]), model.name)


def required_model() -> Model:
    """The county's model.

    Raises:
        NoEmbeddingModel: none is set.
    """
    found = model_set()
    if found is None:
        raise NoEmbeddingModel
    return found


@lru_cache(maxsize=4)
def _made(endpoint: Endpoint) -> Model:
    made: Model = import_string(settings.EMBEDDING_MODEL)(endpoint, settings.EMBEDDING_FOLDER)
    return made
