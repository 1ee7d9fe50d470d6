"""The language of the page that is being made."""

from __future__ import annotations

from typing import Protocol, cast

from django.utils.functional import Promise, lazy
from django.utils.translation import get_language

from jigai.domain.sentence import Language, Sentence


def page_language() -> Language:
    return "en" if (get_language() or "").startswith("en") else "zh"


def said_on_page(sentence: Sentence) -> str:
    return sentence.said_in(page_language())


class Named(Protocol):
    """A place or a unit with a Chinese name and perhaps an English one."""

    @property
    def name(self) -> str: ...

    @property
    def name_en(self) -> str: ...


def name_on_page(place: Named) -> str:
    """The name in the language of the page, as far as there is one."""
    return (page_language() == "en" and place.name_en) or place.name


_spoken = lazy(said_on_page, str)


def spoken(sentence: Sentence) -> Promise:
    """A sentence of the floors below as a word that waits for the language of the page."""
    return cast("Promise", _spoken(sentence))
