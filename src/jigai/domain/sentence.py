"""A sentence in Chinese and English: how everything below the interfaces speaks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One statement in both languages; neither can be left out.

    >>> Sentence("第{row}行", "Row {row}").format(row=7).zh
    '第7行'
    """

    zh: str
    en: str

    def format(self, **values: object) -> Sentence:
        """Fill named places; a value that is itself a Sentence is filled in its own language."""
        return Sentence(
            self.zh.format(**{k: _in(v, "zh") for k, v in values.items()}),
            self.en.format(**{k: _in(v, "en") for k, v in values.items()}),
        )

    def said_in(self, language: Language) -> str:
        return self.zh if language == "zh" else self.en

    def __add__(self, other: Sentence) -> Sentence:
        """Join two statements; English gets a space between."""
        return Sentence(self.zh + other.zh, f"{self.en} {other.en}".strip())

    def __str__(self) -> str:
        """Chinese first."""
        return self.zh


def joined(parts: list[Sentence], *, zh: str = "；", en: str = "; ") -> Sentence:
    """Join statements with a separator of each language.

    >>> joined([Sentence("甲", "a"), Sentence("乙", "b")]).en
    'a; b'
    """
    return Sentence(zh.join(p.zh for p in parts), en.join(p.en for p in parts))


def _in(value: object, language: Language) -> object:
    return value.said_in(language) if isinstance(value, Sentence) else value
