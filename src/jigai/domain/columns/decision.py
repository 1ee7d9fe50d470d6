"""Rows to columns: the first that holds, what is possible, what is missing, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jigai.domain.columns.nodes import Compare, Either, Known, Whole, Words
from jigai.domain.columns.plan import Result
from jigai.domain.columns.truths import (
    NO,
    YES,
    denied,
    every_of,
    held,
    is_open,
    may_hold,
    refuted,
    some_of,
)
from jigai.domain.rules.nodes import Expression, FactName, walk
from jigai.domain.rules.rule_set import Unknown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jigai.domain.columns.expressions import Expressions
    from jigai.domain.columns.nodes import Node
    from jigai.domain.rules.rule_set import Criterion

UNKNOWN = "unknown"
"""What ``decided_by`` says where the outcome is withheld."""


@dataclass(frozen=True, slots=True)
class Part:
    """Something that can be open, and the expressions whose facts it waits for."""

    is_open: Node
    expressions: tuple[Expression, ...]


class Decision:
    """The decision of one rule set over lowered expressions."""

    def __init__(self, expressions: Expressions, applies: Mapping[str, Node]) -> None:
        self.expressions, self.rule_set, self.applies = expressions, expressions.rule_set, applies
        self.workbench = expressions.workbench
        self.rows = self.rule_set.all_rows()
        self.answers = [
            expressions.keep_truth(expressions.holds(row.when), f"row_{number}")
            for number, row in enumerate(self.rows, 1)
        ]
        self.parts = self._open_parts()
        self.outcome_is = self._outcome_is()
        self.incomplete: Node = NO
        self.last_outcome = self.rule_set.default.outcome
        self.withheld = self._truth(self._withheld(), "is_withheld")

    def _truth(self, node: Node, name: str) -> Node:
        return self.expressions.keep_truth(node, name)

    # --- what is open ------------------------------------------------------------------------

    def _open_parts(self) -> list[Part]:
        """The parts in the order in which missing facts are listed."""
        found = []
        for criterion in self.rule_set.criteria:
            unclear = self._truth(self._points_open(criterion), f"open_{criterion.name}")
            steps = [e for step in criterion.steps for e in (step.when, step.points)]
            asked = (criterion.applies_when, *steps, *criterion.scored())
            found.append(Part(unclear, asked))
        for trigger in self.rule_set.triggers:
            answer = self.expressions.keep_truth(self.expressions.holds(trigger.when), trigger.name)
            found.append(Part(is_open(answer), (trigger.when,)))
        for row, answer in zip(self.rule_set.rows, self.answers, strict=False):
            found.append(Part(is_open(answer), (row.when,)))
        return found

    def _points_open(self, criterion: Criterion) -> Node:
        applies = self.applies[criterion.name]
        points = self.expressions.points[criterion.name]
        settled = self.expressions.amounts.is_known(points)
        return some_of([is_open(applies), every_of([held(applies), denied(settled)])])

    def _any_open(self) -> Node:
        rows = len(self.rule_set.rows)
        of_rows = [is_open(answer) for answer in self.answers[:rows]]
        of_criteria = [part.is_open for part in self.parts[: len(self.rule_set.criteria)]]
        return some_of([*of_rows, *of_criteria])

    # --- the outcome -------------------------------------------------------------------------

    def possible(self) -> list[Node]:
        """Of each row, whether it possibly decides: it may hold and none before surely does."""
        found: list[Node] = []
        passed: Node = NO
        for answer in self.answers:
            found.append(every_of([may_hold(answer), denied(passed)]))
            passed = some_of([passed, held(answer)])
        return found

    def _outcome_is(self) -> dict[str, Node]:
        """For all outcomes but one, whether it is that; unknown where it may be or not be.

        Backwards over the rows: a row that holds gives its outcome whatever comes after. Kleene's
        "and" and "or" leave open exactly what is open, since a row that may hold and the rest that
        give one outcome are that outcome.
        """
        first, *others = dict.fromkeys(row.outcome for row in reversed(self.rows))
        found = {}
        for name in others:
            answer: Node = NO
            for row, holds in reversed(list(zip(self.rows, self.answers, strict=True))):
                if row.outcome == name:
                    answer = some_of([holds, answer])
                else:
                    answer = every_of([denied(holds), answer])
            found[name] = self._truth(answer, f"is_{name}")
        self.last_outcome = first
        return found

    def _several(self) -> Node:
        """Whether rows of more than one outcome possibly decide."""
        return some_of([is_open(answer) for answer in self.outcome_is.values()])

    def _withheld(self) -> Node:
        several = self._truth(self._several(), "several_possible")
        if self.rule_set.unknown is not Unknown.WITHHOLD:
            return several
        ranked = [self.rule_set.outcome(row.outcome).rank is not None for row in self.rows]
        graded = self._first([YES if is_ranked else NO for is_ranked in ranked])
        self.incomplete = self._truth(
            every_of([denied(several), graded, self._truth(self._any_open(), "is_open")]),
            "is_incomplete",
        )
        return some_of([several, self.incomplete])

    def _first(self, values: Sequence[Node]) -> Node:
        """The value beside the first row that surely holds; the last row always does."""
        node = values[-1]
        for answer, value in reversed(list(zip(self.answers, values, strict=True))[:-1]):
            if value != node:
                node = Either(answer, value, node)
        return node

    def outcome(self) -> Result:
        names = tuple(outcome.name for outcome in self.rule_set.outcomes)
        found: Node = Whole(names.index(self.last_outcome))
        for name, answer in self.outcome_is.items():
            found = Either(answer, Whole(names.index(name)), found)
        withheld = Whole(names.index(self.rule_set.withheld))
        return Result(self._unless_withheld(found, withheld), "name", names)

    def decided_by(self) -> Result:
        names = (*(row.name for row in self.rows), UNKNOWN)
        found = self._first([Whole(number) for number in range(len(self.rows))])
        return Result(self._unless_withheld(found, Whole(len(self.rows))), "name", names)

    def _unless_withheld(self, node: Node, withheld: Node) -> Node:
        if self.withheld == NO:
            return node
        return Either(self.withheld, withheld, node)

    # --- words -------------------------------------------------------------------------------

    def possible_words(self) -> Result:
        """Every outcome still possible, in the order of the rows."""
        words: list[tuple[Node, str]] = []
        possible = self.possible()
        for number, row in enumerate(self.rows):
            before = [
                denied(held_before)
                for held_before, earlier in zip(possible, self.rows[:number], strict=False)
                if earlier.outcome == row.outcome
            ]
            words.append((every_of([possible[number], *before]), row.outcome))
        if self.rule_set.unknown is Unknown.WITHHOLD:
            words.append((self.incomplete, self.rule_set.withheld))
        return _words(words)

    def missing_words(self) -> Result:
        """The facts that leave something open, in the order in which the parts ask them."""
        return _words(self._missing())

    def _missing(self) -> list[tuple[Node, str]]:
        shown = YES if self.rule_set.unknown is Unknown.POSSIBLE else self.withheld
        seen: dict[str, list[Node]] = {}
        words = []
        for part in self.parts:
            for name in _facts_of(part.expressions):
                before = seen.setdefault(name, [])
                column = self.expressions.fact(name)
                gap = denied(Known(column)) if column.may_be_unknown else NO
                words.append((every_of([shown, part.is_open, gap, *map(denied, before)]), name))
                before.append(part.is_open)
        return words

    def reasons(self) -> Result:
        """What decided, gates that fail or are open, triggers that hold, facts that are missing."""
        by = self.decided_by()
        decided = self.workbench.name(by.node, "whole", "decided", most=len(by.names))
        words: list[tuple[Node, str]] = [
            (Compare("==", decided, Whole(number)), f"decided:{name}")
            for number, name in enumerate(by.names)
        ]
        for trigger in self.rule_set.triggers:
            answer = self.expressions.keep_truth(self.expressions.holds(trigger.when), trigger.name)
            if trigger.name in self.rule_set.gates:
                words.append((refuted(answer), f"gate_failed:{trigger.name}"))
                words.append((is_open(answer), f"gate_unknown:{trigger.name}"))
            else:
                words.append((held(answer), f"trigger:{trigger.name}"))
        words += [(node, f"missing:{name}") for node, name in self._missing()]
        return _words(words)


def _facts_of(expressions: Sequence[Expression]) -> tuple[str, ...]:
    nodes = (node for expression in expressions for node in walk(expression))
    return tuple(dict.fromkeys(node.name for node in nodes if isinstance(node, FactName)))


def _words(words: Sequence[tuple[Node, str]]) -> Result:
    return Result(Words(tuple(word for word in words if word[0] != NO)), "words")
