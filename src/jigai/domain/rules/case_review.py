"""The cases of a rule set reviewed as a whole: all that fail, and all that are missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jigai.domain.rules.cases import SIDES, boundaries_of, boundary_in_words, side_of
from jigai.domain.rules.evaluate import evaluate
from jigai.domain.rules.situation import Situation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from jigai.domain.rules.cases import Boundary, Case
    from jigai.domain.rules.rule_set import Outcome, Row, RuleSet
    from jigai.domain.rules.verdict import Verdict
    from jigai.domain.sentence import Sentence


@dataclass(frozen=True, slots=True)
class FailingCase:
    """A case that gives something else than it says; ``place`` counts the cases from 0."""

    place: int
    case: Case
    expected: Outcome
    found: Outcome
    total: tuple[Fraction, Fraction] | None


@dataclass(frozen=True, slots=True)
class MissingCase:
    """A side of a boundary on which no case lies: -1 just under, 0 on, 1 just over."""

    boundary: Boundary
    side: int
    boundary_words: Sentence
    side_words: Sentence


@dataclass(frozen=True, slots=True)
class CaseReview:
    """Everything that keeps the cases from proving the rule set."""

    failing: tuple[FailingCase, ...]
    missing: tuple[MissingCase, ...]
    unreached: tuple[Row, ...]

    @property
    def is_sound(self) -> bool:
        return not (self.failing or self.missing or self.unreached)


def review_cases(rule_set: RuleSet, cases: tuple[Case, ...]) -> CaseReview:
    """All faults of the cases at once; ``check_cases`` raises the first of the same faults.

    Raises:
        FactOfWrongKind: a case gives a fact a value that its declaration does not allow.
    """
    verdicts = [evaluate(rule_set, case.facts) for case in cases]
    decided = {verdict.decided_by for verdict in verdicts}
    return CaseReview(
        failing=tuple(_failing(rule_set, cases, verdicts)),
        missing=tuple(_missing(rule_set, cases)),
        unreached=tuple(row for row in rule_set.all_rows() if row.name not in decided),
    )


def _failing(
    rule_set: RuleSet, cases: tuple[Case, ...], verdicts: list[Verdict]
) -> Iterator[FailingCase]:
    for place, (case, verdict) in enumerate(zip(cases, verdicts, strict=True)):
        differs = case.total is not None and case.total != verdict.total
        if case.outcome != verdict.outcome or differs:
            expected, found = rule_set.outcome(case.outcome), rule_set.outcome(verdict.outcome)
            yield FailingCase(place, case, expected, found, verdict.total)


def _missing(rule_set: RuleSet, cases: tuple[Case, ...]) -> Iterator[MissingCase]:
    situations = [Situation(rule_set, case.facts) for case in cases]
    for boundary in boundaries_of(rule_set):
        sides = {side_of(boundary, situation) for situation in situations}
        for side, words in zip((-1, 0, 1), SIDES, strict=True):
            if side not in sides:
                yield MissingCase(boundary, side, boundary_in_words(boundary, rule_set), words)
