"""The levers with the county's efforts on them, as of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from jigai.apps.cultivation.actions.set_effort import HUNDRED, SUBJECT
from jigai.apps.cultivation.models import EffortWeight
from jigai.domain.gap.levers import EffortBook, Weight
from jigai.domain.gap.read_efforts import efforts_in_force
from jigai.domain.quantities import number_text
from jigai.domain.rules.facts import FactType
from jigai.domain.rules.rulebook import shipped
from jigai.domain.rules.wording import number_in_words
from jigai.domain.sentence import Sentence

BY_COUNTY = Sentence(
    "县定（自 {day} 起）：{decision}", "set by the county (from {day}): {decision}"
)
NOT_A_NUMBER = Sentence("—", "—")


@dataclass(frozen=True, slots=True)
class EffortRow:
    """One lever as it is in force; ``step`` is the step in words, ``is_own`` set by the county."""

    fact: str
    label: Sentence
    step: Sentence
    effort_fixed: str
    effort_per_step: str
    lead_months: int
    most_a_year: int
    is_number: bool
    is_own: bool
    basis: Sentence


def county_efforts(*, on: date) -> EffortBook:
    """The shipped levers of enterprises with the county's own figures of the day.

    Raises:
        NoEfforts: no file of efforts is in force on the day.
    """
    return efforts_in_force(SUBJECT, on=on).with_weights(_weights(on))


def _weights(on: date) -> dict[str, Weight]:
    rows = EffortWeight.objects.filter(valid_from__lte=on).order_by("valid_from")
    return {
        row.fact: Weight(
            Fraction(row.effort_fixed_hundredths, HUNDRED),
            Fraction(row.effort_per_step_hundredths, HUNDRED),
            row.lead_months,
            row.most_a_year,
            BY_COUNTY.format(day=row.valid_from, decision=row.decision),
        )
        for row in rows
    }


def effort_rows(*, on: date) -> tuple[EffortRow, ...]:
    """Every lever with its figures of a day, in the order of the file."""
    facts, own = shipped().facts[SUBJECT], _weights(on)
    rows = []
    for lever in county_efforts(on=on).levers:
        declaration = facts[lever.fact]
        is_number = declaration.type is FactType.NUMBER
        step = number_in_words(lever.step, declaration.unit) if is_number else NOT_A_NUMBER
        rows.append(
            EffortRow(
                lever.fact,
                declaration.label,
                step,
                number_text(lever.effort_fixed, places=2),
                number_text(lever.effort_per_step, places=2),
                lever.lead_months,
                lever.most_a_year,
                is_number,
                lever.fact in own,
                lever.basis,
            )
        )
    return tuple(rows)
