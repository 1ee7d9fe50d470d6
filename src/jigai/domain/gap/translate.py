"""The nodes of a rule as expressions and literals of the solver: the meaning of ``situation``."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from jigai.domain.gap.integers import NotTranslatable, Truth, negated
from jigai.domain.gap.spans import ANYTHING, Answer, Span, Spans, exact, span_of
from jigai.domain.gap.tables import tabulate
from jigai.domain.gap.translate_points import PointsOfModel
from jigai.domain.rules.facts import Fact, FactType
from jigai.domain.rules.nodes import (
    All,
    AnyOf,
    Arithmetic,
    Choose,
    Compare,
    Condition,
    Expression,
    Extremum,
    FactName,
    Flag,
    Floor,
    Not,
    Points,
    Text,
    Total,
)
from jigai.domain.rules.situation import Situation
from jigai.domain.rules.wording import in_words

if TYPE_CHECKING:
    from jigai.domain.gap.moved_facts import MovedFacts

FLAGS = Flag | Condition | Compare | All | AnyOf | Not
UNKNOWN = Answer(False, False)
ANSWERS = {True: Answer(True, False), False: Answer(False, True), None: UNKNOWN}


class Translation:
    """One rule set over the free levers of one problem.

    Whatever does not depend on a lever is taken from ``Situation`` as it stands. What cannot be
    said in whole numbers is tabulated.

    Raises:
        NotExact: a part can be neither translated nor tabulated.
    """

    def __init__(self, moved: MovedFacts) -> None:
        self.moved, self.model = moved, moved.model
        self.rule_set = moved.problem.rule_set
        self.spans = Spans(moved.model)
        self.now = Situation(self.rule_set, moved.problem.facts)
        self.points = PointsOfModel(self)
        self._conditions: dict[str, Answer] = {}

    def holds(self, node: Expression) -> Answer:
        """When a condition surely holds, and when it surely does not."""
        if not self.moved.levers_in(node):
            return ANSWERS[self.now.holds(node)]
        match node:
            case Condition(name=name):
                answer = self._condition(name)
            case Compare():
                answer = self._compared_or_tabulated(node)
            case All(of=parts):
                answer = self._every([self.holds(part) for part in parts])
            case AnyOf(of=parts):
                answer = opposite(self._every([opposite(self.holds(part)) for part in parts]))
            case Not(of=inner):
                answer = opposite(self.holds(inner))
            case FactName(name=name):
                answer = self.moved.flag(name)
            case _:
                raise NotTranslatable
        return answer

    def _condition(self, name: str) -> Answer:
        if name not in self._conditions:
            self._conditions[name] = self.holds(self.rule_set.trigger(name).when)
        return self._conditions[name]

    def _every(self, answers: list[Answer]) -> Answer:
        yes = self.model.every(answer.yes for answer in answers)
        return Answer(yes, self.model.some(answer.no for answer in answers))

    def _compared_or_tabulated(self, node: Compare) -> Answer:
        try:
            return self._compared(node)
        except NotTranslatable:
            levers = self.moved.levers_in(node)
            words = partial(in_words, node, self.rule_set)
            found = tabulate(self.moved, levers, lambda s: s.holds(node), words)
            yes = self.model.some(guard for guard, value in found if value is True)
            return Answer(yes, self.model.some(guard for guard, value in found if value is False))

    def _compared(self, node: Compare) -> Answer:
        left, right = node.left, node.right
        if self._is_text(left) or self._is_text(right):
            same = self._same_text(self._text(left), self._text(right))
        elif self._is_flag(left) or self._is_flag(right):
            same = self._same_flag(self.holds(left), self.holds(right))
        else:
            return self.spans.compare(node.sign, self.amount(left), self.amount(right))
        return same if node.sign == "==" else opposite(same)

    def _type_of(self, node: Expression) -> FactType | None:
        return self.rule_set.facts[node.name].type if isinstance(node, FactName) else None

    def _is_text(self, node: Expression) -> bool:
        return isinstance(node, Text) or self._type_of(node) is FactType.CHOICE

    def _is_flag(self, node: Expression) -> bool:
        return isinstance(node, FLAGS) or self._type_of(node) is FactType.FLAG

    def _text(self, node: Expression) -> dict[str, Truth]:
        if isinstance(node, Text):
            return {node.value: True}
        if not isinstance(node, FactName):
            raise NotTranslatable
        known = self.moved.problem.facts.get(node.name, Fact(None)).known
        return {} if known is None else self.moved.choice(node.name)

    def _same_text(self, left: dict[str, Truth], right: dict[str, Truth]) -> Answer:
        if not left or not right:
            return UNKNOWN
        both = [self.model.every([left[value], right[value]]) for value in left if value in right]
        same = self.model.some(both)
        return Answer(same, negated(same))

    def _same_flag(self, left: Answer, right: Answer) -> Answer:
        every, some = self.model.every, self.model.some
        same = some([every([left.yes, right.yes]), every([left.no, right.no])])
        apart = some([every([left.yes, right.no]), every([left.no, right.yes])])
        return Answer(same, apart)

    def amount(self, node: Expression) -> Span:
        """The value of a number.

        Raises:
            NotTranslatable: the caller tabulates what it needs.
        """
        if not self.moved.levers_in(node):
            return span_of(self.now.amount(node))
        match node:
            case Arithmetic(operation=operation, left=left, right=right):
                return self.spans.combine(operation, self.amount(left), self.amount(right))
            case Extremum(which=which, of=parts):
                amounts = [self.amount(part) for part in parts]
                of = self.spans.least_of if which == "min" else self.spans.greatest_of
                return of(amounts)
            case Floor(of=inner):
                return self.spans.whole_below(self.amount(inner))
            case Choose():
                return self._chosen(node)
            case _:
                return self._leaf(node)

    def _chosen(self, node: Choose) -> Span:
        answer = self.holds(node.when)
        is_one = answer.no == negated(answer.yes)
        options = [
            (negated(answer.no), self.amount(node.then)),
            (negated(answer.yes), self.amount(node.otherwise)),
        ]
        return self.spans.hull_of(options, is_one=is_one)

    def _leaf(self, node: Expression) -> Span:
        match node:
            case FactName(name=name):
                known = self.moved.problem.facts.get(name, Fact(None)).known
                return ANYTHING if known is None else exact(self.moved.number(name))
            case Points(criterion=name):
                return self.points.of(next(c for c in self.rule_set.criteria if c.name == name))
            case Total():
                return self.points.total
            case _:
                raise NotTranslatable


def opposite(answer: Answer) -> Answer:
    return Answer(answer.no, answer.yes)
