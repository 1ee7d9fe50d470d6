"""A gap problem: one subject, one rule set, the outcome wanted, and what can move by a day."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from jigai.domain.gap.levers import EffortBook, Lever
from jigai.domain.refusal import Refusal
from jigai.domain.rules.evaluate import evaluate, outcome_of
from jigai.domain.rules.facts import Fact, FactDeclaration
from jigai.domain.rules.refusals import nearest
from jigai.domain.rules.wording import value_in_words
from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jigai.domain.rules.rule_set import Outcome, RuleSet
    from jigai.domain.rules.verdict import Verdict

Known = bool | str | Fraction
A_YEAR = 12
NO_LEVER = Sentence("没有设定提升办法，按现值计算", "no lever is set; taken as it stands")
UNKNOWN_NOW = Sentence(
    "现值不明，先查清；不明的数据不作为依据",
    "not known now: find out first; it never helps a route",
)
TOO_LATE = Sentence(
    "需 {months} 个月，最早 {first} 见效", "it takes {months} months, so not before {first}"
)
AT_ITS_LIMIT = Sentence("到期限为止没有可再提升的余地", "no room is left by that day")
IS_HELD = Sentence("已经具备", "already so")


class DayPassed(Refusal):
    code = "ways.day_passed"
    message = Sentence("目标日期 {by} 不晚于 {on}。", "The day {by} is not after {on}.")
    remedy = Sentence("请选一个以后的日期。", "Choose a later day.")


class NoSuchOutcome(Refusal):
    code = "ways.no_such_outcome"
    message = Sentence("规则没有等级“{name}”。{near}", "The rule has no outcome “{name}”. {near}")
    remedy = Sentence("请从 {known} 中选择。", "Choose one of {known}.")


class NoGrades(Refusal):
    code = "ways.no_grades"
    message = Sentence(
        "规则“{id}”的结果没有高低之分，没有上台阶路径。",
        "The outcomes of “{id}” are no grades; there is no way up.",
    )
    remedy = Sentence("它由人工审核。", "It is decided by review.")


@dataclass(frozen=True, slots=True)
class Move:
    """A lever that can be pulled by the day: from ``start``, ``most`` steps at the most."""

    lever: Lever
    declaration: FactDeclaration
    start: Known
    most: int

    def value(self, steps: int) -> Known:
        """The fact after a number of steps; numbers come to lie on whole steps."""
        if not steps:
            return self.start
        if isinstance(self.start, bool):
            return True
        if isinstance(self.start, str):
            names = [name for name, _ in self.declaration.choices]
            return names[names.index(self.start) + (steps if self.lever.higher else -steps)]
        return self.start + self.by(steps)

    def by(self, steps: int) -> Fraction:
        """By how much a number changes; the first step goes to the next whole step."""
        if not steps or not isinstance(self.start, Fraction):
            return Fraction(0)
        step = self.lever.step
        if self.lever.higher:
            return (floor(self.start / step) + steps) * step - self.start
        return (-floor(-self.start / step) - steps) * step - self.start


@dataclass(frozen=True, slots=True)
class Held:
    """A fact that does not move by the day, and why; ``first`` is the day from which it could."""

    fact: str
    label: Sentence
    value: Sentence | None
    reason: Sentence
    first: date | None = None


@dataclass(frozen=True, slots=True)
class GapProblem:
    """What is to be solved; ``targets`` are the outcomes that count as reached.

    ``is_open``: it is enough that nothing known stands against them; what is unknown decides.
    """

    rule_set: RuleSet
    facts: Mapping[str, Fact]
    target: Outcome
    targets: frozenset[str]
    moves: tuple[Move, ...]
    held: tuple[Held, ...]
    on: date
    by: date
    is_open: bool = False

    def facts_after(self, steps: Sequence[int]) -> dict[str, Fact]:
        """The facts once every lever was pulled so many steps; what is unknown stays so."""
        after = dict(self.facts)
        for move, count in zip(self.moves, steps, strict=True):
            if not count:
                continue
            name = move.lever.fact
            if isinstance(move.start, Fraction):
                for moved in (name, *move.lever.carries):
                    after[moved] = _raised(after.get(moved), move.by(count))
            else:
                after[name] = replace(after[name], value=move.value(count))
        return {name: fact for name, fact in after.items() if fact is not NOT_GIVEN}

    def is_reached(self, steps: Sequence[int]) -> bool:
        """Whether the rule, applied anew, gives the outcome wanted."""
        if self.is_open:
            return self.accepts(evaluate(self.rule_set, self.facts_after(steps)))
        return outcome_of(self.rule_set, self.facts_after(steps)) in self.targets

    def accepts(self, verdict: Verdict) -> bool:
        """Whether a verdict is what is wanted."""
        if self.is_open:
            return not self.targets.isdisjoint(verdict.possible)
        return verdict.outcome in self.targets

    def effort(self, steps: Sequence[int]) -> Fraction:
        pairs = zip(self.moves, steps, strict=True)
        return sum((move.lever.effort_of(count) for move, count in pairs), Fraction(0))


NOT_GIVEN = Fact(None)


def _raised(fact: Fact | None, by: Fraction) -> Fact:
    if fact is None or fact.known is None:
        return fact or NOT_GIVEN
    return replace(fact, value=Fraction(fact.known) + by)


def pose(
    rule_set: RuleSet,
    facts: Mapping[str, Fact],
    book: EffortBook,
    *,
    on: date,
    by: date,
    target: str = "",
) -> GapProblem:
    """The problem of one subject.

    Args:
        facts: what is known; an absent, empty or stale fact is unknown and stays it.
        book: the levers, with the county's weights on them.
        on, by: the day of asking and the day by which the outcome is wanted.
        target: the outcome wanted or any better one; "" is the next better than today's,
            and the highest for who has it.

    Raises:
        DayPassed, NoGrades, NoSuchOutcome, EffortOutOfRange: as named.
        FactUndeclared, FactOfWrongKind: on a fact that the declarations do not know.
    """
    if by <= on:
        raise DayPassed(by=by, on=on)
    wanted = _target(rule_set, target, outcome_of(rule_set, facts))
    sorted_ = [_sorted(rule_set, facts, book, name, on, by) for name in _names(rule_set, book)]
    return GapProblem(
        rule_set,
        facts,
        wanted,
        frozenset(o.name for o in rule_set.outcomes if _is_enough(o, wanted)),
        tuple(one for one in sorted_ if isinstance(one, Move)),
        tuple(one for one in sorted_ if isinstance(one, Held)),
        on,
        by,
    )


def _target(rule_set: RuleSet, name: str, now: str) -> Outcome:
    if all(outcome.rank is None for outcome in rule_set.outcomes):
        raise NoGrades(id=rule_set.id)
    graded = sorted((o for o in rule_set.outcomes if o.rank is not None), key=lambda o: o.rank or 0)
    known = [outcome.name for outcome in rule_set.outcomes]
    if name:
        if name not in known:
            raise NoSuchOutcome(name=name, near=nearest(name, known), known=", ".join(known))
        return rule_set.outcome(name)
    rank = rule_set.outcome(now).rank
    if rank is None:
        return graded[-1]
    better = [outcome for outcome in graded if (outcome.rank or 0) > rank]
    return better[0] if better else graded[-1]


def _is_enough(outcome: Outcome, wanted: Outcome) -> bool:
    if outcome.rank is None or wanted.rank is None:
        return outcome == wanted
    return outcome.rank >= wanted.rank


def _names(rule_set: RuleSet, book: EffortBook) -> list[str]:
    """The facts that the rule asks, the levers first in the order of their file."""
    asked = rule_set.fact_names()
    levers = [x.fact for x in book.levers if {x.fact, *x.carries} & set(asked)]
    return [*levers, *(name for name in asked if name not in levers)]


def _sorted(
    rule_set: RuleSet,
    facts: Mapping[str, Fact],
    book: EffortBook,
    name: str,
    on: date,
    by: date,
) -> Move | Held:
    declaration, lever = rule_set.facts[name], book.lever(name)
    known = facts.get(name, NOT_GIVEN).known
    value = None if known is None else value_in_words(declaration, known)

    def held(reason: Sentence, first: date | None = None) -> Held:
        return Held(name, declaration.label, value, reason, first)

    if lever is None:
        reasons = [one.reason for one in book.unmoved if one.fact == name]
        return held(reasons[0] if reasons else NO_LEVER)
    lever.check(declaration.label)
    if known is None:
        return held(UNKNOWN_NOW)
    if _is_at_best(declaration, lever, known):
        return held(IS_HELD)
    first = months_after(on, lever.lead_months)
    if first > by:
        return held(TOO_LATE.format(months=lever.lead_months, first=first), first)
    most = _most(declaration, lever, known, facts, months_between(on, by))
    return Move(lever, declaration, known, most) if most > 0 else held(AT_ITS_LIMIT)


def _is_at_best(declaration: FactDeclaration, lever: Lever, known: Known) -> bool:
    if isinstance(known, bool):
        return known
    if isinstance(known, str):
        names = [name for name, _ in declaration.choices]
        return known == (names[-1] if lever.higher else names[0])
    return False


def _most(
    declaration: FactDeclaration,
    lever: Lever,
    known: Known,
    facts: Mapping[str, Fact],
    months: int,
) -> int:
    """The most steps that time, declared limits and the county's limits leave."""
    if isinstance(known, bool):
        return 1
    if isinstance(known, str):
        names = [name for name, _ in declaration.choices]
        return len(names) - 1 - names.index(known) if lever.higher else names.index(known)
    in_time = lever.most_a_year * months // A_YEAR
    limits = [declaration.at_most if lever.higher else declaration.at_least]
    if lever.at_most_of is not None:
        other = facts.get(lever.at_most_of[0], NOT_GIVEN).known
        limits.append(None if other is None else Fraction(other) * lever.at_most_of[1])
    room = [_steps_to(lever, known, limit) for limit in limits if limit is not None]
    return min([in_time, *room])


def _steps_to(lever: Lever, known: Fraction, limit: Fraction) -> int:
    if lever.higher:
        return floor(limit / lever.step) - floor(known / lever.step)
    return floor(-limit / lever.step) - floor(-known / lever.step)


def months_after(day: date, months: int) -> date:
    """The same day so many months on, or the last day of a shorter month.

    >>> months_after(date(2026, 8, 31), 6)
    datetime.date(2027, 2, 28)
    """
    year, month = divmod(day.year * A_YEAR + day.month - 1 + months, A_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_between(on: date, by: date) -> int:
    """Whole months from one day to a later one.

    >>> months_between(date(2026, 11, 25), date(2028, 5, 25))
    18
    """
    months = (by.year - on.year) * A_YEAR + by.month - on.month
    return months if months_after(on, months) <= by else months - 1
