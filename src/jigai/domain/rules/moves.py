"""What another edition would change for one subject, and by which lines of the rule."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from jigai.domain.rules.evaluate import evaluate, outcome_of
from jigai.domain.rules.explain import lines
from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jigai.domain.rules.explain import Line
    from jigai.domain.rules.facts import Fact
    from jigai.domain.rules.rule_set import Outcome, RuleSet
    from jigai.domain.rules.verdict import Reason, Verdict

NOWHERE = Sentence("（没有这一条）", "(no such line)")


class Direction(StrEnum):
    """Which way a subject moves; ``aside`` joins or leaves an outcome that is no grade."""

    UP = "up"
    DOWN = "down"
    CANNOT_TELL = "cannot_tell"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """One part of the rule that comes out differently, as it reads before and after."""

    kind: str
    name: str
    before: Sentence
    after: Sentence


@dataclass(frozen=True, slots=True)
class Move:
    """A subject whose outcome another edition changes, with the lines that make the difference."""

    before: Outcome
    after: Outcome
    direction: Direction
    lines: tuple[ChangedLine, ...]


def move_of(
    before: RuleSet, after: RuleSet, facts: Mapping[str, Fact], then: Mapping[str, Fact]
) -> Move | None:
    """The move from one edition to another; ``None`` where the outcome stays.

    Args:
        facts, then: what is known under each of the two (they may ask for different facts).
    """
    first = before.outcome(outcome_of(before, facts))
    last = after.outcome(outcome_of(after, then))
    if first.name == last.name:
        return None
    changed = changed_lines(evaluate(before, facts), evaluate(after, then))
    return Move(first, last, _direction(first, last, after), changed)


def _direction(before: Outcome, after: Outcome, rule_set: RuleSet) -> Direction:
    if after.rank is None:
        return Direction.CANNOT_TELL if after.name == rule_set.withheld else Direction.ASIDE
    if before.rank is None:
        return Direction.ASIDE
    return Direction.UP if after.rank > before.rank else Direction.DOWN


def changed_lines(before: Verdict, after: Verdict) -> tuple[ChangedLine, ...]:
    """The parts whose answer or points differ, the row that decides first."""
    old, new = _parts(before), _parts(after)
    said_then, said_now = _said(before), _said(after)
    deciding = [("row", before.decided_by), ("row", after.decided_by)]
    keys = dict.fromkeys([*new, *old])
    changed = [
        ChangedLine(key[0], key[1], said_then.get(key, NOWHERE), said_now.get(key, NOWHERE))
        for key in keys
        if key[0] != "row" and _answer(old.get(key)) != _answer(new.get(key))
    ]
    if deciding[0] != deciding[1]:
        rows = _row_said(before), _row_said(after)
        changed.insert(0, ChangedLine("row", after.decided_by, *rows))
    return tuple(changed)


def _row_said(verdict: Verdict) -> Sentence:
    """The row that decided; where facts are missing, which."""
    if verdict.decided_by != "unknown":
        return lines(verdict)[0].text
    missing = [reading.label for reading in verdict.missing]
    named = Sentence("、".join(one.zh for one in missing), ", ".join(one.en for one in missing))
    return Sentence("缺少：{facts}", "missing: {facts}").format(facts=named)


def _parts(verdict: Verdict) -> dict[tuple[str, str], Reason]:
    return {(reason.kind, reason.name): reason for reason in verdict.reasons}


def _said(verdict: Verdict) -> dict[tuple[str, str], Sentence]:
    found: tuple[Line, ...] = lines(verdict)
    return {(line.kind, line.name): line.text for line in found}


def _answer(reason: Reason | None) -> object:
    return None if reason is None else (reason.met, reason.points, reason.applies)
