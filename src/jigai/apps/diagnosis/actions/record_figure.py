from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.diagnosis.models import Figure
from jigai.apps.registry.models import Enterprise
from jigai.domain.change import Change
from jigai.domain.maturity.measures import (
    Measure,
    PartNotPositive,
    ShareOutOfRange,
    measure_of,
    value_of,
)
from jigai.domain.refusal import Refusal
from jigai.domain.scorecards.fact_values import Basis
from jigai.domain.sentence import Sentence


class FigureSourceMissing(Refusal):
    code = "diagnosis.figure_source_missing"
    message = Sentence("“{measure}”没有写明来源。", "“{measure}” names no source.")
    remedy = Sentence("例如“2026年9月生产报表”。", "Such as “production report of September 2026”.")


class FigurePeriodMissing(Refusal):
    code = "diagnosis.figure_period_missing"
    message = Sentence("“{measure}”没有写明期间。", "“{measure}” names no period.")
    remedy = Sentence(
        "请填起止日期；只转述公开报道的数字可以不填。",
        "Give both days; only a published figure that is passed on may go without.",
    )


class FigureEmpty(Refusal):
    code = "diagnosis.figure_empty"
    message = Sentence(
        "“{measure}”既没有数值，也没有构成数据。", "“{measure}” has neither value nor parts."
    )
    remedy = Sentence("公式：{formula}。", "Formula: {formula}.")


def record_figure(
    *,
    enterprise: Enterprise,
    measure: str,
    basis: Basis,
    period: tuple[date, date] | None,
    parts: Mapping[str, Decimal],
    value: Decimal | None,
    source: str,
    note: str,
    change: Change,
) -> Figure:
    """Keep a figure: by its formula where the parts are given, else the value as it was reported.

    The same measure, period and basis again replaces what was kept.

    Raises:
        NoSuchMeasure, FigureSourceMissing, FigurePeriodMissing, FigureEmpty, PartMissing,
        PartNotPositive, PartOutOfOrder, ShareOutOfRange, RecordInvalid: as named.
    """
    asked = measure_of(measure)
    if not source.strip():
        raise FigureSourceMissing(measure=asked.title)
    if parts and period is None:
        raise FigurePeriodMissing(measure=asked.title)
    exact = _exact(asked, parts, value)
    first_on, last_on = period or (None, None)
    with writing(f"figure.{basis.value}", change):
        row = Figure.objects.filter(
            enterprise=enterprise, measure=measure, basis=basis, first_on=first_on, last_on=last_on
        ).first() or Figure(
            enterprise=enterprise, measure=measure, basis=basis, first_on=first_on, last_on=last_on
        )
        row.value = str(exact)
        row.parts = {name: f"{number:f}" for name, number in parts.items()}
        row.source, row.note, row.recorded_by = source.strip(), note.strip(), change.actor.name
        save_valid(row)
    return row


def _exact(measure: Measure, parts: Mapping[str, Decimal], value: Decimal | None) -> Fraction:
    if parts:
        return value_of(measure, {name: Fraction(number) for name, number in parts.items()})
    if value is None:
        raise FigureEmpty(measure=measure.title, formula=measure.formula)
    if value < 0:
        raise PartNotPositive(part=measure.title)
    if measure.is_share and value > 1:
        raise ShareOutOfRange(measure=measure.title)
    return Fraction(value)
