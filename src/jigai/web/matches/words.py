"""Choices and words of matching in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from jigai.apps.cooperation.words import OWNERSHIPS, TRANSFORMATIONS
from jigai.apps.matches.words import CONTRACT_KINDS, PARTY_SIDES, SIDES, STAGES
from jigai.domain.match_reasons.facts import ASPECTS
from jigai.domain.match_reasons.refusal_codes import CODES
from jigai.domain.sentence import Sentence
from jigai.web.language import said_on_page, spoken

Choices = tuple[tuple[str, Any], ...]


def choices(named: Mapping[Any, Sentence]) -> Choices:
    return tuple((str(key), spoken(said)) for key, said in named.items())


STAGE_CHOICES = choices(STAGES)
KIND_CHOICES = choices(CONTRACT_KINDS)
SIDE_CHOICES = choices(SIDES)
PARTY_CHOICES = choices(PARTY_SIDES)
CODE_CHOICES = choices({code.value: said for code, said in CODES.items()})
ASPECT_CHOICES = choices({aspect.value: said for aspect, said in ASPECTS.items()})
OWNERSHIP_CHOICES = choices({key: said for key, said in OWNERSHIPS.items() if key != "agreed"})
WAY_CHOICES = choices({key: said for key, said in TRANSFORMATIONS.items() if key != "other"})


def offer_url(key: str) -> str:
    """The page of an offer by its key, as ``achievement:12`` or ``expert:3``."""
    kind, _, pk = key.partition(":")
    return reverse(f"cooperation:{kind}", args=[pk])


def worded(named: Mapping[Any, Sentence], key: str) -> str:
    """The word of a key on the page; a key that is not known stands for itself."""
    return said_on_page(named[key]) if key in named else key
