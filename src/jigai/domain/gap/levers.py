"""Levers: how work moves one fact, what effort it takes and how long it needs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

NO_EFFORT = Fraction(0)


class EffortOutOfRange(Refusal):
    code = "ways.effort_out_of_range"
    message = Sentence(
        "“{label}”的工作量设定不合理：{fault}。", "The effort set for “{label}” is wrong: {fault}."
    )
    remedy = Sentence(
        "固定和每步工作量不小于 0，合计大于 0；周期和每年步数为不小于 0 的整数。",
        "Efforts from 0, together above 0; months and steps a year whole numbers from 0.",
    )


@dataclass(frozen=True, slots=True)
class Lever:
    """How work moves one fact.

    Args:
        fact: the fact moved; ``higher`` says in which direction (a flag: to true).
        how: what must really be done, with the place ``{value}``; else the lift of the fact.
        step: the smallest change that counts, in the unit of the fact.
        effort_fixed, effort_per_step: the effort once, and of each step; the county's own scale
            (a flag has only the first).
        lead_months: from the start of the work until the first step shows in the fact.
        most_a_year: the most steps in twelve months; of a flag or choice without meaning.
        carries: facts that rise by the same amount (a person hired is also an employee).
        at_most_of: the fact and the share of it beyond which the moved fact may not go.
        basis: where effort, time and limit come from.
    """

    fact: str
    higher: bool
    how: Sentence
    step: Fraction
    effort_fixed: Fraction
    effort_per_step: Fraction
    lead_months: int
    most_a_year: int
    carries: tuple[str, ...]
    at_most_of: tuple[str, Fraction] | None
    basis: Sentence

    def effort_of(self, steps: int) -> Fraction:
        """The effort of a number of steps, 0 without any."""
        return self.effort_fixed + steps * self.effort_per_step if steps else NO_EFFORT

    def check(self, label: Sentence) -> None:
        """See that every step costs something, so that a needless step is never the least.

        Raises:
            EffortOutOfRange: with the fault.
        """
        faults = (
            (self.effort_fixed < 0, Sentence("固定工作量小于 0", "fixed effort below 0")),
            (self.effort_per_step < 0, Sentence("每步工作量小于 0", "effort a step below 0")),
            (self.effort_of(1) <= 0, Sentence("工作量合计为 0", "no effort at all")),
            (self.lead_months < 0, Sentence("周期小于 0", "months below 0")),
            (self.most_a_year < 0, Sentence("每年步数小于 0", "steps a year below 0")),
        )
        for is_wrong, fault in faults:
            if is_wrong:
                raise EffortOutOfRange(label=label, fault=fault)


@dataclass(frozen=True, slots=True)
class Unmoved:
    """A fact that is not to be moved for the sake of an assessment, and why."""

    fact: str
    reason: Sentence


@dataclass(frozen=True, slots=True)
class EffortBook:
    """One edition of the efforts for one kind of subject, as read from one file."""

    subject: str
    valid_from: date
    title: Sentence
    levers: tuple[Lever, ...]
    unmoved: tuple[Unmoved, ...]

    def lever(self, fact: str) -> Lever | None:
        return next((lever for lever in self.levers if lever.fact == fact), None)

    def with_weights(self, weights: Mapping[str, Weight]) -> EffortBook:
        """The same levers with the county's own efforts, times and limits."""
        levers = (weights[x.fact].on(x) if x.fact in weights else x for x in self.levers)
        return replace(self, levers=tuple(levers))


@dataclass(frozen=True, slots=True)
class Weight:
    """What a county sets for one lever in place of what ships."""

    effort_fixed: Fraction
    effort_per_step: Fraction
    lead_months: int
    most_a_year: int
    basis: Sentence

    def on(self, lever: Lever) -> Lever:
        return replace(
            lever,
            effort_fixed=self.effort_fixed,
            effort_per_step=self.effort_per_step,
            lead_months=self.lead_months,
            most_a_year=self.most_a_year,
            basis=self.basis,
        )
