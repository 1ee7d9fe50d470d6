"""The points of a scorecard over the solver's variables: steps, bands, formulas and the total."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

from jigai.domain.gap.integers import NotTranslatable, Truth, negated
from jigai.domain.gap.spans import Answer, Span, constant, exact, span_of
from jigai.domain.gap.tables import tabulate
from jigai.domain.rules.ranges import Range, between
from jigai.domain.rules.wording import TOTAL

if TYPE_CHECKING:
    from collections.abc import Callable

    from jigai.domain.gap.translate import Translation
    from jigai.domain.rules.ranges import Amount
    from jigai.domain.rules.rule_set import Criterion, Scale
    from jigai.domain.rules.situation import Situation
    from jigai.domain.sentence import Sentence

ZERO = Fraction(0)
Option = tuple[Truth, Span]


class PointsOfModel:
    """The points of each criterion and their total, each worked out once."""

    def __init__(self, translation: Translation) -> None:
        self.t = translation
        self._points: dict[str, Span] = {}

    def of(self, criterion: Criterion) -> Span:
        """The points, kept between 0 and the weight."""
        if criterion.name not in self._points:
            self._points[criterion.name] = self._worked_out(criterion)
        return self._points[criterion.name]

    def _worked_out(self, criterion: Criterion) -> Span:
        levers = self.t.moved.levers_of(criterion)
        if not levers:
            return span_of(self.t.now.points_of(criterion))
        try:
            return self._kept(self._scored(criterion), criterion.weight)
        except NotTranslatable:
            return self._tabulated(levers, lambda s: s.points_of(criterion), criterion.label)

    def _tabulated(
        self, levers: frozenset[int], of: Callable[[Situation], Amount], label: Sentence
    ) -> Span:
        found = tabulate(self.t.moved, levers, of, lambda: label)
        options = [(guard, span_of(amount)) for guard, amount in found]
        return self.t.spans.hull_of(options, is_one=True)

    def _kept(self, span: Span, weight: Fraction) -> Span:
        spans = self.t.spans
        above = spans.greatest_of([span, exact(constant(ZERO))])
        return spans.least_of([above, exact(constant(weight))])

    def _scored(self, criterion: Criterion) -> Span:
        """The first step that holds counts; behind all steps the scales or the formula."""
        options: list[Option] = []
        answers: list[Answer] = []
        for step in criterion.steps:
            answer = self.t.holds(step.when)
            guard = self._is_open(answers, negated(answer.no))
            if guard is not False:
                options.append((guard, self.t.amount(step.points)))
            answers.append(answer)
        guard = self._is_open(answers, True)
        if guard is not False:
            options.append((guard, self._behind_steps(criterion)))
        is_one = all(answer.no == negated(answer.yes) for answer in answers)
        return self.t.spans.hull_of(options, is_one=is_one)

    def _is_open(self, answers: list[Answer], last: Truth) -> Truth:
        """None of the earlier steps surely holds, and this one may."""
        return self.t.model.every([*(negated(answer.yes) for answer in answers), last])

    def _behind_steps(self, criterion: Criterion) -> Span:
        if criterion.formula is not None:
            return self.t.amount(criterion.formula)
        span = span_of(Range(ZERO, criterion.weight))
        if criterion.scales:
            span = self.t.spans.greatest_of([self._on(scale) for scale in criterion.scales])
        if criterion.given is not None:
            span = self._kept_within(span, self.t.amount(criterion.given))
        return span

    def _kept_within(self, limits: Span, span: Span) -> Span:
        """The experts' points, within the band that they have."""
        spans = self.t.spans
        if limits.low is not None:
            span = spans.greatest_of([span, exact(limits.low)])
        return span if limits.high is None else spans.least_of([span, exact(limits.high)])

    def _on(self, scale: Scale) -> Span:
        """The points of one scale: of each band that the measure may reach and no higher surely."""
        levers = self.t.moved.levers_in(scale.measure)
        if not levers:
            return span_of(self.t.now.points_on(scale))
        try:
            measured = self.t.amount(scale.measure)
            options = self._bands(scale, measured)
        except NotTranslatable:
            return self._tabulated(levers, lambda s: s.points_on(scale), scale.label)
        return self.t.spans.hull_of(options, is_one=measured.is_exact)

    def _bands(self, scale: Scale, measured: Span) -> list[Option]:
        spans, every = self.t.spans, self.t.model.every
        options: list[Option] = []
        above: Truth = True
        for band in scale.bands:
            bound = None if band.at_least is None else constant(band.at_least)
            may = measured.high is None or spans.is_at_least(measured.high, bound)
            guard = every([above, may if bound is not None else True])
            if guard is not False:
                options.append((guard, span_of(between(band.points, band.most))))
            if bound is not None:
                above = every([above, negated(spans.is_at_least(measured.low, bound))])
        return options

    @cached_property
    def total(self) -> Span:
        """The sum, with the weight of what does not apply given to the rest."""
        criteria = self.t.rule_set.criteria
        levers = frozenset[int]().union(*(self.t.moved.levers_of(c) for c in criteria))
        if not levers:
            return span_of(self.t.now.total)
        try:
            return self._summed(criteria)
        except NotTranslatable:
            return self._tabulated(levers, lambda s: s.total, TOTAL)

    def _summed(self, criteria: tuple[Criterion, ...]) -> Span:
        applied = [self.t.holds(criterion.applies_when) for criterion in criteria]
        weight = sum((criterion.weight for criterion in criteria), ZERO)
        options: list[Option] = []
        for used in product(*(_choices(answer) for answer in applied)):
            guards = [
                negated(answer.no if one else answer.yes)
                for answer, one in zip(applied, used, strict=True)
            ]
            guard = self.t.model.every(guards)
            if guard is not False:
                chosen = [c for c, one in zip(criteria, used, strict=True) if one]
                options.append((guard, self._sum(chosen, weight)))
        is_one = all(answer.no == negated(answer.yes) for answer in applied)
        return self.t.spans.hull_of(options, is_one=is_one)

    def _sum(self, chosen: list[Criterion], weight: Fraction) -> Span:
        used = sum((criterion.weight for criterion in chosen), ZERO)
        if not used:
            return span_of(Range(ZERO, weight))
        span = exact(constant(ZERO))
        for criterion in chosen:
            span = self.t.spans.combine("+", span, self.of(criterion))
        return self.t.spans.combine("*", span, exact(constant(weight / used)))


def _choices(answer: Answer) -> tuple[bool, ...]:
    return tuple(one for one in (True, False) if (answer.no if one else answer.yes) is not True)
