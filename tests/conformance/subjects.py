"""Generated subjects: shipped cases bent to nulls, zeros, negatives, huge values and exact ties.

A tie is solved for: one fact is moved to where two sides of a comparison meet, and one smallest
unit to either side of it. Numbers are whole numbers of the last decimal place of their fact.
"""

import random
from fractions import Fraction

from jigai.domain.columns.plan import USUAL_BOUND
from jigai.domain.rules.cases import Boundary, boundaries_of
from jigai.domain.rules.facts import Fact, FactType
from jigai.domain.rules.nodes import ORDERED, Compare, FactName, walk
from jigai.domain.rules.ranges import combine
from jigai.domain.rules.situation import Situation

DECIMALS = {"yuan": 2, "share": 4, "person": 2, "score": 2}
NOTHING = Fraction(0)


class Subjects:
    """Subjects of one rule set from one seed."""

    def __init__(self, rule_set, cases, *, seed, decimals=None):
        self.rule_set, self.random = rule_set, random.Random(seed)
        self.names = rule_set.fact_names()
        self.declared = {name: rule_set.facts[name] for name in self.names}
        self.decimals = {
            name: DECIMALS.get(fact.unit, 0) if decimals is None else decimals[name]
            for name, fact in self.declared.items()
            if fact.type is FactType.NUMBER
        }
        self.usual = [self._of_case(case) for case in cases]
        self.boundaries = self._boundaries()

    def _boundaries(self):
        found = list(boundaries_of(self.rule_set))
        for expression in self.rule_set.expressions():
            found += [
                Boundary(node.left, node.right, NOTHING)
                for node in walk(expression)
                if isinstance(node, Compare) and node.sign not in ORDERED
            ]
        return [b for b in dict.fromkeys(found) if self._numbers_in(b)]

    def _numbers_in(self, boundary):
        nodes = (*walk(boundary.left), *walk(boundary.right))
        return [n.name for n in nodes if isinstance(n, FactName) and n.name in self.decimals]

    def _of_case(self, case):
        """The facts of a shipped case, rounded down to the unit where they are finer."""
        return {name: self._whole(name, case.facts.get(name)) for name in self.names}

    def _whole(self, name, fact):
        value = None if fact is None else fact.known
        if isinstance(value, Fraction):
            return int(value * 10 ** self.decimals[name])
        return value

    def facts(self, subject):
        """The subject as ``evaluate`` wants it."""
        return {name: self.fact(name, value) for name, value in subject.items()}

    def fact(self, name, value):
        is_number = name in self.decimals and value is not None
        return Fact(Fraction(value, 10 ** self.decimals[name]) if is_number else value)

    def __iter__(self):
        while True:
            seed = self._bent(dict(self.random.choice(self.usual)))
            yield seed
            if self.boundaries:
                yield from self._ties(seed)

    def _bent(self, subject):
        for name in self.names:
            if self.random.random() < 0.25:
                subject[name] = self._other(name)
        return subject

    def _other(self, name):
        declared, chance = self.declared[name], self.random.random()
        if chance < 0.3:
            return None
        if declared.type is FactType.FLAG:
            return chance < 0.65
        if declared.type is FactType.CHOICE:
            return self.random.choice(declared.choices)[0]
        return self._number(chance)

    def _number(self, chance):
        if chance < 0.4:
            return 0
        if chance < 0.45:
            return self.random.choice((USUAL_BOUND, -USUAL_BOUND, USUAL_BOUND - 1))
        digits = self.random.choice((1, 2, 3, 5, 8, 10, 12))
        number = self.random.randrange(1, 10**digits)
        if chance < 0.7:  # round numbers have round shares
            number = number // 10 ** (digits - 1) * 10 ** (digits - 1)
        return -number if chance < 0.55 and chance > 0.5 else number

    def _ties(self, seed):
        """The seed on a boundary, one unit to either side, and with one fact unknown."""
        boundary = self.random.choice(self.boundaries)
        name = self.random.choice(self._numbers_in(boundary))
        root = self._root(seed, boundary, name)
        if root is None or abs(root) >= USUAL_BOUND:
            return
        for unit in (-1, 0, 1):
            yield {**seed, name: root + unit}
        yield {**seed, name: root, self.random.choice(self.names): None}

    def _root(self, seed, boundary, name):
        """Where the sides meet, were they straight in this fact; to the whole unit below."""
        here, there = seed[name] or 0, (seed[name] or 0) + 10 ** self.decimals[name]
        apart = [self._apart({**seed, name: value}, boundary) for value in (here, there)]
        if None in apart or apart[0] == apart[1]:
            return None
        return int(here - apart[0] * (there - here) / (apart[1] - apart[0]))

    def _apart(self, subject, boundary):
        situation = Situation(self.rule_set, self.facts(subject))
        apart = combine("-", situation.amount(boundary.left), situation.amount(boundary.right))
        return apart if isinstance(apart, Fraction) else None
