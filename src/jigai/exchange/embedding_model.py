"""A county's embedding model at work: offered texts through the store, questions never on disk."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

import numpy as np

from jigai.domain.matching.endpoint import Endpoint
from jigai.domain.matching.vectors import EmbeddingFault
from jigai.domain.sentence import Sentence
from jigai.exchange.embedding import EmbeddingUnreachable, embed
from jigai.exchange.embedding_store import VectorStore, digest_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

BATCH = 16
PATIENCE_S = 120.0
"""For one batch, where nobody waits at a page."""
ASKED_S = 5.0
MOST_ASKED = 512
PROBE = "工业企业技术改造"
"""Its vector tells whether the model behind a name is still the one whose vectors are kept."""
SAME_MODEL = 0.99


class EmbeddingIncomplete(EmbeddingFault):
    code = "match.embedding_incomplete"
    message = Sentence(
        "向量模型“{model}”的向量还没有备齐：{ready}/{total}。",
        "The vectors of the embedding model “{model}” are not all ready: {ready} of {total}.",
    )
    remedy = Sentence("请运行 jigai match embed。", "Run jigai match embed.")


def say_nothing(_ready: int, _total: int) -> None:
    """Progress that nobody follows."""


class EmbeddingModel:
    """Vectors by one endpoint.

    Args:
        folder: where vectors of offered texts are kept; ``None`` keeps nothing.
    """

    def __init__(self, endpoint: Endpoint, folder: Path | None = None) -> None:
        self.endpoint, self.name = endpoint, endpoint.model
        self._store = None if folder is None else VectorStore(folder, endpoint.model)
        self._asked: OrderedDict[bytes, NDArray[np.float32]] = OrderedDict()
        self._lock = Lock()

    def offered(
        self,
        texts: Sequence[str],
        *,
        within_s: float | None = None,
        told: Callable[[int, int], None] = say_nothing,
    ) -> NDArray[np.float32]:
        """The vectors of the texts of a whole catalogue; an empty text has zeros.

        What the store has is not asked again; what is no longer among the texts is forgotten.

        Args:
            within_s: stop after so many seconds; what has come by then is kept.
            told: hears how many of how many texts are ready, after each batch.

        Raises:
            EmbeddingIncomplete: the time was too short.
            EmbeddingFault: the model or the store cannot be used.
        """
        until = None if within_s is None else monotonic() + within_s
        sent = [self.endpoint.text(text) if text.strip() else "" for text in texts]
        digests = [digest_of(text) if text else b"" for text in sent]
        wanted = {digest: text for digest, text in zip(digests, sent, strict=True) if text}
        held, width = self._held(until)
        missing = [digest for digest in wanted if digest not in held]
        told(len(wanted) - len(missing), len(wanted))
        for start in range(0, len(missing), BATCH):
            batch = missing[start : start + BATCH]
            ready = len(wanted) - len(missing) + start
            not_yet = EmbeddingIncomplete(model=self.name, ready=ready, total=len(wanted))
            if _is_past(until):
                raise not_yet
            try:
                rows = self._embed([wanted[digest] for digest in batch], until, width)
            except EmbeddingUnreachable:
                if _is_past(until):
                    raise not_yet from None
                raise
            self._keep(dict(zip(batch, rows, strict=True)), held)
            told(ready + len(batch), len(wanted))
        if self._store is not None:
            self._store.drop(set(held) - set(wanted) - {digest_of(PROBE)})
        return _table(digests, held, width)

    def asked(self, texts: Sequence[str], *, dimension: int) -> NDArray[np.float32]:
        """The vectors of questions; kept for a while in memory alone.

        Args:
            dimension: of the vectors of the offered texts.

        Raises:
            EmbeddingFault: the model does not answer, or answers nonsense.
        """
        sent = [self.endpoint.query(text) if text.strip() else "" for text in texts]
        digests = [digest_of(text) if text else b"" for text in sent]
        with self._lock:
            known = {one: self._asked[one] for one in digests if one in self._asked}
        held = {one: vector for one, vector in known.items() if len(vector) == dimension}
        wanted = dict(zip(digests, sent, strict=True))
        keys = [key for key in wanted if key and key not in held]
        for start in range(0, len(keys), BATCH):
            batch = keys[start : start + BATCH]
            texts_of_batch = [wanted[key] for key in batch]
            rows = self._embed(texts_of_batch, monotonic() + ASKED_S, dimension)
            held |= zip(batch, rows, strict=True)
        with self._lock:
            self._asked |= held
            while len(self._asked) > MOST_ASKED:
                self._asked.popitem(last=False)
        return _table(digests, held, dimension)

    def _held(self, until: float | None) -> tuple[dict[bytes, NDArray[np.float32]], int]:
        """What the store keeps of this very model, and its dimensions.

        Behind one name another model may have come: what was kept of the former is forgotten.
        """
        [now] = self._embed([PROBE], until, None)
        if self._store is None:
            return {}, len(now)
        held, probe = self._store.held(), digest_of(PROBE)
        before = held.get(probe)
        is_same = before is not None and len(before) == len(now) and before @ now >= SAME_MODEL
        if not is_same:
            self._store.clear()
            self._store.keep({probe: now})
            held = {probe: now}
            with self._lock:
                self._asked.clear()
        return held, len(now)

    def _keep(
        self, rows: dict[bytes, NDArray[np.float32]], held: dict[bytes, NDArray[np.float32]]
    ) -> None:
        if self._store is not None:
            self._store.keep(rows)
        held |= rows

    def _embed(
        self, texts: Sequence[str], until: float | None, dimension: int | None
    ) -> NDArray[np.float32]:
        patience = PATIENCE_S if until is None else until - monotonic()
        return embed(self.endpoint, texts, patience_s=patience, dimension=dimension)


def _is_past(until: float | None) -> bool:
    return until is not None and monotonic() >= until


def _table(
    digests: Sequence[bytes], held: Mapping[bytes, NDArray[np.float32]], width: int
) -> NDArray[np.float32]:
    found = np.zeros((len(digests), width), dtype=np.float32)
    for row, digest in enumerate(digests):
        if digest:
            found[row] = held[digest]
    return found
