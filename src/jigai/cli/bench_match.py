"""Queries per second of matching beside bare bm25s, and how well it finds where data are given."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import bm25s
import numpy as np

from jigai.cli.match_quality import quality, rankings, same_label
from jigai.domain.matching.index import TextIndex
from jigai.domain.matching.words import words
from jigai.exchange.text_collection import read_documents, read_judgements, read_queries

WORDS_OF_ALL, OF_A_TEXT, OF_A_QUERY = 20_000, 15, 5
QUERIES, SEED = 3_000, 7
FIRST, SPAN = 0x4E00, 3_000
DEPTH = 10
DATA = "JIGAI_SHARED_DATA"
"""Folder with ``retrieval/``: test collections that are not part of the product."""


def measure_match(*, rows: int, repeats: int) -> dict[str, Any]:
    """Seconds and queries per second over synthetic Chinese texts, in turn and in one process.

    Both cut the queries into words themselves; bm25s uses its compiled form, as ours does from
    20 000 texts on. ``index_s`` is our whole build; of the space of meaning the greater part.
    """
    texts, queries = _synthetic(rows), _queries()
    started = perf_counter()
    index = TextIndex(texts)
    built = perf_counter() - started
    bare = bm25s.BM25(backend="numba")
    bare.index([words(text) for text in texts], show_progress=False)
    most = min(DEPTH, rows)
    runs: dict[str, Callable[[], Any]] = {
        "jigai": lambda: index.rank(queries, most=most),
        "bm25s": lambda: bare.retrieve(
            [words(query) for query in queries], k=most, show_progress=False
        ),
    }
    taken = _in_turn(runs, max(repeats, 5))
    return {
        "bench": "match",
        "texts": rows,
        "queries": len(queries),
        "index_s": round(built, 2),
        "queries_per_s": round(len(queries) / taken["jigai"], 1),
        "bm25s_queries_per_s": round(len(queries) / taken["bm25s"], 1),
        "ratio": round(taken["bm25s"] / taken["jigai"], 2),
        "found": _found(),
        "load": round(os.getloadavg()[0], 1),
    }


def _in_turn(runs: dict[str, Callable[[], Any]], repeats: int) -> dict[str, float]:
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for turn in range(-1, repeats):
        for name, run in runs.items():
            started = perf_counter()
            run()
            if turn >= 0:
                taken[name].append(perf_counter() - started)
    return {name: median(times) for name, times in taken.items()}


def _synthetic(rows: int) -> list[str]:
    """Invented two-letter words, few of them frequent, fifteen a text."""
    return _texts(rows, OF_A_TEXT, np.random.default_rng(SEED))


def _queries() -> list[str]:
    return _texts(QUERIES, OF_A_QUERY, np.random.default_rng(SEED + 1))


def _texts(count: int, each: int, random: np.random.Generator) -> list[str]:
    letters = np.random.default_rng(SEED).integers(0, SPAN, (WORDS_OF_ALL, 2)) + FIRST
    known = ["".join(map(chr, pair)) for pair in letters.tolist()]
    shares = 1 / np.arange(1, WORDS_OF_ALL + 1) ** 0.9
    chosen = random.choice(WORDS_OF_ALL, (count, each), p=shares / shares.sum())
    return ["".join(known[place] for place in row) for row in chosen.tolist()]


def _found() -> list[dict[str, Any]]:
    """Quality on Cranfield (odd queries) and on CSL by discipline, where the folder is there."""
    folder = Path(os.environ.get(DATA, "")) / "retrieval"
    if DATA not in os.environ or not folder.is_dir():
        return []
    cranfield = read_documents(folder / "cranfield_docs.jsonl.gz")
    asked = read_queries(folder / "cranfield_queries_odd.tsv")
    relevant = read_judgements(folder / "cranfield_qrels_odd.tsv")
    found = []
    for name, (ranked, seconds) in rankings(cranfield, list(asked.values()), beside=True).items():
        judged = [relevant.get(query, set()) for query in asked]
        found.append({"collection": "cranfield", **asdict(quality(name, ranked, seconds, judged))})
    papers = read_documents(folder / "csl_dev.jsonl.gz")
    groups = same_label(papers, "discipline")
    own = [paper.id for paper in papers]
    made = rankings(papers, [paper.title for paper in papers], beside=True)
    for name, (ranked, seconds) in made.items():
        others = [[o for o in row if o != one] for one, row in zip(own, ranked, strict=True)]
        judged = [groups[one] for one in own]
        found.append({"collection": "csl", **asdict(quality(name, others, seconds, judged))})
    return found
