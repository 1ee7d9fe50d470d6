"""A rule set as a page that anyone can read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jigai.domain.quantities import number_text
from jigai.domain.rules.nodes import ALWAYS
from jigai.domain.rules.rule_set import Source
from jigai.domain.rules.wording import in_words, number_in_words, unit_of
from jigai.domain.sentence import Sentence, joined

if TYPE_CHECKING:
    from jigai.domain.rules.rule_set import Criterion, Row, RuleSet, Scale

WEIGHT = Sentence("权重 {weight} 分", "weight {weight} points")
IF = Sentence("{label}（{when}）：{points}", "{label} ({when}): {points}")
BAND = Sentence("≥ {bound}：{points} 分", "≥ {bound}: {points} points")
LOWEST = Sentence("更低：{points} 分", "below: {points} points")
BEST = Sentence("取得分最高的一项", "the one that gives most points counts")
GIVEN = Sentence("由专家打分：{label}", "given by experts: {label}")
OTHERWISE = Sentence("{points}", "{points}")
APPLIES = Sentence("仅当{when}时计分", "counts only when {when}")
GIVES = Sentence("→ {badge}（{word}）", "→ {badge} ({word})")


@dataclass(frozen=True, slots=True)
class DescribedRow:
    """One row of the public rule page.

    ``kind`` is criterion, trigger, row, formula, threshold or fact.
    """

    kind: str
    name: str
    label: Sentence
    text: Sentence
    source: Source


def describe(rule_set: RuleSet) -> tuple[DescribedRow, ...]:
    """Every part of a rule set in words, in the order in which it is applied."""
    return (
        *(_criterion(rule_set, part) for part in rule_set.criteria),
        *(
            DescribedRow("trigger", t.name, t.label, in_words(t.when, rule_set), t.source)
            for t in rule_set.triggers
        ),
        *(_row(rule_set, row) for row in (*rule_set.rows, rule_set.default)),
        *(
            DescribedRow("formula", f.name, f.label, in_words(f.value, rule_set), f.source)
            for f in rule_set.formulas
        ),
        *(
            DescribedRow("threshold", t.name, t.label, number_in_words(t.value, t.unit), t.source)
            for t in rule_set.thresholds
        ),
        *(_fact(rule_set, name) for name in rule_set.fact_names()),
    )


def _criterion(rule_set: RuleSet, criterion: Criterion) -> DescribedRow:
    parts = [WEIGHT.format(weight=number_text(criterion.weight, places=2))]
    if criterion.applies_when != ALWAYS:
        parts.append(APPLIES.format(when=in_words(criterion.applies_when, rule_set)))
    for step in criterion.steps:
        when, points = in_words(step.when, rule_set), in_words(step.points, rule_set)
        parts.append(IF.format(label=step.label, when=when, points=points))
    if criterion.formula is not None:
        parts.append(OTHERWISE.format(points=in_words(criterion.formula, rule_set)))
    if len(criterion.scales) > 1:
        parts.append(BEST)
    for scale in criterion.scales:
        parts += _scale(rule_set, scale)
    if criterion.given is not None:
        parts.append(GIVEN.format(label=in_words(criterion.given, rule_set)))
    source = criterion.source
    return DescribedRow("criterion", criterion.name, criterion.label, joined(parts), source)


def _scale(rule_set: RuleSet, scale: Scale) -> list[Sentence]:
    parts = [in_words(scale.measure, rule_set)]
    unit = unit_of(scale.measure, rule_set)
    for band in scale.bands:
        points = number_text(band.points, places=2)
        if band.most != band.points:
            points += f"-{number_text(band.most, places=2)}"
        if band.at_least is None:
            parts.append(LOWEST.format(points=points))
        else:
            bound = number_in_words(band.at_least, unit)
            parts.append(BAND.format(bound=bound, points=points))
    return parts


def _row(rule_set: RuleSet, row: Row) -> DescribedRow:
    outcome = rule_set.outcome(row.outcome)
    gives = GIVES.format(badge=outcome.badge, word=outcome.word)
    return DescribedRow(
        "row", row.name, row.label, in_words(row.when, rule_set) + gives, row.source
    )


def _fact(rule_set: RuleSet, name: str) -> DescribedRow:
    declaration = rule_set.facts[name]
    return DescribedRow("fact", name, declaration.label, declaration.source, rule_set.source)
