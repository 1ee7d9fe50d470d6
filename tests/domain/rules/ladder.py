"""The usual firm of a shipped rule set, for tests about the ladder."""

from datetime import date

from jigai.domain.rules import rulebook
from jigai.domain.rules.evaluate import evaluate
from jigai.domain.rules.facts import Fact

TODAY = date(2026, 6, 1)


def edition(rule, *, on=TODAY):
    found = rulebook.rule_set(rule, on=on)
    return next(e for e in rulebook.shipped().editions if e.rule_set is found)


def verdict(rule, *, on=TODAY, **facts):
    """The verdict on the first case of the file with some facts changed; ``None`` is missing."""
    book = edition(rule, on=on)
    known = book.cases[0].facts | {name: Fact(value) for name, value in facts.items()}
    return evaluate(book.rule_set, known)


def reason(found, name):
    return next(r for r in found.reasons if r.name == name)


def met(found, *kinds):
    return {r.name: r.met for r in found.reasons if r.kind in (kinds or ("gate",))}


def points(found, name):
    low, high = reason(found, name).points
    return low if low == high else (low, high)
