"""The rules as a command finds them: with the county's own editions where a home is set up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from django.db import DatabaseError, connection

from jigai.apps.scoring.queries import rulebook as county
from jigai.cli.database import NotSetUp, refusal_of
from jigai.domain.rules import rulebook as product
from jigai.domain.rules.known_since import known_on, refuse_unknown
from jigai.domain.rules.rule_set import RuleSet
from jigai.domain.rules.rulebook import EditionText

R = TypeVar("R")


def rule_set(rule: str, *, on: date, known: date | None = None) -> RuleSet:
    """The edition in force on a day; without a home, that of the product.

    Args:
        known: the day whose knowledge is asked; ``None`` is today's.

    Raises:
        NoSuchRuleSet, NoRuleInForce, NoneKnown: as named.
    """
    return _with_home(
        lambda: county.rule_set(rule, on=on, known=known), lambda: _shipped(rule, on, known)
    )


def _shipped(rule: str, on: date, known: date | None) -> RuleSet:
    if known is not None:
        refuse_unknown(rule, day=known)
    return known_on(known).rule_set(rule, on=on)


def rule_sets() -> tuple[RuleSet, ...]:
    """Every edition of the product, and of the county where a home is set up."""
    return _with_home(county.rule_sets, product.rule_sets)


def text_of_edition(rules: RuleSet) -> EditionText:
    """The texts of an edition, for a receipt that can be run again elsewhere."""
    return _with_home(lambda: county.text_of_edition(rules), lambda: product.text_of_edition(rules))


def _with_home(of_county: Callable[[], R], of_product: Callable[[], R]) -> R:
    """Rules are applied on machines without a county too; a home that fails is still told."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and "memory" not in name and not Path(name).exists():
        return of_product()
    try:
        return of_county()
    except DatabaseError as fault:
        if isinstance(refusal_of(fault), NotSetUp):
            return of_product()
        raise
