"""Figures as plain rows: what other parts read, and what lists, files and the API show."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Case, CharField, DecimalField, F, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce, Concat

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.outcomes.models import OutcomeFigure
from jigai.apps.outcomes.queries.dictionary import definition_of
from jigai.domain.results.spans import Span
from jigai.domain.results.states import Measure
from jigai.domain.sentence import Sentence


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """One figure.

    Attributes:
        enterprise_id: of the figure, or of its project; ``None`` for a project without a firm.
        project_id: ``None`` where the figure is of the enterprise as a whole.
        division_id, industry_code: of the enterprise, else of the project; for grouping.
        indicator, version: which indicator, by which of its versions.
        period: ``2026`` or ``2026H1``; ``kind``: baseline, target or actual; ``state``: reported,
            verified or computed.
        value: exact, a share as a fraction of 1, money in yuan, else in ``unit``.
    """

    id: int
    enterprise_id: int | None
    enterprise: str
    credit_code: str
    project_id: int | None
    project: str
    division_id: int | None
    direction_id: int | None
    industry_code: str
    indicator: str
    version: int
    title: Sentence
    unit: Sentence
    measure: str
    period: str
    year: int
    half: int
    kind: str
    state: str
    value: Decimal
    said: Sentence
    parts: dict[str, str]
    market: str
    market_year: int | None
    first_on: date | None
    last_on: date | None
    source: str
    note: str
    taken_from: str
    given_on: date
    given_by: str
    checked_value: Decimal | None
    follow_up_id: int | None


def figure_rows() -> QuerySet[OutcomeFigure]:
    """All figures with the columns of their subject, annotated."""
    return OutcomeFigure.objects.annotate(
        firm_id=Coalesce("enterprise_id", "project__enterprise_id"),
        firm=Coalesce("enterprise__name", "project__enterprise__name"),
        firm_sort=Coalesce("enterprise__name_sort", "project__enterprise__name_sort"),
        firm_code=Coalesce("enterprise__credit_code", "project__enterprise__credit_code"),
        area_id=Coalesce("enterprise__division_id", "project__division_id"),
        area=Coalesce("enterprise__division__name", "project__division__name"),
        way_id=Coalesce("enterprise__direction_id", "project__direction_id"),
        industry=Coalesce("enterprise__industry_code", "project__industry_code"),
        project_name=F("project__name"),
        indicator=F("version__indicator"),
        number=F("version__number"),
    )


def visible_figure_rows(viewer: Viewer) -> QuerySet[OutcomeFigure]:
    seen = OutcomeFigure.objects.visible_to(viewer).order_by().values("pk")
    return figure_rows().filter(pk__in=seen)


SHOWN = DecimalField(max_digits=24, decimal_places=6)
WAN_PART = Decimal("0.0001")
IN_PERCENT = (Measure.SHARE, Measure.POINTS, Measure.RELATIVE)


def list_rows() -> QuerySet[OutcomeFigure]:
    """``figure_rows`` with titles, and values as a list shows them: in per cent and in 万元."""
    in_percent = When(version__measure__in=IN_PERCENT, then=F("value") * 100)
    in_wan = When(version__measure=Measure.MONEY, then=F("value") * WAN_PART)
    return figure_rows().annotate(
        title=F("version__title"),
        title_en=F("version__title_en"),
        shown=Case(in_percent, in_wan, default=F("value"), output_field=SHOWN),
        value_unit=_units("万元", "version__unit"),
        value_unit_en=_units("x10,000 yuan", "version__unit_en"),
        span=_span("", " 上半年", " 下半年"),
        span_en=_span("", " H1", " H2"),
    )


def visible_list_rows(viewer: Viewer) -> QuerySet[OutcomeFigure]:
    seen = OutcomeFigure.objects.visible_to(viewer).order_by().values("pk")
    return list_rows().filter(pk__in=seen)


def _span(*after: str) -> Concat:
    """The year, and behind it which half of it."""
    halves = (When(half=half, then=Value(words)) for half, words in enumerate(after))
    return Concat(
        Cast("year", CharField()), Case(*halves, output_field=CharField()), output_field=CharField()
    )


def _units(money: str, path: str) -> Case:
    return Case(
        When(version__measure=Measure.MONEY, then=Value(money)),
        default=F(path),
        output_field=CharField(),
    )


def figures(
    viewer: Viewer,
    *,
    indicator: str = "",
    version: int | None = None,
    enterprise_id: int | None = None,
    project_id: int | None = None,
    spans: Collection[Span] = (),
    kind: str = "",
    state: str = "",
) -> list[OutcomeRow]:
    """The figures that a viewer may see, by subject, indicator and span; one query.

    ``enterprise_id`` gives the figures of the enterprise as a whole and of its projects.
    """
    wanted: dict[str, Any] = {
        "indicator": indicator,
        "number": version,
        "firm_id": enterprise_id,
        "project_id": project_id,
        "kind": kind,
        "state": state,
    }
    found: Any = visible_figure_rows(viewer).filter(
        **{name: value for name, value in wanted.items() if value not in ("", None)}
    )
    rows = found.select_related("version").order_by(
        "firm_sort", "project_name", "indicator", "number", "year", "half", "kind", "state", "pk"
    )
    asked = set(spans)
    return [outcome_row(row) for row in rows if not asked or Span(row.year, row.half) in asked]


def outcome_row(row: Any) -> OutcomeRow:
    """A row of ``figure_rows`` as plain values."""
    definition = definition_of(row.version)
    return OutcomeRow(
        id=row.pk,
        enterprise_id=row.firm_id,
        enterprise=row.firm or "",
        credit_code=row.firm_code or "",
        project_id=row.project_id,
        project=row.project_name or "",
        division_id=row.area_id,
        direction_id=row.way_id,
        industry_code=row.industry or "",
        indicator=row.indicator,
        version=row.number,
        title=definition.title,
        unit=definition.unit,
        measure=row.version.measure,
        period=str(Span(row.year, row.half)),
        year=row.year,
        half=row.half,
        kind=row.kind,
        state=row.state,
        value=row.value,
        said=definition.said(row.value),
        parts=dict(row.parts),
        market=row.market,
        market_year=row.market_year,
        first_on=row.first_on,
        last_on=row.last_on,
        source=row.source,
        note=row.note,
        taken_from=row.taken_from,
        given_on=row.given_on,
        given_by=row.given_by,
        checked_value=row.checked_value,
        follow_up_id=row.follow_up_id,
    )
