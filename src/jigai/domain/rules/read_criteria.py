"""Criteria of a rule file: steps, then bands over a measure or a formula."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jigai.domain.rules.kinds import FLAG, SCORE
from jigai.domain.rules.nodes import ALWAYS, Number
from jigai.domain.rules.refusals import BandsWrong, KeyMissing, KeyUnknown, PointsBeyondWeight
from jigai.domain.rules.rule_set import Band, Criterion, Scale, Source, Step
from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    from fractions import Fraction

    from jigai.domain.rules.document import Table
    from jigai.domain.rules.expressions_of_file import ExpressionsOfFile
    from jigai.domain.rules.nodes import Expression

NO_HINT = Sentence("", "")


def read_criterion(table: Table, expressions: ExpressionsOfFile, source: Source) -> Criterion:
    """One criterion.

    Raises:
        RuleFileRefused: also for bands with a gap or an overlap and for points beyond the weight.
    """
    weight = table.positive("weight")
    scope = expressions.within(weight)
    applies: Expression = ALWAYS
    if table.has("applies_when"):
        applies = expressions.read(table, "applies_when", FLAG, scope=scope)
    scales = _scales(table, expressions, weight)
    given = expressions.read(table, "given", SCORE, scope=scope) if table.has("given") else None
    by_formula = not scales and given is None
    criterion = Criterion(
        name=table.text("name"),
        label=table.sentence("label"),
        weight=weight,
        applies_when=applies,
        steps=tuple(_step(t, expressions, weight) for t in table.tables("step")),
        scales=scales,
        formula=expressions.read(table, "points", SCORE, scope=scope) if by_formula else None,
        given=given,
        source=source,
    )
    if table.has("points") and not by_formula:
        raise table.refuse(KeyUnknown, "points", key="points", near=NO_HINT)
    if isinstance(criterion.formula, Number):
        _within(table, "points", criterion.formula.value, weight)
    table.finish()
    return criterion


def _scales(table: Table, expressions: ExpressionsOfFile, weight: Fraction) -> tuple[Scale, ...]:
    """One measure with bands, or several of which the best counts (``best_of``)."""
    if table.has("measure") or table.has("band"):
        return (_scale(table, expressions, weight, NO_HINT),)
    found = []
    for part in table.tables("best_of"):
        found.append(_scale(part, expressions, weight, part.sentence("label")))
        part.finish()
    return tuple(found)


def _scale(
    table: Table, expressions: ExpressionsOfFile, weight: Fraction, label: Sentence
) -> Scale:
    scope = expressions.within(weight)
    measure = expressions.read(table, "measure", None, scope=scope)
    return Scale(label, measure, _bands(table, weight))


def _step(table: Table, expressions: ExpressionsOfFile, weight: Fraction) -> Step:
    scope = expressions.within(weight)
    step = Step(
        when=expressions.read(table, "when", FLAG, scope=scope),
        points=expressions.read(table, "points", SCORE, scope=scope),
        label=table.sentence("label"),
    )
    if isinstance(step.points, Number):
        _within(table, "points", step.points.value, weight)
    table.finish()
    return step


def _bands(table: Table, weight: Fraction) -> tuple[Band, ...]:
    """Bands from the highest bound down; the last has none, so that nothing falls between."""
    tables = table.tables("band")
    if not tables:
        raise table.refuse(KeyMissing, key="band")
    bands = []
    for part in tables:
        least, most = part.interval("points")
        bands.append(Band(part.number_or_none("at_least"), least, most))
        for points in (least, most):
            _within(part, "points", points, weight)
        part.finish()
    if bands[-1].at_least is not None:
        raise tables[-1].refuse(
            BandsWrong,
            fault=Sentence(
                "最低一档不能有下限，否则更低的值没有档",
                "the lowest band must have no lower bound, or lower values fall in none",
            ),
        )
    for above, below, part in zip(bands, bands[1:-1], tables[1:-1], strict=False):
        _descending(above, below, part)
    if any(band.at_least is None for band in bands[:-1]):
        place = next(n for n, band in enumerate(bands) if band.at_least is None)
        raise tables[place].refuse(
            BandsWrong,
            fault=Sentence("只有最后一档可以没有下限", "only the last band may lack a lower bound"),
        )
    return tuple(bands)


def _descending(above: Band, below: Band, part: Table) -> None:
    if (
        above.at_least is not None
        and below.at_least is not None
        and below.at_least >= above.at_least
    ):
        raise part.refuse(
            BandsWrong,
            "at_least",
            fault=Sentence(
                "下限应从高到低，不能重复", "lower bounds must fall from band to band, none twice"
            ),
        )


def _within(table: Table, key: str, points: Fraction, weight: Fraction) -> None:
    if not 0 <= points <= weight:
        raise table.refuse(PointsBeyondWeight, key, points=points, weight=weight)
