"""Why a condition came out as it did: its comparisons with values, sources and distances."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from jigai.domain.rules.nodes import (
    All,
    AnyOf,
    Compare,
    Condition,
    Expression,
    FactName,
    Not,
    Parameter,
    walk,
)
from jigai.domain.rules.situation import MISSING
from jigai.domain.rules.verdict import Finding, Reading
from jigai.domain.rules.wording import (
    distance_in_words,
    in_words,
    number_in_words,
    unit_of,
    value_in_words,
)
from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    from jigai.domain.rules.rule_set import RuleSet, Source
    from jigai.domain.rules.values import Values

CHOICE = Sentence("{label}：{value}", "{label}: {value}")
NO_VALUE = Sentence("没有", "none")


def reading_of(values: Values, name: str) -> Reading:
    """A fact as it was read, with where it came from."""
    declaration = values.rule_set.facts[name]
    fact = values.facts.get(name, MISSING)
    state = "missing" if fact.value is None else "stale" if fact.is_stale else "known"
    value: bool | str | Fraction | None = None
    if fact.value is not None:
        value = fact.value if isinstance(fact.value, bool | str) else Fraction(fact.value)
    return Reading(
        name=name,
        label=declaration.label,
        value=NO_VALUE if value is None else value_in_words(declaration, value),
        source=fact.source if fact.source.zh else declaration.source,
        as_of=fact.as_of,
        state=state,
    )


def readings_in(values: Values, node: Expression) -> tuple[Reading, ...]:
    """The facts under a node, each once."""
    return tuple(reading_of(values, name) for name in names_in(values.rule_set, node))


def names_in(rule_set: RuleSet, node: Expression) -> tuple[str, ...]:
    """The names of the facts under a node, each once; kept with the rule set."""
    key = ("names", id(node))
    if key not in rule_set.memory:
        names = dict.fromkeys(part.name for part in walk(node) if isinstance(part, FactName))
        rule_set.memory[key] = node, tuple(names)
    names_in: tuple[str, ...] = rule_set.memory[key][1]
    return names_in


def findings_of(values: Values, node: Expression) -> tuple[Finding, ...]:
    """The comparisons that made a condition what it is.

    Of a condition that holds, those that hold; of one that fails, those that fail; of an unknown
    one, those that are unknown.
    """
    found = _deciding(values, node, wanted=values.holds(node))
    return tuple(dict.fromkeys(found))


def measured_in(values: Values, node: Expression) -> Finding:
    """A number and the facts behind it, without a limit."""
    unit = unit_of(node, values.rule_set)
    amount = values.amount(node)
    measured = number_in_words(amount, unit) if isinstance(amount, Fraction) else None
    return Finding(
        statement=in_words(node, values.rule_set),
        met=None if measured is None else True,
        measured=measured,
        limit=None,
        distance=None,
        nearness=None,
        source=None,
        readings=readings_in(values, node),
    )


def _deciding(values: Values, node: Expression, *, wanted: bool | None) -> list[Finding]:
    match node:
        case All(of=parts) | AnyOf(of=parts):
            same = [part for part in parts if values.holds(part) is wanted]
            return [found for part in same for found in _deciding(values, part, wanted=wanted)]
        case Condition(name=name):
            return _deciding(values, values.rule_set.trigger(name).when, wanted=wanted)
        case Not(of=inner) if not isinstance(inner, FactName):
            return _deciding(values, inner, wanted=None if wanted is None else not wanted)
        case Compare():
            return [_comparison(values, node)]
        case Not() | FactName():
            return [_plain(values, node)]
        case _:
            return []


def _plain(values: Values, node: Expression) -> Finding:
    statement = in_words(node, values.rule_set)
    readings = readings_in(values, node)
    if isinstance(node, Compare) and isinstance(values.value(node.left), str):
        # A choice is said as it is; "is not this, nor that" would only repeat it.
        statement = CHOICE.format(label=readings[0].label, value=readings[0].value)
    return Finding(statement, values.holds(node), None, None, None, None, None, readings)


def _comparison(values: Values, node: Compare) -> Finding:
    rule_set = values.rule_set
    left, right = values.value(node.left), values.value(node.right)
    plain = _plain(values, node)
    unit = unit_of(node.left, rule_set) or unit_of(node.right, rule_set)
    if not isinstance(left, Fraction) or not isinstance(right, Fraction):
        return plain
    apart = abs(left - right)
    widest = max(abs(left), abs(right))
    return Finding(
        statement=plain.statement,
        met=plain.met,
        measured=number_in_words(left, unit),
        limit=number_in_words(right, unit),
        distance=distance_in_words(apart, unit),
        nearness=apart / widest if widest else Fraction(0),
        source=_source_of(values, node),
        readings=plain.readings,
    )


def _source_of(values: Values, node: Compare) -> Source | None:
    for part in walk(node):
        if isinstance(part, Parameter):
            return values.rule_set.threshold(part.name).source
    return None
