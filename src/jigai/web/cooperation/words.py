"""Choices of the lists and forms of cooperation, in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from jigai.apps.cooperation.fields import DISCIPLINES, TECHNICAL_FIELDS
from jigai.apps.cooperation.words import (
    ACTIVITY_KINDS,
    APPLICATIONS,
    ATTRIBUTES,
    BODY_KINDS,
    EXPERT_KINDS,
    FORMS,
    INSTITUTION_KINDS,
    MATURITY_LEVELS,
    OUTCOMES,
    OWNERSHIPS,
    PRICE_MODES,
    REVIEW_STATES,
    SOLVING_WAYS,
    STAGES,
    TERM_KINDS,
    TERM_PARTIES,
    TRANSFORMATIONS,
)
from jigai.domain.sentence import Sentence
from jigai.web.language import said_on_page, spoken

Choices = tuple[tuple[str, Any], ...]
CHOOSE = ("", _("— 请选择 —"))


def choices(named: Mapping[str, Sentence]) -> Choices:
    return tuple((key, spoken(said)) for key, said in named.items())


def coded(named: Mapping[str, Sentence]) -> Choices:
    """Codes of a standard with their names."""
    return tuple(
        (key, spoken(Sentence(f"{key} {said.zh}", f"{key} {said.en}")))
        for key, said in named.items()
    )


SOLVING_CHOICES = choices(SOLVING_WAYS)
ACTIVITY_CHOICES = choices(ACTIVITY_KINDS)
OWNERSHIP_CHOICES = choices(OWNERSHIPS)
REVIEW_CHOICES = choices(REVIEW_STATES)
DISCIPLINE_CHOICES = coded(DISCIPLINES)
FIELD_CHOICES = coded(TECHNICAL_FIELDS)
SHORT_FIELD_CHOICES = choices(
    {
        code: Sentence(f"{code} {said.zh.rpartition('·')[2]}", f"{code} {said.en}")
        for code, said in TECHNICAL_FIELDS.items()
    }
)
"""For columns: without the domain, which the first digit of the code names."""
FORM_CHOICES = choices(FORMS)
ATTRIBUTE_CHOICES = choices(ATTRIBUTES)
STAGE_CHOICES = choices(STAGES)
APPLICATION_CHOICES = choices(APPLICATIONS)
TRANSFORMATION_CHOICES = choices(TRANSFORMATIONS)
PRICE_CHOICES = choices(PRICE_MODES)
MATURITY_CHOICES = coded({str(level): said for level, said in MATURITY_LEVELS.items()})
EXPERT_CHOICES = choices(EXPERT_KINDS)
OUTCOME_CHOICES = choices(OUTCOMES)
INSTITUTION_CHOICES = choices(INSTITUTION_KINDS)
BODY_CHOICES = choices(BODY_KINDS)
TERM_CHOICES = choices(TERM_KINDS)
PARTY_CHOICES = choices(TERM_PARTIES)
MATCHING_CHOICES: Choices = (
    ("open", _("参与匹配")),
    ("overdue", _("复核日已过")),
    ("unreviewed", _("未审核")),
    ("returned", _("被退回")),
    ("closed", _("已关闭")),
)


def worded(named: Mapping[str, Sentence], key: str) -> str:
    """The word of a key on the page; a key that is no longer known stands for itself."""
    return said_on_page(named[key]) if key in named else key


def coded_word(named: Mapping[str, Sentence], key: str) -> str:
    """Code and name."""
    return f"{key} {worded(named, key)}" if key in named else key
