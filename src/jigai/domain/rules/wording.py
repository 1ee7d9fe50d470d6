"""Expressions and values in words, in both languages."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, assert_never

from jigai.domain.quantities import money, number_text, percentage, rounded
from jigai.domain.rules.kinds import Kinds
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
    Number,
    Parameter,
    Points,
    Text,
    Total,
)
from jigai.domain.rules.rule_set import RuleSet
from jigai.domain.sentence import Sentence, joined

if TYPE_CHECKING:
    from jigai.domain.rules.facts import FactDeclaration

Known = bool | str | Fraction
SIGNS = {"<": "<", "<=": "≤", "==": "=", "!=": "≠", ">=": "≥", ">": ">"}
OPERATIONS = {"+": "+", "-": "−", "*": "×", "/": "÷"}
WORDS = {
    "person": Sentence("{number} 人", "{number} people"),
    "day": Sentence("{number} 天", "{number} days"),
    "month": Sentence("{number} 个月", "{number} months"),
    "year": Sentence("{number} 年", "{number} years"),
    "count": Sentence("{number}", "{number}"),
    "score": Sentence("{number} 分", "{number} points"),
    "": Sentence("{number}", "{number}"),
}
SHARE_PLACES = 6
PERCENTAGE_POINTS = Sentence("{number} 个百分点", "{number} percentage points")
TOTAL = Sentence("总分", "total")
POINTS_OF = Sentence("“{label}”得分", "points of “{label}”")
NOT = Sentence("不满足“{inner}”", "not: {inner}")
YES = Sentence("是", "yes")
NO = Sentence("否", "no")
ALWAYS = Sentence("无条件", "always")
NEVER = Sentence("从不", "never")
SMALLER = Sentence("{parts}中较小者", "the smallest of {parts}")
LARGER = Sentence("{parts}中较大者", "the largest of {parts}")
WHOLE = Sentence("{inner}取整", "{inner} rounded down")
CHOSEN = Sentence("（{when}时为{then}，否则为{otherwise}）", "({then} if {when}, else {otherwise})")


def number_in_words(value: Fraction | int, unit: str) -> Sentence:
    """A number with its unit.

    >>> number_in_words(Fraction(3, 10), "share").zh, number_in_words(31, "day").en
    ('30%', '31 days')
    """
    if unit in {"fen", "yuan"}:
        return money(Fraction(value) * (100 if unit == "yuan" else 1))
    if unit == "share":
        return Sentence(_share(value), _share(value))
    return WORDS[unit].format(number=number_text(value, places=2))


def _share(value: Fraction | int) -> str:
    """A share to two places, finer where that would seem to stand on a line that it misses.

    >>> _share(Fraction(6, 100)), _share(Fraction(599_998, 10_000_000)), _share(Fraction(1, 3))
    ('6%', '5.99998%', '33.33%')
    """
    percent = Fraction(value) * 100
    plain = rounded(percent, places=2)
    seems_round = plain * 2 % 1 == 0 and plain != percent
    return percentage(value, places=SHARE_PLACES if seems_round else 2)


def distance_in_words(value: Fraction, unit: str) -> Sentence:
    """How far two numbers lie apart; shares in percentage points."""
    if unit == "share":
        return PERCENTAGE_POINTS.format(number=number_text(value * 100, places=2))
    return number_in_words(value, unit)


def value_in_words(declaration: FactDeclaration, value: Known) -> Sentence:
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, str):
        return dict(declaration.choices)[value]
    return number_in_words(value, declaration.unit)


def unit_of(node: Expression, rule_set: RuleSet) -> str:
    """The unit of a number, "" where it has none of its own."""
    key = ("unit", id(node))
    if key not in rule_set.memory:
        rule_set.memory[key] = node, _unit_of(node, rule_set)
    return str(rule_set.memory[key][1])


def _unit_of(node: Expression, rule_set: RuleSet) -> str:
    kinds = Kinds(rule_set.facts, {t.name: t.unit for t in rule_set.thresholds})
    dimension = kinds.of(node).dimension
    if dimension is None:
        return ""
    if not dimension:
        return "share"
    (name, power), *more = dimension
    return name if power == 1 and not more else ""


def in_words(node: Expression, rule_set: RuleSet) -> Sentence:
    """An expression as a person would read it."""
    key = ("words", id(node))
    if key not in rule_set.memory:
        rule_set.memory[key] = node, _in_words(node, rule_set)
    words: Sentence = rule_set.memory[key][1]
    return words


def _in_words(node: Expression, rule_set: RuleSet) -> Sentence:
    match node:
        case Arithmetic():
            words = _arithmetic_in_words(node, rule_set)
        case Extremum() | Floor() | Choose():
            words = _function_in_words(node, rule_set)
        case Compare():
            words = _comparison_in_words(node, rule_set)
        case All(of=parts):
            words = joined([_bracketed(part, rule_set) for part in parts], zh="，且", en=" and ")
        case AnyOf(of=parts):
            words = joined([_bracketed(part, rule_set) for part in parts], zh="，或", en=" or ")
        case Not(of=inner):
            words = NOT.format(inner=in_words(inner, rule_set))
        case Condition(name=name):
            words = rule_set.trigger(name).label
        case _:
            words = _leaf_in_words(node, rule_set)
    return words


def _function_in_words(node: Extremum | Floor | Choose, rule_set: RuleSet) -> Sentence:
    match node:
        case Extremum(which=which, of=parts):
            listed = joined([in_words(part, rule_set) for part in parts], zh="、", en=", ")
            words = (SMALLER if which == "min" else LARGER).format(parts=listed)
        case Floor(of=inner):
            words = WHOLE.format(inner=in_words(inner, rule_set))
        case Choose(when=when, then=then, otherwise=otherwise):
            words = CHOSEN.format(
                when=in_words(when, rule_set),
                then=in_words(then, rule_set),
                otherwise=in_words(otherwise, rule_set),
            )
    return words


def _arithmetic_in_words(node: Arithmetic, rule_set: RuleSet) -> Sentence:
    left, right = _left_of(node, rule_set), in_words(node.right, rule_set)
    if node.left == Number(Fraction(0)) and node.operation == "-":
        return Sentence(f"−{right.zh}", f"−{right.en}")
    text = f"({{left}} {OPERATIONS[node.operation]} {{right}})"
    return Sentence(text, text).format(left=left, right=right)


def _left_of(node: Arithmetic, rule_set: RuleSet) -> Sentence:
    """The left side; a sum that goes on needs no brackets of its own."""
    words = in_words(node.left, rule_set)
    goes_on = isinstance(node.left, Arithmetic) and {node.operation, node.left.operation} == {"+"}
    if goes_on and words == _in_words(node.left, rule_set):
        return Sentence(words.zh[1:-1], words.en[1:-1])
    return words


def _leaf_in_words(
    node: Number | Text | Flag | FactName | Parameter | Points | Total, rule_set: RuleSet
) -> Sentence:
    match node:
        case Number(value=value, unit=unit):
            words = number_in_words(value, unit)
        case Text(value=text):
            words = Sentence(text, text)
        case Flag(value=flag):
            words = ALWAYS if flag else NEVER
        case FactName(name=name):
            words = rule_set.facts[name].label
        case Parameter(name=name):
            threshold = rule_set.threshold(name)
            words = number_in_words(threshold.value, threshold.unit)
        case Points(criterion=name):
            label = next(c.label for c in rule_set.criteria if c.name == name)
            words = POINTS_OF.format(label=label)
        case Total():
            words = TOTAL
        case _:
            assert_never(node)
    return words


def _comparison_in_words(node: Compare, rule_set: RuleSet) -> Sentence:
    left, right = in_words(node.left, rule_set), in_words(node.right, rule_set)
    match node.left, node.right:
        case FactName(name=name), Text(value=text):
            right = dict(rule_set.facts[name].choices)[text]
        case Number(unit=""), _:
            left = number_in_words(node.left.value, unit_of(node.right, rule_set))
        case _, Number(unit=""):
            right = number_in_words(node.right.value, unit_of(node.left, rule_set))
        case _:
            pass
    text = f"{{left}} {SIGNS[node.sign]} {{right}}"
    return Sentence(text, text).format(left=left, right=right)


def _bracketed(node: Expression, rule_set: RuleSet) -> Sentence:
    words = in_words(node, rule_set)
    if isinstance(node, All | AnyOf):
        return Sentence(f"（{words.zh}）", f"({words.en})")
    return words
