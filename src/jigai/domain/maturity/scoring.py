"""Answers to the level, by the bank's rule: ranges where answers are missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from jigai.domain.maturity.answers import LEVELS, OPEN, Answer, read_answers
from jigai.domain.maturity.bank import HIGHEST_SCENE, Bank, Kind, Level, Question
from jigai.domain.rules.evaluate import evaluate
from jigai.domain.rules.facts import Fact
from jigai.domain.rules.rule_set import Outcome
from jigai.domain.rules.verdict import Verdict

Span = tuple[Fraction, Fraction]
OPEN_GRADE = Fraction(0)
NAUGHT: Span = (Fraction(0), Fraction(0))
SATISFIED = Fraction(4, 5)
"""From this on the requirements of one level count as met (GB/T 39117)."""


@dataclass(frozen=True, slots=True)
class Line:
    """One question of a result; points are of a scored part, blank for scenes."""

    question: Question
    kept: str
    points: Span | None
    weight: Fraction | None

    @property
    def is_answered(self) -> bool:
        return bool(self.kept)


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a level: what it asks for and what there is, a range where unknown.

    ``kind`` is score, scenes or core.
    """

    kind: str
    need: Fraction
    have: Span

    @property
    def met(self) -> bool | None:
        low, high = self.have
        return True if low >= self.need else None if high >= self.need else False


@dataclass(frozen=True, slots=True)
class LevelConditions:
    level: Level
    conditions: tuple[Condition, ...]

    @property
    def met(self) -> bool | None:
        answers = {one.met for one in self.conditions}
        return False if False in answers else None if None in answers else True


@dataclass(frozen=True, slots=True)
class Result:
    """What one side's answers give.

    Attributes:
        score: lowest and highest possible.
        outcomes: every level that is possible, the lowest first; one when it is settled.
        levels: every level with its conditions, the lowest first.
        verdict: of the rule with every unanswered scene at its lowest.
    """

    bank: Bank
    lines: tuple[Line, ...]
    score: Span
    outcomes: tuple[Outcome, ...]
    levels: tuple[LevelConditions, ...]
    verdict: Verdict

    @property
    def outcome(self) -> Outcome | None:
        """The level, where it is settled."""
        return self.outcomes[0] if len(self.outcomes) == 1 else None

    @property
    def answered_count(self) -> int:
        return sum(1 for line in self.lines if line.is_answered)

    def line(self, name: str) -> Line:
        return next(one for one in self.lines if one.question.name == name)


def score(bank: Bank, kept: Mapping[str, str]) -> Result:
    """The result of one side's kept answers, by the rule engine.

    Unanswered scored questions reach the rule as unknown facts; scenes and ladders are counted
    twice, with every unanswered one at its lowest and at its highest.
    """
    answers = read_answers(bank, kept)
    plain = _plain_facts(bank, answers)
    spans = _spans(bank, answers)
    lowest, highest = (
        evaluate(bank.rule, plain | {n: Fact(span[side]) for n, span in spans.items()})
        for side in (0, 1)
    )
    total = spans[bank.score_fact] if bank.is_ladder else lowest.total or NAUGHT
    points = _points(lowest)
    return Result(
        bank=bank,
        lines=tuple(
            Line(one, kept.get(one.name, ""), *points.get(one.criterion, (None, None)))
            for one in bank.questions
        ),
        score=total,
        outcomes=_between(bank, lowest, highest),
        levels=tuple(_conditions(bank, level, total, spans) for level in bank.levels),
        verdict=lowest,
    )


