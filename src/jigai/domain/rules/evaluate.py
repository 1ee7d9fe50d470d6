"""The verdict of a rule set on one subject: exact, three-valued, with its whole trace.

The meaning is that of ``plain``; the values come from a function generated for the rule set.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jigai.domain.rules.decide import decide
from jigai.domain.rules.generated import form_of
from jigai.domain.rules.reasons import total_of
from jigai.domain.rules.rule_set import RuleSet, Unknown
from jigai.domain.rules.trace import Trace
from jigai.domain.rules.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jigai.domain.rules.facts import Fact
    from jigai.domain.rules.rule_set import Outcome, Row


class Decided(NamedTuple):
    """How a row that surely holds comes out while nothing withholds it."""

    row: Row
    outcome: Outcome
    possible: tuple[str, ...]
    is_grade: bool


def evaluate(rule_set: RuleSet, facts: Mapping[str, Fact]) -> Verdict:
    """The verdict of a rule set on one subject.

    Args:
        rule_set: the edition in force.
        facts: what is known, by name; an absent, empty or stale fact is unknown.

    Raises:
        FactUndeclared, FactOfWrongKind: on a name or value that the declarations do not know.
    """
    form = form_of(rule_set)
    place, is_open, record = form.record(facts, rule_set)
    trace = Trace(rule_set, form, dict(facts), record)
    decided = _decided(rule_set)[place] if place >= 0 else None
    if decided is not None and not (is_open and decided.is_grade):
        row, outcome, possible, _ = decided
        decided_by = row.name
    else:
        row, possible = decide(trace)
        withheld = len(possible) > 1
        outcome = rule_set.outcome(rule_set.withheld if withheld else row.outcome)
        decided_by = "unknown" if withheld else row.name
    trace.row = row
    trace.tells_missing = decided_by == "unknown" or rule_set.unknown is Unknown.POSSIBLE
    return Verdict(
        rule_set.id,
        rule_set.title,
        rule_set.valid_from,
        rule_set.digest,
        outcome.name,
        outcome.badge,
        outcome.word,
        total_of(trace),
        decided_by,
        possible,
        trace,
    )


def outcome_of(rule_set: RuleSet, facts: Mapping[str, Fact]) -> str:
    """The name of the outcome alone, without reasons; for searches over many values."""
    form = form_of(rule_set)
    place, is_open, record = form.record(facts, rule_set)
    if place >= 0:
        decided = _decided(rule_set)[place]
        if not (is_open and decided.is_grade):
            return decided.outcome.name
    row, possible = decide(Trace(rule_set, form, facts, record))
    return rule_set.withheld if len(possible) > 1 else row.outcome


def _decided(rule_set: RuleSet) -> tuple[Decided, ...]:
    """What each row gives, worked out once."""
    kept = rule_set.memory.get(("decided", id(rule_set)))
    if kept is None:
        rows = []
        for row in rule_set.all_rows():
            outcome = rule_set.outcome(row.outcome)
            rows.append(Decided(row, outcome, (row.outcome,), outcome.rank is not None))
        kept = rule_set.memory["decided", id(rule_set)] = rule_set, tuple(rows)
    found: tuple[Decided, ...] = kept[1]
    return found
