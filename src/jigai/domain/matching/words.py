"""The words of a text by which it is found: Chinese cut into words, English by their stems."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import import_module

import rjieba
import Stemmer

WORD = re.compile(r"[a-z0-9]+(?:\.[0-9]+)?|[\u3400-\u9fff]+")
CHINESE = re.compile(r"[\u3400-\u9fff]")


@lru_cache(maxsize=1)
def _empty() -> frozenset[str]:
    """The words of bm25s that carry no meaning; loading it takes a second, so when first asked."""
    lists = import_module("bm25s.stopwords")
    return frozenset(lists.STOPWORDS_EN_PLUS) | frozenset(lists.STOPWORDS_CHINESE)


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


def words(text: str) -> list[str]:
    """The words that carry meaning, in order; full-width letters and case make no difference.

    >>> words("磷酸铁锂正极材料的 Coating processes, 3.5%")
    ['磷酸', '铁锂', '正极', '材料', 'coat', 'process', '3.5']
    """
    found: list[str] = []
    empty = _empty()
    for run in WORD.findall(_narrow(text).lower()):
        if CHINESE.match(run):
            found += (word for word in rjieba.cut(run) if word not in empty)
        elif run not in empty:
            found.append(_stemmer().stemWord(run))
    return found


def _narrow(text: str) -> str:
    """Full-width letters and digits as the usual ones."""
    return text.translate(WIDE)


WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
