"""Vectors for `jigai match rank`: from files, or from a model that is tried out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial, wraps
from pathlib import Path
from typing import Any

import click
import numpy as np

from jigai.domain.matching.endpoint import read_endpoint
from jigai.domain.matching.space import GivenVectors
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.exchange.embedding_model import EmbeddingModel
from jigai.exchange.given_vectors import read_vectors

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


class GivenTwoWays(Refusal):
    code = "match.embedding_options"
    message = Sentence(
        "--embedding 和 --model 成对，--document-vectors 和 --query-vectors 成对，只能用一对。",
        "--embedding goes with --model, --document-vectors with --query-vectors; one pair alone.",
    )


@dataclass(frozen=True, slots=True)
class Given:
    """What the options named; nothing of it is kept on disk."""

    url: str = ""
    model: str = ""
    key_file: Path | None = None
    query_prefix: str = ""
    text_prefix: str = ""
    document_vectors: Path | None = None
    query_vectors: Path | None = None

    @property
    def name(self) -> str:
        """Under which the ranking is printed."""
        return self.model or (self.document_vectors.name if self.document_vectors else "")

    def space(self, texts: Sequence[str], queries: Sequence[str]) -> GivenVectors | None:
        """The space that was named; ``None`` without any.

        Raises:
            GivenTwoWays, EmbeddingSettingWrong, EmbeddingFault: as named.
        """
        asks, reads = (self.url, self.model), (self.document_vectors, self.query_vectors)
        if not any(asks) and not any(reads):
            return None
        if any(asks) and any(reads):
            raise GivenTwoWays
        if self.document_vectors and self.query_vectors:
            points = read_vectors(self.document_vectors, count=len(texts))
            rows = read_vectors(self.query_vectors, count=len(queries), dimension=points.shape[1])
            held = dict(zip(queries, rows, strict=True))
            return GivenVectors(points, partial(_looked_up, held), self.name)
        if not all(asks):
            raise GivenTwoWays
        return self._asked(texts)

    def _asked(self, texts: Sequence[str]) -> GivenVectors:
        kept = self.key_file.read_text(encoding="utf-8", errors="replace") if self.key_file else ""
        endpoint = read_endpoint(
            self.url,
            self.model,
            key=kept.strip(),
            query_prefix=self.query_prefix,
            text_prefix=self.text_prefix,
        )
        if endpoint is None:
            raise GivenTwoWays
        model = EmbeddingModel(endpoint)
        points = model.offered(texts, told=_progress)
        return GivenVectors(points, partial(model.asked, dimension=points.shape[1]), self.name)


OPTIONS = (
    click.option("--embedding", "url", default="", help="Address of a model to try. 向量模型地址"),
    click.option("--model", default="", help="Its name, such as bge-m3. 模型名"),
    click.option("--key-file", type=FILE, help="File with its key, if it wants one. 密钥文件"),
    click.option("--query-prefix", default="", help="Put before each query. 查询前缀"),
    click.option("--text-prefix", default="", help="Put before each text. 文本前缀"),
    click.option("--document-vectors", type=FILE, help=".npy, one row a text. 文本向量"),
    click.option("--query-vectors", type=FILE, help=".npy, one row a query. 查询向量"),
)


def given_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options; the command gets them as one ``given``."""

    @wraps(command)
    def run(**told: Any) -> None:
        named = {name: told.pop(name) for name in Given.__dataclass_fields__}
        command(given=Given(**named), **told)

    for option in reversed(OPTIONS):
        run = option(run)
    return run


def _looked_up(
    held: Mapping[str, np.ndarray[Any, Any]], texts: Sequence[str]
) -> np.ndarray[Any, Any]:
    return np.stack([held[text] for text in texts])


def _progress(ready: int, total: int) -> None:
    click.echo(f"{ready}/{total}", err=True)
