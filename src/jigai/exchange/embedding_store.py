"""Vectors of offered texts, kept on disk by the digest of the text; no text and no question in it.

One SQLite file a model: added to batch by batch, whole after every batch, and safe with several
processes. It can be deleted at any time and is made anew.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from jigai.domain.matching.vectors import EmbeddingFault
from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    from numpy.typing import NDArray

KIND = np.dtype("<f4")
PATIENCE_S = 10
SHOWN_LETTERS, SHOWN_DIGITS = 40, 16
NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9._-]+")


class EmbeddingStoreUnusable(EmbeddingFault):
    code = "match.embedding_store"
    message = Sentence(
        "向量存放的文件 embeddings/{file} 用不了（{fault}）。",
        "The file of vectors embeddings/{file} cannot be used ({fault}).",
    )
    remedy = Sentence(
        "请核对磁盘和权限；文件坏了可以删掉，会重新生成。",
        "Check disk and permissions; a damaged file may be deleted: it is made anew.",
    )


def digest_of(text: str) -> bytes:
    """What stands for a text as it was sent."""
    return sha256(text.encode("utf-8", "surrogatepass")).digest()


class VectorStore:
    """The vectors of one model.

    Args:
        folder: made at first use, for its owner alone.
    """

    def __init__(self, folder: Path, model: str) -> None:
        shown = NOT_IN_A_NAME.sub("_", model)[:SHOWN_LETTERS]
        digest = sha256(model.encode()).hexdigest()[:SHOWN_DIGITS]
        self.file = folder / f"{shown}-{digest}.sqlite3"

    def held(self) -> dict[bytes, NDArray[np.float32]]:
        """Digest → vector of everything that is kept; vectors of another dimension are left out."""
        with self._open() as database:
            rows = database.execute("SELECT text, vector FROM vectors ORDER BY rowid").fetchall()
        found = {
            bytes(text): np.frombuffer(vector, dtype=KIND).astype(np.float32)
            for text, vector in rows
            if vector and not len(vector) % KIND.itemsize
        }
        width = next((len(vector) for vector in found.values()), 0)
        return {
            text: vector
            for text, vector in found.items()
            if len(vector) == width and np.isfinite(vector).all()
        }

    def keep(self, vectors: Mapping[bytes, NDArray[np.float32]]) -> None:
        """Add or replace; all of them or none."""
        rows = [(text, vector.astype(KIND).tobytes()) for text, vector in vectors.items()]
        with self._open() as database:
            database.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)

    def drop(self, texts: Collection[bytes]) -> None:
        """Forget texts that are offered no more."""
        with self._open() as database:
            database.executemany("DELETE FROM vectors WHERE text = ?", [(one,) for one in texts])

    def clear(self) -> None:
        """Forget everything: it was of another model."""
        with self._open() as database:
            database.execute("DELETE FROM vectors")

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.file.touch(mode=0o600)
            with closing(sqlite3.connect(self.file, timeout=PATIENCE_S)) as database, database:
                database.execute("PRAGMA secure_delete = ON")
                database.execute(
                    "CREATE TABLE IF NOT EXISTS vectors (text BLOB PRIMARY KEY, vector BLOB)"
                )
                yield database
        except (sqlite3.Error, OSError) as fault:
            raise EmbeddingStoreUnusable(file=self.file.name, fault=type(fault).__name__) from None
