"""Which rule set the county has in force for a purpose on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from jigai.apps.scoring.models import RuleSetInForce
from jigai.apps.scoring.queries.rulebook import rule_set
from jigai.domain.rules.rule_set import RuleSet
from jigai.domain.rules.rulebook import rule_sets

BADGE = "badge"
DEFAULTS = {BADGE: "county_default"}


@dataclass(frozen=True, slots=True)
class ChosenRule:
    """One choice of the county, as the public page of the rules lists it."""

    purpose: str
    rule_set: str
    valid_from: date
    valid_to: date | None
    decision: str


def rule_set_in_force(purpose: str, *, on: date) -> RuleSet:
    """The county's choice for a day; where it chose none, the default of the product.

    A period before the default's first edition (an old portfolio taken in) is read by that first
    edition, which the badge names with its date.
    """
    chosen = (
        RuleSetInForce.objects.filter(purpose=purpose, valid_from__lte=on)
        .filter(Q(valid_to=None) | Q(valid_to__gt=on))
        .order_by("-valid_from")
        .first()
    )
    if chosen:
        return rule_set(chosen.rule_set, on=on)
    default = DEFAULTS[purpose]
    first = min(one.valid_from for one in rule_sets() if one.id == default)
    return rule_set(default, on=max(on, first))


def chosen_rules(purpose: str) -> list[ChosenRule]:
    """Every choice for a purpose, oldest first."""
    rows = RuleSetInForce.objects.filter(purpose=purpose).order_by("valid_from")
    return [ChosenRule(r.purpose, r.rule_set, r.valid_from, r.valid_to, r.decision) for r in rows]
