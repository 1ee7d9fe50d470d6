"""Rates and figures of an enterprise: computed, reported and verified, kept apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

from jigai.apps.diagnosis.models import Figure
from jigai.apps.diagnosis.queries.lists import rates_of_one
from jigai.domain.maturity.lists import INDICATORS, Computed
from jigai.domain.maturity.measures import MEASURES, OEE, Measure, difference, oee_factors
from jigai.domain.maturity.rates import Rate
from jigai.domain.quantities import number_text, percentage
from jigai.domain.sentence import Sentence, joined

RANGE = Sentence("{low}—{high}", "{low} to {high}")
UNKNOWN = Sentence("无法计算", "cannot be computed")
NO_LIST = Sentence("没有可计的清单", "nothing in the list to count")
OPEN_LINES = Sentence("{count} 行标记或原值未知", "{count} lines with unknown marks or value")
ALL_KNOWN = Sentence("", "")
PART_SAID = Sentence("{title} {value} {unit}", "{title} {value} {unit}")
FACTORS = Sentence(
    "时间开动率 {availability}，性能开动率 {performance}，合格品率 {quality}",
    "availability {availability}, performance {performance}, quality {quality}",
)
CHANGED = Sentence(
    "比上一期 {points} 个百分点，相对 {relative}", "{points} points, {relative} relative"
)
CHANGED_AMOUNT = Sentence("比上一期相对 {relative}", "{relative} relative to the period before")
KGCE = Sentence("{value} 千克标准煤/单位", "{value} kgce a unit")


@dataclass(frozen=True, slots=True)
class RateRow:
    """One rate as the lists give it: by count, and by value beside it where there is one.

    ``numerator`` and ``denominator`` are of the count; ranges where marks are unknown.
    """

    name: str
    title: Sentence
    definition: Sentence
    definition_source: Sentence
    by_count: Sentence
    numerator: str
    denominator: str
    by_value: Sentence
    remark: Sentence
    low: Fraction | None
    high: Fraction | None


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure of a period. ``parts`` says what it was reckoned from; blank when only told.

    ``changed`` compares it with the period before, in points and relatively.
    """

    id: int
    measure: str
    title: Sentence
    formula: Sentence
    basis: str
    first_on: date | None
    last_on: date | None
    value: Sentence
    exact: str
    parts: Sentence
    changed: Sentence
    source: str
    note: str
    recorded_by: str


def rate_rows(*, enterprise_id: int, on: date) -> tuple[RateRow, ...]:
    """The rates of a day with definition, numerator and denominator; two queries."""
    return tuple(_rate(one) for one in rates_of_one(enterprise_id, on=on))


def figure_rows(*, enterprise_id: int) -> tuple[FigureRow, ...]:
    """Every figure, by measure and period, each with its change; one query."""
    rows = list(
        Figure.objects.filter(enterprise_id=enterprise_id).order_by(
            "measure", "basis", "first_on", "pk"
        )
    )
    before = {
        later.pk: former
        for former, later in pairwise(rows)
        if (former.measure, former.basis) == (later.measure, later.basis)
        and former.first_on
        and later.first_on
    }
    return tuple(_figure(row, before.get(row.pk)) for row in rows if row.measure in MEASURES)


def reported_rates(rows: tuple[FigureRow, ...]) -> dict[str, list[FigureRow]]:
    """Of these, the rates that a list could give too, by name: they stand beside the computed."""
    names = [one.name for one in INDICATORS]
    return {name: [row for row in rows if row.measure == name] for name in names}


def share_said(low: Fraction | None, high: Fraction | None) -> Sentence:
    """A share, or the range in which it lies.

    >>> share_said(Fraction(1, 3), Fraction(2, 3)).zh
    '33.33%—66.67%'
    """
    if low is None or high is None:
        return UNKNOWN
    text = percentage(low)
    return Sentence(text, text) if low == high else RANGE.format(low=text, high=percentage(high))


def _rate(one: Computed) -> RateRow:
    count, value = one.by_count, one.by_value
    return RateRow(
        name=one.indicator.name,
        title=one.indicator.title,
        definition=one.indicator.definition,
        definition_source=one.indicator.source,
        by_count=share_said(count.low, count.high),
        numerator=_span(count.numerator),
        denominator=_span(count.denominator),
        by_value=ALL_KNOWN if value is None else share_said(value.low, value.high),
        remark=_remark(count, value),
        low=count.low,
        high=count.high,
    )


def _remark(count: Rate, value: Rate | None) -> Sentence:
    if count.low is None:
        return NO_LIST
    unknown = max(count.unknown_count, value.unknown_count if value else 0)
    return OPEN_LINES.format(count=unknown) if unknown else ALL_KNOWN


def _span(span: tuple[int, int]) -> str:
    low, high = span
    return f"{low:,}" if low == high else f"{low:,}—{high:,}"


def _figure(row: Figure, before: Figure | None) -> FigureRow:
    measure, value = MEASURES[row.measure], Fraction(row.value)
    return FigureRow(
        id=row.pk,
        measure=row.measure,
        title=measure.title,
        formula=measure.formula,
        basis=row.basis,
        first_on=row.first_on,
        last_on=row.last_on,
        value=_value(measure, value),
        exact=row.value,
        parts=_parts(measure, row),
        changed=_changed(measure, Fraction(before.value), value) if before else ALL_KNOWN,
        source=row.source,
        note=row.note,
        recorded_by=row.recorded_by,
    )


def _value(measure: Measure, value: Fraction) -> Sentence:
    if measure.is_share:
        return share_said(value, value)
    return KGCE.format(value=number_text(value, places=4))


def _parts(measure: Measure, row: Figure) -> Sentence:
    if not row.parts:
        return ALL_KNOWN
    kept = {name: Fraction(text) for name, text in row.parts.items()}
    said = [
        PART_SAID.format(
            title=part.title, value=number_text(kept[part.name], places=4), unit=part.unit
        )
        for part in measure.parts
        if part.name in kept
    ]
    if measure is OEE:
        names = ("availability", "performance", "quality")
        shares = zip(names, oee_factors(kept), strict=True)
        said.append(FACTORS.format(**{name: percentage(share) for name, share in shares}))
    return joined(said)


def _changed(measure: Measure, former: Fraction, latter: Fraction) -> Sentence:
    found = difference(former, latter)
    relative = "—" if found.relative is None else _signed(percentage(found.relative))
    if not measure.is_share:
        return CHANGED_AMOUNT.format(relative=relative)
    points = _signed(number_text(found.points * 100, places=2))
    return CHANGED.format(points=points, relative=relative)


def _signed(text: str) -> str:
    return text if text.startswith("-") else f"+{text}"
