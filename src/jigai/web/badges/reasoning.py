"""A stored explanation in the one explanation panel, and its facts as lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from jigai.apps.badges.queries.explanation import Explanation as Told
from jigai.apps.badges.queries.lawful_explanation import ShownFact
from jigai.domain.rules.wording import value_in_words
from jigai.domain.sentence import Sentence, joined
from jigai.web.explanations.panel import Explanation, Line, Verdict
from jigai.web.language import said_on_page

VERDICTS: dict[bool | None, Verdict] = {True: "met", False: "not_met", None: "unknown"}
RULE = Sentence(
    "规则“{title}”（{id}），自 {day} 起生效，摘要 {hash}",
    "rule “{title}” ({id}), in force from {day}, hash {hash}",
)
MISSING = Sentence("缺：{names}", "missing: {names}")
DIGITS = 12


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact as the table shows it; ``value`` is ``None`` when nobody recorded it."""

    label: Sentence
    value: Sentence | None
    source: Sentence
    as_of: date | None
    is_stale: bool


def shown_explanation(told: Told, *, file_url: str) -> Explanation:
    """Paragraph, full trace and the file for machines."""
    source = RULE.format(
        title=told.rule_title,
        id=told.rule_set,
        day=told.rule_valid_from,
        hash=told.rule_hash[:DIGITS],
    )
    tree = [Line(line.text, _verdict(line.kind, line.met)) for line in told.lines]
    return Explanation([told.paragraph], tree, source=source, file_url=file_url)


def _verdict(kind: str, met: bool | None) -> Verdict:  # noqa: FBT001 - three values
    return "" if kind == "criterion" else VERDICTS[met]


def short_reason(verdict: Mapping[str, Any]) -> str:
    """One line for a list: the missing facts, the first trigger that holds, or what decided."""
    if verdict["decided_by"] == "unknown":
        return missing_words(verdict["missing"])
    first, *rest = verdict["reasons"]
    held = [one for one in rest if one["kind"] == "trigger" and one["met"]]
    is_good = verdict["outcome"] in {"blue", "gold", "green", "none"}
    chosen = first if is_good or not held else held[0]
    return said_on_page(Sentence(**chosen["label"]))


def missing_words(missing: Iterable[Mapping[str, Any]]) -> str:
    """The missing facts of a badge that is withheld, by name."""
    named = [Sentence(**one.get("label", one)) for one in missing]
    return said_on_page(MISSING.format(names=joined(named, zh="、", en=", ")))


def fact_lines(facts: Iterable[ShownFact]) -> list[FactLine]:
    """Known facts first, as the rule reads them; the missing ones after."""
    found = [_fact_line(one) for one in facts]
    return sorted(found, key=lambda line: line.value is None)


def _fact_line(one: ShownFact) -> FactLine:
    declaration, fact = one.declaration, one.fact
    value = fact.value
    said = None
    if value is not None:
        known = value if isinstance(value, bool | str) else Fraction(value)
        said = value_in_words(declaration, known)
    source = fact.source if fact.source.zh else declaration.source
    return FactLine(declaration.label, said, source, fact.as_of, fact.is_stale)
