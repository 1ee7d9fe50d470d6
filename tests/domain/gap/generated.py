"""Generated rule sets, facts and levers: every node of the language, small grids."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from random import Random

from jigai.domain.gap.levers import EffortBook, Lever
from jigai.domain.gap.problem import GapProblem, pose
from jigai.domain.rules.facts import Fact, FactDeclaration, FactType
from jigai.domain.rules.nodes import (
    ALWAYS,
    All,
    AnyOf,
    Arithmetic,
    Choose,
    Compare,
    Condition,
    Expression,
    Extremum,
    FactName,
    Floor,
    Not,
    Number,
    Parameter,
    Points,
    Text,
    Total,
)
from jigai.domain.rules.read import CANNOT_TELL, MET, NOT_MET
from jigai.domain.rules.rule_set import (
    Band,
    Criterion,
    Kind,
    Outcome,
    Row,
    RuleSet,
    Scale,
    Source,
    Step,
    Threshold,
    Trigger,
    Unknown,
)
from jigai.domain.sentence import Sentence

SAID = Sentence("某项", "something")
SOURCE = Source(SAID, SAID)
ON, BY = date(2026, 1, 1), date(2027, 1, 1)
NUMBERS = ("n1", "n2", "n3", "n4")
FLAGS = ("f1", "f2")
CHOICES = ("a", "b", "c")
GRADES = tuple(Outcome(f"g{rank}", SAID, SAID, rank) for rank in (1, 2, 3))
LABELLED = tuple((name, SAID) for name in CHOICES)
DECLARED = {
    **{n: FactDeclaration(n, FactType.NUMBER, "share", SAID, SAID) for n in NUMBERS},
    **{n: FactDeclaration(n, FactType.FLAG, "", SAID, SAID) for n in FLAGS},
    "c1": FactDeclaration("c1", FactType.CHOICE, "", SAID, SAID, choices=LABELLED),
    "given": FactDeclaration("given", FactType.NUMBER, "score", SAID, SAID),
}


class Generator:
    """One random world; the same seed gives the same."""

    def __init__(self, seed: int) -> None:
        self.r = Random(seed)

    def constant(self) -> Number:
        return Number(Fraction(self.r.randint(-4, 12), self.r.choice((1, 1, 2, 3))))

    def number(self, depth: int, leaves: tuple[Expression, ...] = ()) -> Expression:
        if depth == 0 or self.r.random() < 0.25:
            facts = [FactName(name) for name in NUMBERS]
            return self.r.choice([*facts, *facts, self.constant(), Parameter("limit"), *leaves])
        two = self.number(depth - 1, leaves), self.number(depth - 1, leaves)
        kind = self.r.choice(("+", "-", "*", "/", "/", "extremum", "floor", "choose"))
        match kind:
            case "extremum":
                return Extremum(self.r.choice(("min", "max")), two)
            case "floor":
                return Floor(two[0])
            case "choose":
                return Choose(self.flag(depth - 1, leaves), *two)
            case _:
                return Arithmetic(kind, *two)

    def comparison(self, depth: int, leaves: tuple[Expression, ...] = ()) -> Expression:
        draw = self.r.random()
        if draw < 0.15:
            sign = self.r.choice(("==", "!="))
            return Compare(sign, FactName("c1"), Text(self.r.choice(CHOICES)))
        if draw < 0.25:
            return FactName(self.r.choice(FLAGS))
        if draw < 0.3:
            return Compare("==", FactName("f1"), FactName("f2"))
        sign = self.r.choice(("<", "<=", "==", "!=", ">=", ">=", ">"))
        return Compare(sign, self.number(depth, leaves), self.number(0, leaves))

    def flag(self, depth: int, leaves: tuple[Expression, ...] = ()) -> Expression:
        if depth <= 0 or self.r.random() < 0.4:
            return self.comparison(max(depth, 0), leaves)
        match self.r.choice(("all", "any", "not")):
            case "all":
                return All((self.flag(depth - 1, leaves), self.flag(depth - 1, leaves)))
            case "any":
                return AnyOf((self.flag(depth - 1, leaves), self.flag(depth - 1, leaves)))
            case _:
                return Not(self.flag(depth - 1, leaves))

    def bands(self, weight: int) -> tuple[Band, ...]:
        bounds = sorted({Fraction(self.r.randint(1, 12), 4) for _ in range(3)}, reverse=True)
        points = sorted((self.r.randint(0, weight) for _ in range(len(bounds) + 1)), reverse=True)
        spread = self.r.choice((0, 0, 0, 2))
        return tuple(
            Band(bound, Fraction(p), Fraction(min(p + spread, weight)))
            for bound, p in zip([*bounds, None], points, strict=True)
        )

    def criterion(self, name: str) -> Criterion:
        weight = self.r.choice((10, 20, 30))
        steps = ()
        if self.r.random() < 0.3:
            points = Number(Fraction(self.r.randint(0, weight)))
            steps = (Step(self.flag(1), points, SAID),)
        scales = tuple(
            Scale(SAID, self.number(self.r.choice((1, 1, 2))), self.bands(weight))
            for _ in range(self.r.choice((1, 1, 2)))
        )
        formula = None
        if self.r.random() < 0.2:
            scales, formula = (), self.number(2)
        given = FactName("given") if scales and self.r.random() < 0.2 else None
        return Criterion(
            name,
            SAID,
            Fraction(weight),
            self.flag(1) if self.r.random() < 0.15 else ALWAYS,
            steps,
            scales,
            formula,
            given,
            SOURCE,
        )

    def rule_set(self) -> RuleSet:
        criteria = tuple(self.criterion(f"p{n}") for n in range(self.r.randint(1, 3)))
        points: tuple[Expression, ...] = tuple(Points(c.name) for c in criteria)
        triggers = tuple(
            Trigger(f"t{n}", SAID, self.flag(1), SOURCE) for n in range(self.r.randint(0, 2))
        )
        is_scorecard = self.r.random() < 0.6
        read = self._scorecard if is_scorecard else self._table
        rows, default, outcomes = read(triggers, points)
        withhold = not is_scorecard and self.r.random() < 0.5
        limit = Fraction(self.r.randint(1, 6), 2)
        return RuleSet(
            "generated",
            "enterprise",
            Kind.SCORECARD if is_scorecard else Kind.DECISION_TABLE,
            SAID,
            SAID,
            SOURCE,
            ON,
            None,
            BY,
            Unknown.WITHHOLD if withhold else Unknown.POSSIBLE,
            CANNOT_TELL.name,
            outcomes,
            (Threshold("limit", limit, "share", SAID, SOURCE, ON, None, BY, Fraction(1)),),
            criteria,
            tuple(t.name for t in triggers) if is_scorecard else (),
            triggers,
            rows,
            default,
            DECLARED,
            "",
        )

    def _scorecard(self, triggers, points):
        when = Compare(">=", Total(), Number(Fraction(self.r.randint(10, 50))))
        if self.r.random() < 0.5:
            when = All((when, Compare("!=", points[0], Number(Fraction(0)))))
        rows = [Row("pass", MET.name, SAID, when, SOURCE)]
        if self.r.random() < 0.4:
            rows.append(Row("direct:x", MET.name, SAID, self.flag(0), SOURCE))
        if triggers:
            gates = Not(All(tuple(Condition(t.name) for t in triggers)))
            rows.insert(0, Row("gates", NOT_MET.name, SAID, gates, SOURCE))
        default = Row("default", NOT_MET.name, SAID, ALWAYS, SOURCE)
        return tuple(rows), default, (NOT_MET, MET, CANNOT_TELL)

    def _table(self, triggers, points):
        leaves = (*points, Total())
        rows = []
        for place in range(self.r.randint(2, 4)):
            conditions = [Condition(t.name) for t in triggers]
            total = Compare(">=", Total(), Number(Fraction(self.r.randint(5, 50))))
            when = self.r.choice([self.flag(1, leaves), total, *conditions])
            rows.append(Row(f"r{place}", self.r.choice(GRADES).name, SAID, when, SOURCE))
        default = Row("default", self.r.choice(GRADES).name, SAID, ALWAYS, SOURCE)
        return tuple(rows), default, (*GRADES, CANNOT_TELL)

    def facts(self) -> dict[str, Fact]:
        values: dict[str, object] = {
            name: Fraction(self.r.randint(-2, 10), self.r.choice((1, 2))) for name in NUMBERS
        }
        values |= {name: self.r.random() < 0.4 for name in FLAGS}
        values |= {"c1": self.r.choice(CHOICES), "given": Fraction(self.r.randint(0, 30))}
        unknown = 0.12 if self.r.random() < 0.5 else 0
        kept = {n: Fact(v) for n, v in values.items() if self.r.random() >= unknown}
        if kept and self.r.random() < 0.1:
            name = self.r.choice(sorted(kept))
            kept[name] = replace(kept[name], is_stale=True)
        return kept

    def lever(self, name: str) -> Lever:
        is_number = DECLARED[name].type is FactType.NUMBER
        others = [n for n in NUMBERS if n != name]
        carries = (self.r.choice(others),) if is_number and self.r.random() < 0.3 else ()
        is_flag = DECLARED[name].type is FactType.FLAG
        return Lever(
            name,
            True if is_flag else self.r.random() < 0.7,
            SAID,
            Fraction(1, self.r.choice((1, 1, 2))),
            Fraction(self.r.randint(0, 3), self.r.choice((1, 2))) + is_flag,
            Fraction(0) if is_flag else Fraction(self.r.randint(1, 5)),
            0,
            self.r.randint(1, 4),
            carries,
            None,
            SAID,
        )

    def book(self) -> EffortBook:
        names = self.r.sample([*NUMBERS, *FLAGS, "c1"], self.r.randint(2, 5))
        return EffortBook("enterprise", ON, SAID, tuple(self.lever(n) for n in names), ())

    def problem(self) -> GapProblem:
        """Mostly one with a way to find: the outcome is not there yet, and somewhere it is."""
        for _ in range(60):
            found = self._any_problem()
            if not found.moves or found.is_reached([0] * len(found.moves)):
                continue
            tried = ([self.r.randint(0, m.most) for m in found.moves] for _ in range(6))
            if any(found.is_reached(steps) for steps in tried):
                break
        return found

    def _any_problem(self) -> GapProblem:
        rule_set = self.rule_set()
        best = max((o for o in rule_set.outcomes if o.rank), key=lambda o: o.rank or 0)
        target = self.r.choice([best.name, rule_set.outcomes[1].name])
        return pose(rule_set, self.facts(), self.book(), on=ON, by=BY, target=target)
