"""Choices of the outcomes' lists and forms, in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from jigai.apps.outcomes.queries.dictionary import dictionary
from jigai.domain.results.spans import Span
from jigai.domain.results.states import FOLLOW_UP_STATES, KINDS, LEVELS, STATES
from jigai.domain.sentence import Sentence
from jigai.web.language import said_on_page, spoken

Choices = tuple[tuple[str, Any], ...]


def choices(named: Mapping[Any, Sentence]) -> Choices:
    return tuple((str(key), spoken(said)) for key, said in named.items())


KIND_CHOICES = choices(KINDS)
STATE_CHOICES = choices(STATES)
LEVEL_CHOICES = choices(LEVELS)
FOLLOW_UP_CHOICES = choices(FOLLOW_UP_STATES)


def worded(named: Mapping[Any, Sentence], key: str) -> str:
    """The word of a key on the page; a key that is no longer known stands for itself."""
    return said_on_page(named[key]) if key in named else key


def indicator_choices(*, additive: bool = False) -> list[tuple[str, str]]:
    """Every indicator by its id; ``additive``: only those that may be summed."""
    return [
        (one.id, said_on_page(one.newest.definition.title))
        for one in dictionary()
        if one.newest.definition.is_additive or not additive
    ]


def recent_years(today: date) -> tuple[Span, Span]:
    """The last whole year and the one before, as a first proposal."""
    return Span(today.year - 2), Span(today.year - 1)
