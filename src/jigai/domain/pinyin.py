"""Pinyin of names, for sorting and for search by initials."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pypinyin import Style, lazy_pinyin, pinyin
from pypinyin.core import Pinyin

VARIANTS = 6
LEGAL_FORM = re.compile(r"(股份)?(有限)?(责任)?公司$")
READER = Pinyin()
TOKEN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]|[^\u3400-\u4dbf\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True)
class NameKeys:
    """``sort``: syllables with blanks between; ``initials``: readings, the likeliest first."""

    sort: str
    initials: str


@lru_cache(maxsize=8_192)
def name_keys(name: str) -> NameKeys:
    """What a name is sorted and found by; a character of several readings gives variants.

    >>> name_keys("庆云重工")
    NameKeys(sort='qing yun zhong gong', initials='qyzg qycg qytg')
    """
    text = "".join(name.split())
    syllables = [syllable for word in READER.seg(text) for syllable in _syllables(word)]
    likeliest = _initials(text, syllables)
    found = {likeliest: None}
    if len(likeliest) == len(text):
        own = LEGAL_FORM.sub("", text)
        for at, character in enumerate(own):
            for letter in _letters(character):
                found.setdefault(likeliest[:at] + letter + likeliest[at + 1 :])
    return NameKeys(" ".join(syllables).lower(), " ".join(list(found)[:VARIANTS]))


@lru_cache(maxsize=65_536)
def _syllables(word: str) -> tuple[str, ...]:
    """Of one word; names are made of few different words, so that most are known already."""
    return tuple(lazy_pinyin([word]))


def _initials(text: str, syllables: list[str]) -> str:
    """First letters by the same reading as the syllables; other writing stays as it is."""
    tokens = TOKEN.findall(text)
    if len(tokens) != len(syllables):
        return "".join(lazy_pinyin(text, style=Style.FIRST_LETTER)).lower()
    letters = [s[:1] if len(t) == 1 else s for t, s in zip(tokens, syllables, strict=True)]
    return "".join(letters).lower()


@lru_cache(maxsize=8_192)
def _letters(character: str) -> tuple[str, ...]:
    readings = pinyin(character, style=Style.FIRST_LETTER, heteronym=True)
    return tuple(letter.lower() for letter in readings[0])


def fitting_keys(name: str, *, sort: int, initials: int) -> NameKeys:
    """The keys cut to the widths of their columns, whole readings first."""
    keys = name_keys(name)
    kept = keys.initials
    while len(kept) > initials and " " in kept:
        kept = kept.rpartition(" ")[0]
    return NameKeys(keys.sort[:sort], kept[:initials])
