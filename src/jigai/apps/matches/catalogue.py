"""The texts of what is offered, ready to be found; made once for each state of the catalogue.

A catalogue of 100 000 texts takes some twenty seconds to be made ready and milliseconds to be
asked. It is kept by the last change set that touched the offers, in every process by itself. With
an embedding model of the county a second index stands beside, in the space of that model; whenever
the model fails the catalogue's own space serves.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from threading import Lock
from typing import TYPE_CHECKING

from jigai.apps.audit.queries.last_touched import State, last_touched
from jigai.apps.cooperation.models import Achievement, Expert
from jigai.apps.matches import given_space
from jigai.apps.matches.given_space import Model
from jigai.domain.match_reasons.facts import Nearness
from jigai.domain.matching.space import SpaceUsed
from jigai.domain.matching.vectors import EmbeddingFault

if TYPE_CHECKING:
    from jigai.domain.matching.index import TextIndex
    from jigai.domain.matching.space import Space

MOST_KEPT = 4
SEPARATOR = "。"


@dataclass(frozen=True, slots=True)
class Found:
    """What lies near a text.

    Attributes:
        scores: key → nearness (0 to 2.75), the best first.
        alone: of those that share no word with the text, how near the model puts them.
        by: the space in which the order was made.
    """

    scores: dict[str, float]
    alone: dict[str, Nearness]
    by: SpaceUsed


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Keys (``achievement:7``) and texts of every offer, in the order of the index."""

    state: State
    keys: tuple[str, ...]
    texts: tuple[str, ...]
    index: TextIndex
    model: str = ""

    def near(self, text: str, *, most: int, by: SpaceUsed) -> Found:
        """The offers that share a word with a text or that a model puts near it.

        Raises:
            EmbeddingFault: by the model of a given space.
        """
        hits = self.index.rank([text], most=most)
        rows = [
            (self.keys[place], score, alone)
            for place, score, alone in zip(
                hits.places[0].tolist(),
                hits.scores[0].tolist(),
                hits.alone[0].tolist(),
                strict=True,
            )
            if place >= 0
        ]
        return Found(
            {key: score for key, score, _ in rows},
            {key: Nearness(by.model, alone, len(self.keys)) for key, _, alone in rows if alone},
            by,
        )

    def near_by_words(self, text: str, *, most: int) -> list[str]:
        """The keys by plain BM25, the best first."""
        places = self.index.rank_by_words([text], most=most).places[0].tolist()
        return [self.keys[place] for place in places if place >= 0]


_kept: OrderedDict[tuple[State, str], Catalogue] = OrderedDict()
_lock, _given_lock = Lock(), Lock()
"""Who waits for a model holds up nobody who does without."""


def near(text: str, *, most: int) -> Found:
    """What lies near a text, by the county's model if it answers, else by our own space."""
    model = given_space.model_set()
    if model is not None and not given_space.rests():
        try:
            found = _catalogue_of(model)
            if found is not None:
                answer = found.near(text, most=most, by=SpaceUsed(model.name))
                given_space.worked()
                return answer
        except EmbeddingFault as fault:
            given_space.failed(fault)
    return catalogue().near(text, most=most, by=given_space.used())


def catalogue() -> Catalogue:
    """The catalogue of now in its own space; who asks while it is made waits for the maker."""
    state = last_touched(Achievement, Expert)
    with _lock:
        return _held(state, "") or _keep(_made(state))


def fill(told: Callable[[int, int], None]) -> tuple[str, int, int]:
    """Make the vectors of the whole catalogue ready: model, texts, dimensions.

    Args:
        told: hears how many of how many texts are ready.

    Raises:
        NoEmbeddingModel: none is set.
        EmbeddingFault: by the model; what came before is kept.
    """
    model = given_space.required_model()
    texts = [text for _, text in _offers()]
    found = model.offered(texts, within_s=None, told=told)
    given_space.worked()
    return model.name, len(texts), found.shape[1]


def _catalogue_of(model: Model) -> Catalogue | None:
    """The catalogue in the space of a model; ``None`` if it failed for the one before us."""
    state = last_touched(Achievement, Expert)
    with _given_lock:
        if given_space.rests():
            return None
        found = _held(state, model.name)
        try:
            return found or _keep(_made(state, model))
        except EmbeddingFault as fault:
            given_space.failed(fault)
            return None


def _held(state: State, model: str) -> Catalogue | None:
    found = _kept.get((state, model))
    if found is not None:
        _kept.move_to_end((state, model))
    return found


def _keep(made: Catalogue) -> Catalogue:
    if made.state[1]:
        _kept[made.state, made.model] = made
    while len(_kept) > MOST_KEPT:
        _kept.popitem(last=False)
    return made


def _made(state: State, model: Model | None = None) -> Catalogue:
    pairs = _offers()
    keys, texts = zip(*pairs, strict=True) if pairs else ((), ())
    if model is None:
        return Catalogue(state, tuple(keys), tuple(texts), _index(texts))
    space = given_space.space_of(model, texts)
    return Catalogue(state, tuple(keys), tuple(texts), _index(texts, space), model.name)


def _offers() -> list[tuple[str, str]]:
    """Key and text of everything that is offered."""
    fields = ("pk", "name", "keywords", "summary")
    return [
        *(
            (f"achievement:{pk}", SEPARATOR.join(texts))
            for pk, *texts in Achievement.objects.order_by("pk").values_list(
                *fields, "innovation_points"
            )
        ),
        *(
            (f"expert:{pk}", SEPARATOR.join(texts[1:]))
            for pk, *texts in Expert.objects.order_by("pk").values_list(*fields)
        ),
    ]


def _index(texts: Sequence[str], space: Space | None = None) -> TextIndex:
    """What finds texts takes a second to load, which nothing else has to wait for."""
    made: TextIndex = import_module("jigai.domain.matching.index").TextIndex(texts, space)
    return made
