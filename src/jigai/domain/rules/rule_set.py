"""The parts of a rule set, as read from one file; data only."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from jigai.domain.rules.nodes import FactName, walk

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from fractions import Fraction

    from jigai.domain.rules.facts import FactDeclaration
    from jigai.domain.rules.nodes import Expression
    from jigai.domain.sentence import Sentence


class Kind(StrEnum):
    SCORECARD = "scorecard"
    DECISION_TABLE = "decision_table"


class Unknown(StrEnum):
    """What an unknown part of a rule does to the outcome.

    ``WITHHOLD``: any unknown part withholds the outcome. ``POSSIBLE``: the outcome stands when
    every value the unknown could take leads to it.
    """

    WITHHOLD = "withhold"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Source:
    """The document and article that a number rests on."""

    document: Sentence
    article: Sentence


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number set by policy. ``step`` is what "just under" means for its boundary cases."""

    name: str
    value: Fraction
    unit: str
    label: Sentence
    source: Source
    valid_from: date
    valid_to: date | None
    review_by: date
    step: Fraction


@dataclass(frozen=True, slots=True)
class Formula:
    """A number with a name and words of its own, put in wherever an expression names it."""

    name: str
    label: Sentence
    value: Expression
    source: Source


@dataclass(frozen=True, slots=True)
class Band:
    """Points from a lower bound (inside) upwards; the lowest band has none.

    Where the rule leaves the points to an expert, ``points`` is the fewest and ``most`` the most.
    """

    at_least: Fraction | None
    points: Fraction
    most: Fraction


@dataclass(frozen=True, slots=True)
class Scale:
    """A measure with its bands; without a label where a criterion has only one."""

    label: Sentence
    measure: Expression
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """Points while a condition holds; the first step whose condition holds counts."""

    when: Expression
    points: Expression
    label: Sentence


@dataclass(frozen=True, slots=True)
class Criterion:
    """One scored part: steps first, then the best of its scales, or a formula.

    ``given`` is the fact in which the experts' points stand; they count within the band, and
    without bands from 0 to the weight. A criterion that does not apply gives its weight to the
    others.
    """

    name: str
    label: Sentence
    weight: Fraction
    applies_when: Expression
    steps: tuple[Step, ...]
    scales: tuple[Scale, ...]
    formula: Expression | None
    given: Expression | None
    source: Source

    def scored(self) -> tuple[Expression, ...]:
        """The expressions behind the points, but for the steps."""
        measures = tuple(scale.measure for scale in self.scales)
        return (*measures, *(e for e in (self.formula, self.given) if e is not None))


@dataclass(frozen=True, slots=True)
class Trigger:
    """A named condition; a gate of a scorecard is one that must hold."""

    name: str
    label: Sentence
    when: Expression
    source: Source


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the decision table; the first that holds gives the outcome."""

    name: str
    outcome: str
    label: Sentence
    when: Expression
    source: Source


@dataclass(frozen=True, slots=True)
class Outcome:
    """A possible result: ``badge`` names it (红牌), ``word`` says it (预警); rank 1 is the worst.

    An outcome without rank is not a grade (not assessed, unknown).
    """

    name: str
    badge: Sentence
    word: Sentence
    rank: int | None


@dataclass(frozen=True, slots=True)
class RuleSet:
    """A dated edition of a rule, as read from one file.

    ``subject`` names the file of facts that its expressions ask (project, enterprise).
    A direct route of a scorecard is a row named ``direct:`` and the name of the route.

    ``memory`` keeps what was worked out about its own nodes (words, units); no part of it.
    """

    id: str
    subject: str
    kind: Kind
    title: Sentence
    note: Sentence
    source: Source
    valid_from: date
    valid_to: date | None
    review_by: date
    unknown: Unknown
    withheld: str
    outcomes: tuple[Outcome, ...]
    thresholds: tuple[Threshold, ...]
    criteria: tuple[Criterion, ...]
    gates: tuple[str, ...]
    triggers: tuple[Trigger, ...]
    rows: tuple[Row, ...]
    default: Row
    facts: Mapping[str, FactDeclaration]
    digest: str
    formulas: tuple[Formula, ...] = ()
    memory: dict[tuple[str, int], Any] = field(default_factory=dict, compare=False, repr=False)

    def outcome(self, name: str) -> Outcome:
        return next(outcome for outcome in self.outcomes if outcome.name == name)

    def threshold(self, name: str) -> Threshold:
        return next(threshold for threshold in self.thresholds if threshold.name == name)

    def trigger(self, name: str) -> Trigger:
        return next(trigger for trigger in self.triggers if trigger.name == name)

    def all_rows(self) -> tuple[Row, ...]:
        """The rows with the default behind them, in the order in which they are tried."""
        return (*self.rows, self.default)

    def is_in_force(self, *, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)

    def is_past_review(self, *, on: date) -> bool:
        """Whether the rule or one of its thresholds should have been confirmed again by now."""
        return min([self.review_by, *(t.review_by for t in self.thresholds)]) < on

    def expressions(self) -> tuple[Expression, ...]:
        """Every expression of the rule set, in the order of the file."""
        found: list[Expression] = []
        for criterion in self.criteria:
            found.append(criterion.applies_when)
            for step in criterion.steps:
                found += [step.when, step.points]
            found += criterion.scored()
        found += [trigger.when for trigger in self.triggers]
        found += [row.when for row in self.rows]
        return tuple(found)

    def fact_names(self) -> tuple[str, ...]:
        """The facts that the rule set reads, in order of first use."""
        nodes = (node for expression in self.expressions() for node in walk(expression))
        return tuple(dict.fromkeys(node.name for node in nodes if isinstance(node, FactName)))
