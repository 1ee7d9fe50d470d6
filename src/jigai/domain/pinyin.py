"""Pinyin of names, for sorting and for search by initials."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pypinyin import Style, lazy_pinyin, pinyin

VARIANTS = 6
LEGAL_FORM = re.compile(r"(股份)?(有限)?(责任)?公司$")


@dataclass(frozen=True, slots=True)
class NameKeys:
    """``sort``: syllables with blanks between; ``initials``: readings, the likeliest first."""

    sort: str
    initials: str


def name_keys(name: str) -> NameKeys:
    """What a name is sorted and found by; a character of several readings gives variants.

    >>> name_keys("庆云重工")
    NameKeys(sort='qing yun zhong gong', initials='qyzg qycg qytg')
    """
    text = "".join(name.split())
    likeliest = "".join(lazy_pinyin(text, style=Style.FIRST_LETTER)).lower()
    found = {likeliest: None}
    if len(likeliest) == len(text):
        own = LEGAL_FORM.sub("", text)
        for at, character in enumerate(own):
            for letter in pinyin(character, style=Style.FIRST_LETTER, heteronym=True)[0]:
                found.setdefault(likeliest[:at] + letter.lower() + likeliest[at + 1 :])
    return NameKeys(" ".join(lazy_pinyin(text)).lower(), " ".join(list(found)[:VARIANTS]))


def fitting_keys(name: str, *, sort: int, initials: int) -> NameKeys:
    """The keys cut to the widths of their columns, whole readings first."""
    keys = name_keys(name)
    kept = keys.initials
    while len(kept) > initials and " " in kept:
        kept = kept.rpartition(" ")[0]
    return NameKeys(keys.sort[:sort], kept[:initials])