def _plain_facts(bank: Bank, answers: Mapping[str, Answer]) -> dict[str, Fact]:
    facts: dict[str, Fact] = {}
    for one in bank.questions:
        answer = answers.get(one.name)
        if answer is None or not one.fact:
            continue
        if one.kind is Kind.SHARE:
            facts[one.fact] = Fact(answer.share)
        elif one.kind is Kind.SINGLE:
            facts[one.fact] = Fact(answer.chosen[0])
        else:
            flags = {option.name: option.flag for option in one.options if option.flag}
            facts[one.fact] = Fact(sum(1 for name in answer.chosen if name not in flags))
            facts |= {fact: Fact(name in answer.chosen) for name, fact in flags.items()}
    return facts


def _spans(bank: Bank, answers: Mapping[str, Answer]) -> dict[str, Span]:
    """Facts that are counted from scenes or ladders: lowest and highest possible."""
    if bank.is_ladder:
        ladders = [answers.get(one.name, Answer()) for one in bank.questions]
        return {bank.score_fact: _ladder_score(ladders)}
    found: dict[str, Span] = {}
    for level in bank.levels:
        for fact, core in ((level.scenes_fact, False), (level.core_fact, True)):
            if fact:
                scenes = [one for one in bank.scenes() if one.is_core or not core]
                found[fact] = _reached(scenes, answers, level.number)
    return found


def _reached(scenes: Sequence[Question], answers: Mapping[str, Answer], level: int) -> Span:
    told = [answers[one.name].scene or 0 for one in scenes if one.name in answers]
    sure = sum(1 for found in told if found >= level)
    open_count = len(scenes) - len(told) if level <= HIGHEST_SCENE else 0
    return Fraction(sure), Fraction(sure + open_count)


def _ladder_score(ladders: Sequence[Answer]) -> Span:
    """Levels met one after another count 1 each; the first that is not counts its own score."""
    low, high = (
        [_mean(ladders, place, unknown) for place in range(LEVELS)]
        for unknown in (Fraction(0), Fraction(1))
    )
    return _climbed(low), _climbed(high)


def steps_reached(kept: str) -> int:
    """How many levels of one sub-domain are met one after another, by its kept grades.

    >>> steps_reached("1,0.8,0.5,1,?")
    2
    """
    grades = [OPEN_GRADE if part == OPEN else Fraction(part) for part in kept.split(",")]
    unmet = [place for place, grade in enumerate(grades) if grade < SATISFIED]
    return unmet[0] if unmet else LEVELS


def _mean(ladders: Sequence[Answer], place: int, unknown: Fraction) -> Fraction:
    grades = [one.grades[place] if one.grades else None for one in ladders]
    return sum((unknown if g is None else g for g in grades), Fraction(0)) / len(grades)


def _climbed(levels: Sequence[Fraction]) -> Fraction:
    total = Fraction(0)
    for reached in levels:
        if reached < SATISFIED:
            return total + reached
        total += 1
    return total


def _points(verdict: Verdict) -> dict[str, tuple[Span | None, Fraction | None]]:
    return {
        reason.name: (reason.points, reason.weight)
        for reason in verdict.reasons
        if reason.kind == "criterion"
    }


def _between(bank: Bank, lowest: Verdict, highest: Verdict) -> tuple[Outcome, ...]:
    """Every graded outcome from the lowest possible to the highest possible."""
    named = {*lowest.possible, *highest.possible}
    ranks = [rank for o in bank.rule.outcomes if o.name in named and (rank := o.rank) is not None]
    graded = sorted(
        (o for o in bank.rule.outcomes if o.rank is not None), key=lambda o: o.rank or 0
    )
    return tuple(o for o in graded if min(ranks) <= (o.rank or 0) <= max(ranks))


def _conditions(
    bank: Bank, level: Level, total: Span, spans: Mapping[str, Span]
) -> LevelConditions:
    asked = [("score", level.score, total)]
    if level.scenes:
        asked.append(("scenes", level.scenes, spans[level.scenes_fact]))
    if level.core:
        asked.append(("core", level.core, spans[level.core_fact]))
    return LevelConditions(
        level,
        tuple(Condition(kind, bank.rule.threshold(name).value, have) for kind, name, have in asked),
    )
