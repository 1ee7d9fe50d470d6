"""A draft of a rule, read as far as it goes: rule, cases, and what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jigai.domain.rules.case_review import CaseReview, review_cases
from jigai.domain.rules.cases import Case, read_cases
from jigai.domain.rules.propose_cases import ProposedCase, propose_cases
from jigai.domain.rules.read import read_rule_set
from jigai.domain.rules.refusals import RuleFileRefused
from jigai.domain.rules.rulebook import CASES_TEXT, RULE_TEXT
from jigai.domain.rules.situation import FactOfWrongKind
from jigai.domain.rules.toml_editing import with_values

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from jigai.domain.rules.facts import Fact, FactDeclaration
    from jigai.domain.rules.rule_set import RuleSet
    from jigai.domain.sentence import Sentence

NO_CASES: tuple[Case, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault of the text, with its line; ``file`` is ``rule.toml`` or ``cases.toml``."""

    file: str
    line: int
    code: str
    said: Sentence
    remedy: Sentence


@dataclass(frozen=True, slots=True)
class DraftReading:
    """``rule_set`` is ``None`` until the rule can be read, ``review`` until its cases can."""

    rule_set: RuleSet | None
    cases: tuple[Case, ...]
    problem: Problem | None
    review: CaseReview | None

    @property
    def is_sound(self) -> bool:
        """Whether it can be released: read, checked, and proved by its cases."""
        return self.problem is None and self.review is not None and self.review.is_sound

    def proposals(self) -> tuple[ProposedCase, ...]:
        if self.rule_set is None or self.review is None:
            return ()
        return propose_cases(self.rule_set, self.cases, self.review.missing)


def read_draft(
    text: str, cases: str, *, facts: Mapping[str, FactDeclaration], subject: str
) -> DraftReading:
    """Read, check and prove a draft; what is wrong is told, not raised."""
    try:
        rule_set = read_rule_set(text, file=RULE_TEXT, facts=facts, subject=subject)
    except RuleFileRefused as fault:
        return DraftReading(None, NO_CASES, _problem(fault), None)
    try:
        read = read_cases(cases, file=CASES_TEXT, rule_set=rule_set)
    except RuleFileRefused as fault:
        return DraftReading(rule_set, NO_CASES, _problem(fault), None)
    try:
        return DraftReading(rule_set, read, None, review_cases(rule_set, read))
    except FactOfWrongKind as wrong:
        problem = Problem(CASES_TEXT, 1, wrong.code, wrong.said, wrong.advice)
        return DraftReading(rule_set, read, problem, None)


def _problem(fault: RuleFileRefused) -> Problem:
    file = str(fault.places["file"])
    return Problem(file, fault.line, fault.code, fault.said, fault.advice)


def with_proposal(cases: str, proposal: ProposedCase, *, name: str) -> str:
    """The text of the cases with a proposal behind them, as the author confirmed it."""
    own = ", ".join(f"{key} = {_typed(fact)}" for key, fact in proposal.facts.items() if _is(fact))
    gone = [key for key, fact in proposal.facts.items() if fact.value is None]
    rows = ["", "[[case]]", f'name = "{name}"']
    if own:
        rows.append(f"facts = {{ {own} }}")
    if gone:
        rows.append(f"missing = [{', '.join(f'{key!r}' for key in gone)}]")
    rows.append(f'outcome = "{proposal.outcome.name}"')
    return cases.rstrip("\n") + "\n".join(["", *rows]).rstrip() + "\n"


def with_found_outcomes(cases: str, review: CaseReview, places: set[int]) -> str:
    """The text in which some failing cases say what the draft gives, as the author confirmed it."""
    for one in review.failing:
        if one.place not in places:
            continue
        path = ("case", one.place)
        cases = with_values(
            cases, {(*path, "outcome"): one.found.name}, {(*path, "outcome"): "text"}
        )
        if one.case.total is not None:
            total = _total(one.total)
            cases = with_values(cases, {(*path, "total"): total}, {(*path, "total"): "value"})
    return cases


def _total(total: tuple[Fraction, Fraction] | None) -> str | None:
    """As a file holds it; a total that does not end is left out."""
    ends = [] if total is None else [_ended(end) for end in dict.fromkeys(total)]
    if not ends or None in ends:
        return None
    return str(ends[0]) if len(ends) == 1 else f"[{', '.join(str(end) for end in ends)}]"


def _ended(value: Fraction) -> str | None:
    scaled = value * 10**6
    if scaled.denominator != 1:
        return None
    whole, rest = divmod(abs(int(scaled)), 10**6)
    text = f"{whole}.{rest:06d}".rstrip("0").rstrip(".")
    return f"-{text}" if value < 0 else text


def _is(fact: Fact) -> bool:
    return fact.value is not None


def _typed(fact: Fact) -> str:
    match fact.value:
        case bool() as flag:
            return str(flag).lower()
        case str() as text:
            return f'"{text}"'
        case int() as whole:
            return str(whole)
        case value:
            return f"{value:f}"
