"""Outcomes: the dictionary, figures by whose word they are, before and after."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema
from ninja.responses import Status
from pydantic import Field

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS, Said
from jigai.api.schemas import Made, Number, Reasoned
from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.outcomes.actions.record_outcome import OutcomeEntry, record_outcome
from jigai.apps.outcomes.actions.revise_indicator import revise_indicator
from jigai.apps.outcomes.actions.verify_outcome import verify_outcome
from jigai.apps.outcomes.queries.access import outcome_figure_for
from jigai.apps.outcomes.queries.before_after import before_after_card
from jigai.apps.outcomes.queries.dictionary import (
    IndicatorRow,
    dictionary,
    indicator_named,
    version_for_span,
)
from jigai.apps.outcomes.queries.figures import figures, outcome_row, visible_figure_rows
from jigai.apps.projects.queries.access import project_for
from jigai.apps.registry.queries.access import enterprise_for
from jigai.domain.results.before_after import CAVEAT
from jigai.domain.results.indicator import Definition, IndicatorPart
from jigai.domain.results.spans import parse_span
from jigai.domain.results.states import FigureKind
from jigai.domain.sentence import Sentence
from jigai.flows.document_details import MEDIA
from jigai.flows.export_outcomes import export_outcomes
from jigai.flows.print_outcomes import print_outcomes
from jigai.flows.take_outcomes import take_outcomes

router = Router()
Short = Annotated[str, Field(max_length=200)]
Filled = Annotated[str, Field(min_length=1, max_length=300)]
Exact = Annotated[Decimal, Field(max_digits=18, decimal_places=6)]
Bound = Annotated[str, Field(max_length=12)]


class OutcomeFigureIn(Reasoned):
    """One figure; ``value`` in the kept unit (share as a fraction, money in yuan), or ``parts``."""

    indicator: Annotated[str, Field(min_length=1, max_length=40)]
    kind: Literal["baseline", "target", "actual"]
    period: Bound
    value: Exact | None = None
    parts: dict[str, Exact] = {}
    market: Annotated[str, Field(max_length=120)] = ""
    market_year: Annotated[int, Field(ge=1980, le=2999)] | None = None
    source: Short
    note: Annotated[str, Field(max_length=300)] = ""


class VerificationIn(Reasoned):
    value: Exact
    source: Short
    note: Annotated[str, Field(max_length=300)] = ""


class OutcomeFigureOut(Schema):
    """``state``: reported, verified or computed; none stands in for another."""

    id: int
    enterprise_id: int | None
    enterprise: str
    project_id: int | None
    project: str
    indicator: str
    version: int
    title: Said
    unit: Said
    period: str
    kind: str
    state: str
    value: Decimal
    said: Said
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


class OutcomePart(Schema):
    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
    title: Said
    unit: Said


class IndicatorVersionOut(Schema):
    version: int
    meaning: Said
    unit: Said
    formula: str
    formula_said: Said
    parts: list[OutcomePart]
    direction: str
    level: str
    effect: str
    is_additive: bool
    owner: Said
    source: Said
    valid_from: date
    valid_to: date | None
    origin: str
    changed_because: str


class IndicatorOut(Schema):
    """``versions``: the newest first."""

    id: str
    title: Said
    measure: str
    versions: list[IndicatorVersionOut]


class RevisionIn(Reasoned):
    """A new version; figures and charts of before keep theirs."""

    formula: Annotated[str, Field(max_length=300)] = ""
    parts: list[OutcomePart] = []
    meaning: Said
    source: Said
    valid_from: date


class ComparedOut(Schema):
    """One indicator by one version and one state; what is missing is null, never 0."""

    indicator: str
    version: int
    title: Said
    state: str
    market: str
    baseline: OutcomeFigureOut | None
    target: OutcomeFigureOut | None
    actual: OutcomeFigureOut | None
    change: Decimal | None
    change_said: Said
    is_reached: bool | None


class BeforeAfterOut(Schema):
    caveat: Said
    warnings: list[Said]
    rows: list[ComparedOut]


class OutcomesTakenOut(Schema):
    taken: int
    unchanged: int
    left: list[Said]


@router.get("", response={200: list[OutcomeFigureOut], **PROBLEMS})
def list_outcomes(
    request: HttpRequest,
    indicator: str = "",
    enterprise_id: int | None = None,
    project_id: int | None = None,
    period: str = "",
    kind: str = "",
    state: str = "",
) -> object:
    """The figures that the caller may see; of an enterprise those of its projects too."""
    return figures(
        viewer_in(request),
        indicator=indicator,
        enterprise_id=enterprise_id,
        project_id=project_id,
        spans=[parse_span(period)] if period else (),
        kind=kind,
        state=state,
    )


@router.get("/sheet", response={200: bytes, **PROBLEMS})
def outcome_sheet(request: HttpRequest) -> HttpResponse:
    """The reported figures as .xlsx, to fill in and import as a ledger."""
    require(viewer_in(request), Deed.READ_CHECKS)
    return HttpResponse(export_outcomes(viewer_in(request)), content_type=MEDIA["xlsx"])


@router.get("/dictionary", response={200: list[IndicatorOut], **PROBLEMS})
def list_indicators(request: HttpRequest) -> object:
    return [_indicator(one) for one in dictionary()]


@router.get("/dictionary/{indicator}", response={200: IndicatorOut, **PROBLEMS})
def show_indicator(request: HttpRequest, indicator: str) -> object:
    return _indicator(indicator_named(indicator))


@router.post("/dictionary/{indicator}/versions", response={201: Made, **PROBLEMS})
def revise(request: HttpRequest, indicator: str, given: RevisionIn) -> Status[Made]:
    change = change_by(request, Deed.SET_TARGETS, given.reason)
    row = revise_indicator(
        indicator=indicator,
        formula=given.formula,
        parts=[IndicatorPart(one.name, _both(one.title), _both(one.unit)) for one in given.parts],
        meaning=_both(given.meaning),
        source=_both(given.source),
        valid_from=given.valid_from,
        because=given.reason,
        change=change,
    )
    return Status(201, Made(id=row.number))


@router.get("/enterprises/{pk}", response={200: BeforeAfterOut, **PROBLEMS})
def enterprise_outcomes(request: HttpRequest, pk: Number) -> object:
    return _card(enterprise_for(viewer_in(request), pk))


@router.get("/enterprises/{pk}/paper", response={200: bytes, **PROBLEMS})
def enterprise_outcome_paper(
    request: HttpRequest, pk: Number, language: Literal["zh", "en"] = "zh"
) -> HttpResponse:
    return _paper(enterprise_for(viewer_in(request), pk), language)


@router.post("/enterprises/{pk}/figures", response={201: Made, **PROBLEMS})
def report_outcome(request: HttpRequest, pk: Number, given: OutcomeFigureIn) -> Status[Made]:
    change = change_by(request, Deed.REPORT, given.reason)
    return _recorded(enterprise_for(viewer_in(request), pk), given, change)


@router.post("/enterprises/{pk}/take", response={200: OutcomesTakenOut, **PROBLEMS})
def take(request: HttpRequest, pk: Number, said: Reasoned) -> object:
    """Take over what diagnosis and planning hold; what was typed is not overwritten."""
    change = change_by(request, Deed.REPORT, said.reason)
    found = enterprise_for(viewer_in(request), pk)
    return take_outcomes(enterprise=found, on=timezone.localdate(), change=change)


@router.get("/projects/{pk}", response={200: BeforeAfterOut, **PROBLEMS})
def project_outcomes(request: HttpRequest, pk: Number) -> object:
    return _card(project_for(viewer_in(request), pk))


@router.get("/projects/{pk}/paper", response={200: bytes, **PROBLEMS})
def project_outcome_paper(
    request: HttpRequest, pk: Number, language: Literal["zh", "en"] = "zh"
) -> HttpResponse:
    return _paper(project_for(viewer_in(request), pk), language)


@router.post("/projects/{pk}/figures", response={201: Made, **PROBLEMS})
def report_project_outcome(
    request: HttpRequest, pk: Number, given: OutcomeFigureIn
) -> Status[Made]:
    change = change_by(request, Deed.REPORT, given.reason)
    return _recorded(project_for(viewer_in(request), pk), given, change)


@router.get("/figures/{pk}", response={200: OutcomeFigureOut, **PROBLEMS})
def show_outcome(request: HttpRequest, pk: Number) -> object:
    viewer = viewer_in(request)
    found = outcome_figure_for(viewer, pk)
    return outcome_row(visible_figure_rows(viewer).select_related("version").get(pk=found.pk))


@router.post("/figures/{pk}/verification", response={201: Made, **PROBLEMS})
def verify(request: HttpRequest, pk: Number, given: VerificationIn) -> Status[Made]:
    """Another person than the reporter; what was reported stays."""
    change = change_by(request, Deed.REVIEW, given.reason)
    row = verify_outcome(
        figure=outcome_figure_for(viewer_in(request), pk),
        value=given.value,
        source=given.source,
        note=given.note,
        change=change,
    )
    return Status(201, Made(id=row.pk))


def _recorded(subject: Any, given: OutcomeFigureIn, change: Any) -> Status[Made]:
    span = parse_span(given.period)
    entry = OutcomeEntry(
        kind=FigureKind(given.kind),
        span=span,
        value=given.value,
        parts=given.parts,
        market=given.market,
        market_year=given.market_year,
        source=given.source,
        note=given.note,
    )
    version = version_for_span(given.indicator, last_on=span.last_on)
    row = record_outcome(subject=subject, version=version, entry=entry, change=change)
    return Status(201, Made(id=row.pk))


def _both(said: Said) -> Sentence:
    return Sentence(said.zh, said.en)


def _indicator(one: IndicatorRow) -> dict[str, object]:
    newest: Definition = one.newest.definition
    return {
        "id": one.id,
        "title": newest.title,
        "measure": newest.measure.value,
        "versions": [
            {
                "version": row.definition.version,
                **{
                    name: getattr(row.definition, name)
                    for name in IndicatorVersionOut.model_fields
                    if hasattr(row.definition, name)
                },
                "valid_to": row.valid_to,
                "origin": row.origin,
                "changed_because": row.changed_because,
            }
            for row in one.versions
        ],
    }


def _card(subject: Any) -> dict[str, object]:
    card = before_after_card(subject)
    return {
        "caveat": CAVEAT,
        "warnings": card.warnings,
        "rows": [
            {
                "indicator": row.definition.id,
                "version": row.definition.version,
                "title": row.definition.title,
                "state": row.state,
                "market": row.market,
                "baseline": row.baseline,
                "target": row.target,
                "actual": row.actual,
                "change": row.result.change,
                "change_said": row.result.change_said,
                "is_reached": row.result.is_reached,
            }
            for row in card.rows
        ],
    }


def _paper(subject: Any, language: Literal["zh", "en"]) -> HttpResponse:
    content = print_outcomes(subject, on=timezone.localdate(), language=language)
    return HttpResponse(content, content_type=MEDIA["pdf"])
