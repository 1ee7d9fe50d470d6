"""All editions of all rules on one day: which are in force, which are coming, which were."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from jigai.apps.scoring.queries.rulebook import (
    Released,
    StandingEdition,
    standing_editions,
    withdrawn_editions,
)
from jigai.domain.rules.rule_set import RuleSet

Standing = Literal["in_force", "coming", "was", "withdrawn"]


@dataclass(frozen=True, slots=True)
class TimedEdition:
    """One edition; ``valid_to`` is the first day on which another, or none, counts instead."""

    rule_set: RuleSet
    released: Released | None
    standing: Standing
    valid_to: date | None
    known_since: date


def timeline(*, on: date, known: date | None = None) -> list[TimedEdition]:
    """Every edition, by rule and then by its first day; two queries.

    Args:
        known: the day whose knowledge is asked; ``None`` is today's.
    """
    found = list(standing_editions(known=known))
    by_id: dict[str, list[StandingEdition]] = {}
    for one in found:
        by_id.setdefault(one.rule_set.id, []).append(one)
    rows = [_timed(one, by_id[one.rule_set.id], on) for one in found]
    rows += [
        TimedEdition(one.rule_set, one.released, "withdrawn", None, one.known_since)
        for one in withdrawn_editions(known=known)
    ]
    return sorted(rows, key=lambda row: (row.rule_set.id, row.rule_set.valid_from))


def _timed(one: StandingEdition, siblings: list[StandingEdition], on: date) -> TimedEdition:
    rules = one.rule_set
    follows = [
        other.rule_set.valid_from
        for other in siblings
        if other.rule_set.valid_from > rules.valid_from and _is_before(other, one)
    ]
    ends = [day for day in (rules.valid_to, min(follows, default=None)) if day is not None]
    standing: Standing = "was"
    if rules.valid_from > on:
        standing = "coming"
    elif _in_force(siblings, on) is one:
        standing = "in_force"
    ended = min(ends, default=None)
    return TimedEdition(rules, one.released, standing, ended, one.known_since)


def _is_before(other: StandingEdition, one: StandingEdition) -> bool:
    """Whether another edition counts before this one: the county's before the product's."""
    return other.released is not None or one.released is None


def _in_force(siblings: list[StandingEdition], on: date) -> StandingEdition | None:
    in_force = [one for one in siblings if one.rule_set.is_in_force(on=on)]
    return max(
        in_force,
        key=lambda one: (one.released is not None, one.rule_set.valid_from),
        default=None,
    )


def rules_in_force(*, on: date, subject: str) -> list[RuleSet]:
    """The editions that count on a day for a subject, the county's own before the product's."""
    rows = (row for row in timeline(on=on) if row.standing == "in_force")
    return [row.rule_set for row in rows if row.rule_set.subject == subject]


def rules_past_review(*, on: date) -> list[RuleSet]:
    """Rules in force whose review day, or that of one of their thresholds, has passed."""
    rows = timeline(on=on)
    return [
        row.rule_set
        for row in rows
        if row.standing == "in_force" and row.rule_set.is_past_review(on=on)
    ]
