"""Choices of the platforms' lists and forms, in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jigai.apps.platforms.actions.record_service import KINDS as SERVICES
from jigai.apps.platforms.queries.services import OUTCOMES
from jigai.apps.platforms.words import (
    BOOKING_STATES,
    GRADES,
    RESULTS,
    RULINGS,
    SCORE_STATES,
    STATUS,
)
from jigai.domain.scorecards.platform_kinds import words
from jigai.domain.sentence import Sentence
from jigai.web.language import said_on_page, spoken

Choices = tuple[tuple[str, Any], ...]


def choices(named: Mapping[str, Sentence]) -> Choices:
    return tuple((key, spoken(said)) for key, said in named.items())


KIND_CHOICES = choices({name: one.label for name, one in words().kinds.items()})
LEVEL_CHOICES = choices(words().levels)
LEAD_CHOICES = choices(words().leads)
STATUS_CHOICES = choices(STATUS)
RESULT_CHOICES = choices(RESULTS)
GRADE_CHOICES = choices(GRADES)
SCORE_STATE_CHOICES = choices(SCORE_STATES)
BOOKING_CHOICES = choices(BOOKING_STATES)
SERVICE_CHOICES = choices(SERVICES)
OUTCOME_CHOICES = choices(OUTCOMES)
RULING_CHOICES = choices(RULINGS)


def worded(named: Mapping[str, Sentence], key: str) -> str:
    """The word of a key on the page; a key that is no longer known stands for itself."""
    return said_on_page(named[key]) if key in named else key


def kind_word(kind: str) -> str:
    return worded({name: one.label for name, one in words().kinds.items()}, kind)


def level_word(level: str) -> str:
    return worded(words().levels, level)


def lead_word(lead: str) -> str:
    return worded(words().leads, lead)
