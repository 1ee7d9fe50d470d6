"""The statements of criteria and of their total; see ``generate`` for what they stand for."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from jigai.domain.rules import ranges
from jigai.domain.rules.generate_expressions import ExpressionText, all_known, times
from jigai.domain.rules.generate_facts import Pair
from jigai.domain.rules.ranges import Range

if TYPE_CHECKING:
    from jigai.domain.rules.rule_set import Criterion, RuleSet, Scale

ZERO = Fraction(0)


class CriteriaText(ExpressionText):
    """Statements for the points of each criterion, for the bands of its scales, for the sum."""

    def __init__(self, rule_set: RuleSet) -> None:
        super().__init__(rule_set)
        self.bands: dict[str, list[str]] = {}
        self.whole_total: Pair | None = None

    def points_named(self, name: str) -> Pair:
        return self.points(next(c for c in self.rule_set.criteria if c.name == name))

    def points(self, criterion: Criterion) -> Pair:
        """The points, kept between 0 and the weight."""
        if ("points", criterion.name) not in self.pairs:
            self.pairs["points", criterion.name] = self._points(criterion)
        return self.pairs["points", criterion.name]

    def _points(self, criterion: Criterion) -> Pair:
        steps = [(self.truth(s.when), self.number(s.points)) for s in criterion.steps]
        base, pair, weight = self._base(criterion), self.new_pair(), self.fixed(criterion.weight)
        options = ", ".join(f"({holds}, {points.n}, {points.d})" for holds, points in steps)
        self.say("while True:")
        for holds, points in steps:
            self.say(
                f" if {holds}: {pair.n} = {points.n}; {pair.d} = {points.d}; break",
                f" if {holds} is None: {pair.n}, {pair.d} ="
                f" options(({options},), {base.n}, {base.d}); break",
            )
        self.say(f" {pair.n} = {base.n}; {pair.d} = {base.d}; break")
        limit = self.value_of(criterion.weight)
        self.say(
            f"if {pair.n} is None: {pair.n}, {pair.d} = clamped({pair.d}, {limit})",
            f"elif {pair.n} < 0: {pair.n} = 0; {pair.d} = 1",
            f"elif {times(pair.n, weight.d)} > {times(weight.n, pair.d)}:"
            f" {pair.n} = {weight.n}; {pair.d} = {weight.d}",
        )
        return pair

    def _base(self, criterion: Criterion) -> Pair:
        """What counts where no step does: the formula, or the best scale, or experts' points."""
        scales = [self._scale(scale) for scale in criterion.scales]
        self.bands[criterion.name] = [band for band, _ in scales]
        if criterion.formula is not None:
            return self.number(criterion.formula)
        if scales:
            base = self.extremum("max", [pair for _, pair in scales])
        else:
            base = self._range(ranges.between(ZERO, criterion.weight))
        if criterion.given is None:
            return base
        given, pair = self.number(criterion.given), self.new_pair()
        self.say(f"{pair.n}, {pair.d} = kept({base.n}, {base.d}, {given.n}, {given.d})")
        return pair

    def _scale(self, scale: Scale) -> tuple[str, Pair]:
        """The band in which the measure lies, and the points that it gives."""
        measure, pair, band = self.number(scale.measure), self.new_pair(), f"b{self.fresh()}"
        bands = self.value_of(scale.bands)
        self.say(
            "while True:",
            f" if not ({all_known(measure)}):",
            f"  {band} = None; {pair.n}, {pair.d} = banded({bands}, {measure.d}); break",
        )
        for place, one in enumerate(scale.bands):
            points = self._range(ranges.between(one.points, one.most))
            given = f"{band} = {place}; {pair.n} = {points.n}; {pair.d} = {points.d}; break"
            if one.at_least is None:
                self.say(f" {given}")
                break
            bound = self.fixed(one.at_least)
            reached = f"{times(measure.n, bound.d)} >= {times(bound.n, measure.d)}"
            self.say(f" if {reached}: {given}")
        return band, pair

    def _range(self, amount: ranges.Amount) -> Pair:
        """A number that the rule file gives, or leaves open between two limits."""
        if isinstance(amount, Range):
            return Pair("None", self.value_of(amount))
        return self.fixed(amount)

    def total(self) -> Pair:
        """The sum, with the weight of what does not apply given to the rest."""
        if self.whole_total is None:
            self.whole_total = self._total()
        return self.whole_total

    def _total(self) -> Pair:
        scored = [(self.truth(c.applies_when), self.points(c)) for c in self.rule_set.criteria]
        if not scored:
            return self.fixed(ZERO)
        weights = [c.weight for c in self.rule_set.criteria]
        if not sum(weights):
            return self._range(ranges.between(ZERO, ZERO))
        pair = self.new_pair()
        clear = [applies for applies, _ in scored] + [all_known(p) for _, p in scored]
        self.say(f"if {' and '.join(dict.fromkeys(clear))}:", f" {pair.n} = 0; {pair.d} = 1")
        for _, points in scored:
            self.say(
                f" if {points.d} == {pair.d}: {pair.n} += {points.n}",
                f" else: {pair.n} = {pair.n}*{points.d} + {points.n}*{pair.d};"
                f" {pair.d} *= {points.d}",
            )
        listed = "".join(f"({a}, {p.n}, {p.d}), " for a, p in scored)
        self.say(f"else: {pair.n}, {pair.d} = summed({self.value_of(tuple(weights))}, ({listed}))")
        return pair
