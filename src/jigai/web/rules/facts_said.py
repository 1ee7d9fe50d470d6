"""The facts of a case as one line that people read."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from jigai.domain.rules.facts import Fact
from jigai.domain.rules.rule_set import RuleSet
from jigai.domain.rules.wording import value_in_words
from jigai.domain.sentence import Sentence, joined

ONE = Sentence("{label} {value}", "{label} {value}")
MISSING = Sentence("缺", "missing")
STALE = Sentence("（已过期）", "(too old)")


def facts_said(rules: RuleSet, facts: Mapping[str, Fact]) -> Sentence:
    """Each fact with its value, separated by semicolons."""
    return joined([_one(rules, name, fact) for name, fact in facts.items()])


def _one(rules: RuleSet, name: str, fact: Fact) -> Sentence:
    declaration, value = rules.facts[name], fact.value
    said = MISSING
    if value is not None:
        known = value if isinstance(value, bool | str) else Fraction(value)
        said = value_in_words(declaration, known)
    return ONE.format(label=declaration.label, value=said + STALE if fact.is_stale else said)
