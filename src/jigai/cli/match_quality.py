"""Rankings of a test collection: ours, and plain BM25 with and without stems beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean
from time import perf_counter
from typing import Any

import bm25s
import Stemmer

from jigai.domain.matching.index import TextIndex
from jigai.domain.matching.measures import average_precision, ndcg
from jigai.domain.matching.space import Space
from jigai.domain.matching.words import words
from jigai.exchange.text_collection import Document

DEPTH = 100
OURS = "jigai"
Ranked = list[list[str]]
CHINESE = "\u3400", "\u9fff"


@dataclass(frozen=True, slots=True)
class Quality:
    """Means over the judged queries, and queries per second, the cutting of words included."""

    ranker: str
    ndcg_10: float
    map: float
    queries_per_s: float


def rankings(
    documents: Sequence[Document],
    queries: Sequence[str],
    *,
    beside: bool,
    given: Space | None = None,
    model: str = "",
) -> dict[str, tuple[Ranked, float]]:
    """Ranker → the texts of each query, and seconds for all queries; the indexes stand by then.

    Args:
        given: vectors of a model, by which is ranked first.
        model: its name.

    Raises:
        EmbeddingFault: by the model of the given space.
    """
    texts = [document.text for document in documents]
    rankers: dict[str, Callable[[], Any]] = {}
    if given is not None:
        by_model = TextIndex(texts, given)
        rankers[f"{OURS}+{model}"] = lambda: by_model.rank(queries, most=DEPTH).places
    if given is None or beside:
        index = TextIndex(texts)
        rankers[OURS] = lambda: index.rank(queries, most=DEPTH).places
    if beside:
        rankers |= {name: _plain(texts, queries, cut) for name, cut in PLAIN.items()}
    found = {}
    for name, rank in rankers.items():
        rank()  # what is compiled or first touched is not counted
        started = perf_counter()
        places = rank()
        seconds = perf_counter() - started
        ids = [[documents[place].id for place in row if place >= 0] for row in places]
        found[name] = ids, seconds
    return found


def quality(ranker: str, ranked: Ranked, seconds: float, judged: Sequence[set[str]]) -> Quality:
    """Over queries with at least one relevant text.

    Args:
        judged: the relevant texts of each query, in the order of ``ranked``.
    """
    pairs = [(row, relevant) for row, relevant in zip(ranked, judged, strict=True) if relevant]
    return Quality(
        ranker,
        round(mean(ndcg(row, dict.fromkeys(relevant, 1.0)) for row, relevant in pairs), 4),
        round(mean(average_precision(row, set(relevant)) for row, relevant in pairs), 4),
        round(len(ranked) / seconds, 1),
    )


def same_label(documents: Sequence[Document], label: str) -> dict[str, set[str]]:
    """Text → the other texts with the same value of a field."""
    groups: dict[str, set[str]] = {}
    for document in documents:
        groups.setdefault(str(document.fields.get(label, "")), set()).add(document.id)
    return {
        document.id: groups[str(document.fields.get(label, ""))] - {document.id}
        for document in documents
    }


def _plain(
    texts: Sequence[str], queries: Sequence[str], cut: Callable[[Sequence[str]], Any]
) -> Callable[[], Any]:
    """bm25s as its documentation shows it."""
    retriever = bm25s.BM25()
    retriever.index(cut(texts), show_progress=False)
    most = min(DEPTH, len(texts))
    return lambda: retriever.retrieve(cut(queries), k=most, show_progress=False).documents


def _unstemmed(texts: Sequence[str]) -> Any:
    return _cut(texts, None)


def _stemmed(texts: Sequence[str]) -> Any:
    return _cut(texts, Stemmer.Stemmer("english"))


def _cut(texts: Sequence[str], stemmer: Any) -> Any:
    """English by the tokenizer of bm25s; Chinese, which it cannot cut, by the words of ours."""
    if any(CHINESE[0] <= letter <= CHINESE[1] for text in texts[:50] for letter in text):
        return [words(text) for text in texts]
    return bm25s.tokenize(list(texts), stopwords="en", stemmer=stemmer, show_progress=False)


PLAIN: Mapping[str, Callable[[Sequence[str]], Any]] = {
    "bm25s": _unstemmed,
    "bm25s_stemmed": _stemmed,
}
