"""The texts of what is offered, ready to be found; made once for each state of the catalogue.

A catalogue of 100 000 texts takes some twenty seconds to be made ready and milliseconds to be
asked. It is kept by the last change set that touched the offers, in every process by itself.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from jigai.apps.audit.queries.last_touched import State, last_touched
from jigai.apps.cooperation.models import Achievement, Expert
from jigai.domain.matching.index import TextIndex

MOST_KEPT = 2
SEPARATOR = "。"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Keys (``achievement:7``) and texts of every offer, in the order of the index."""

    state: State
    keys: tuple[str, ...]
    texts: tuple[str, ...]
    index: TextIndex

    def near(self, text: str, *, most: int) -> dict[str, float]:
        """Key → nearness (0 to 2.75) of the offers that share a word with a text."""
        hits = self.index.rank([text], most=most)
        pairs = zip(hits.places[0].tolist(), hits.scores[0].tolist(), strict=True)
        return {self.keys[place]: score for place, score in pairs if place >= 0}

    def near_by_words(self, text: str, *, most: int) -> list[str]:
        """The keys by plain BM25, the best first."""
        places = self.index.rank_by_words([text], most=most).places[0].tolist()
        return [self.keys[place] for place in places if place >= 0]


_kept: OrderedDict[State, Catalogue] = OrderedDict()
_lock = Lock()


def catalogue() -> Catalogue:
    """The catalogue of now; whoever asks while it is made waits for the one who makes it."""
    state = last_touched(Achievement, Expert)
    with _lock:
        found = _kept.get(state)
        if found is None:
            found = _made(state)
            if state[1]:
                _kept[state] = found
            while len(_kept) > MOST_KEPT:
                _kept.popitem(last=False)
        else:
            _kept.move_to_end(state)
    return found


def _made(state: State) -> Catalogue:
    fields = ("pk", "name", "keywords", "summary")
    pairs = [
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
    keys, texts = zip(*pairs, strict=True) if pairs else ((), ())
    return Catalogue(state, tuple(keys), tuple(texts), TextIndex(texts))
