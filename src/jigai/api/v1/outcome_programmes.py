"""Growth and contribution, published charts, programmes and what overlaps."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from ninja.responses import Status
from pydantic import Field

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS, Said
from jigai.api.schemas import Fen, Made, Number, Reasoned
from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.outcomes.actions.admit_member import admit_member
from jigai.apps.outcomes.actions.open_support_programme import open_support_programme
from jigai.apps.outcomes.actions.publish_chart import publish_chart
from jigai.apps.outcomes.actions.set_sharing_rule import set_sharing_rule
from jigai.apps.outcomes.queries.access import chart_for, programme_coded
from jigai.apps.outcomes.queries.charts import ChartRow, chart_row, frozen, published_charts
from jigai.apps.outcomes.queries.contribution import (
    ContributionTable,
    Grouping,
    contribution,
)
from jigai.apps.outcomes.queries.dictionary import version_for_span, version_numbered
from jigai.apps.outcomes.queries.programmes import (
    adds_up,
    overlap_report,
    programme_cards,
    sharing_rules,
)
from jigai.apps.registry.queries.access import enterprise_for
from jigai.domain.contribution.sharing import Method
from jigai.domain.results.before_after import CAVEAT
from jigai.domain.results.spans import parse_span
from jigai.domain.results.states import FigureState

router = Router()
Id = Annotated[int, Field(ge=1, le=9_223_372_036_854_775_807)]
Filled = Annotated[str, Field(min_length=1, max_length=120)]
Paper = Annotated[str, Field(min_length=1, max_length=200)]
Bound = Annotated[str, Field(max_length=12)]
State = Literal["reported", "verified", "computed"]


class GrowthQuestion(Schema):
    """``version`` left out: the one in force at the end of the later period."""

    indicator: Annotated[str, Field(max_length=40)] = "revenue"
    version: int | None = None
    before: Bound
    after: Bound
    state: State = "reported"
    grouping: Literal["area", "direction", "industry"] = "area"


class ChartIn(Reasoned, GrowthQuestion):
    title: Annotated[str, Field(min_length=1, max_length=160)]
    note: Annotated[str, Field(max_length=300)] = ""


class GrowthOut(Schema):
    """``content``: the table as a published chart freezes it; numbers are exact text."""

    caveat: Said
    is_hidden: bool
    least: int
    content: dict[str, Any]


class ChartOut(Schema):
    id: int
    title: str
    indicator: str
    version: int
    content: dict[str, Any]
    digest: str
    note: str
    published_by: str
    published_on: date


class SupportProgrammeIn(Reasoned):
    code: Annotated[str, Field(pattern=r"^[-a-z0-9_]+$", max_length=40)]
    title: Filled
    title_en: Annotated[str, Field(max_length=120)] = ""
    owner: Filled
    document: Paper
    valid_from: date
    valid_to: date | None = None


class ProgrammeMemberIn(Reasoned):
    """An enterprise in a programme; ``investment_fen`` null: not known, which is not 0."""

    programme: Annotated[str, Field(max_length=40)]
    enterprise_id: Id
    joined_on: date
    left_on: date | None = None
    investment_fen: Fen | None = None
    document: Paper


class ProgrammeMemberOut(Schema):
    id: int
    enterprise_id: int
    enterprise: str
    joined_on: date
    left_on: date | None
    investment_fen: int | None
    document: str


class SupportProgrammeOut(Schema):
    id: int
    code: str
    title: Said
    owner: str
    document: str
    valid_from: date
    valid_to: date | None
    members: list[ProgrammeMemberOut]


class SharingRuleIn(Reasoned):
    rule: Literal["investment", "first"]
    valid_from: date
    decision: Paper


class SharingRuleOut(Schema):
    valid_from: date
    method: str
    decision: str
    is_in_force: bool


class ProgrammeSumOut(Schema):
    programme: str
    count: int
    claimed: Decimal
    given: Decimal


class OverlapOut(Schema):
    """``claimed`` less ``overlap`` is ``total``; the shares given and ``unshared`` make it too."""

    caveat: Said
    indicator: str
    version: int
    rule: SharingRuleOut
    programmes: list[ProgrammeSumOut]
    total: Decimal
    claimed: Decimal
    overlap: Decimal
    unshared: Decimal
    adds_up: bool
    no_figures: int
    several: list[str]
    without_investment: list[str]


@router.get("/contribution", response={200: GrowthOut, **PROBLEMS})
def show_contribution(request: HttpRequest, asked: Query[GrowthQuestion]) -> object:
    """Growth by area or industry of what the caller may see; small groups are pooled."""
    table = _table(request, asked)
    return {
        "caveat": CAVEAT,
        "is_hidden": table.is_hidden,
        "least": table.least,
        "content": frozen(table),
    }


@router.get("/charts", response={200: list[ChartOut], **PROBLEMS})
def list_charts(request: HttpRequest) -> object:
    return [_chart(one) for one in published_charts()]


@router.post("/charts", response={201: Made, **PROBLEMS})
def freeze_chart(request: HttpRequest, given: ChartIn) -> Status[Made]:
    """Freeze a table with the version of its indicator."""
    change = change_by(request, Deed.PUBLISH, given.reason)
    row = publish_chart(
        table=_table(request, given), title=given.title, note=given.note, change=change
    )
    return Status(201, Made(id=row.pk))


@router.get("/charts/{pk}", response={200: ChartOut, **PROBLEMS})
def show_chart(request: HttpRequest, pk: Number) -> object:
    return _chart(chart_row(chart_for(pk)))


@router.get("/programmes", response={200: list[SupportProgrammeOut], **PROBLEMS})
def list_programmes(request: HttpRequest) -> object:
    """With those of their members whom the caller may see."""
    return programme_cards(viewer_in(request))


@router.post("/programmes", response={201: Made, **PROBLEMS})
def open_programme(request: HttpRequest, given: SupportProgrammeIn) -> Status[Made]:
    change = change_by(request, Deed.SET_TARGETS, given.reason)
    row = open_support_programme(**given.dict(exclude={"reason"}), change=change)
    return Status(201, Made(id=row.pk))


@router.post("/programmes/members", response={201: Made, **PROBLEMS})
def admit(request: HttpRequest, given: ProgrammeMemberIn) -> Status[Made]:
    change = change_by(request, Deed.SET_TARGETS, given.reason)
    row = admit_member(
        programme=programme_coded(given.programme),
        enterprise=enterprise_for(viewer_in(request), given.enterprise_id),
        joined_on=given.joined_on,
        left_on=given.left_on,
        investment_fen=given.investment_fen,
        document=given.document,
        change=change,
    )
    return Status(201, Made(id=row.pk))


@router.get("/programmes/rules", response={200: list[SharingRuleOut], **PROBLEMS})
def list_rules(request: HttpRequest) -> object:
    return sharing_rules(on=timezone.localdate())


@router.post("/programmes/rules", response={201: Made, **PROBLEMS})
def set_rule(request: HttpRequest, given: SharingRuleIn) -> Status[Made]:
    change = change_by(request, Deed.SET_TARGETS, given.reason)
    row = set_sharing_rule(
        method=Method(given.rule),
        valid_from=given.valid_from,
        decision=given.decision,
        change=change,
    )
    return Status(201, Made(id=row.pk))


@router.get("/programmes/overlap", response={200: OverlapOut, **PROBLEMS})
def show_overlap(request: HttpRequest, asked: Query[GrowthQuestion]) -> object:
    viewer = viewer_in(request)
    require(viewer, Deed.READ_CHECKS)
    found = overlap_report(
        viewer,
        version=_version(asked),
        before=parse_span(asked.before),
        after=parse_span(asked.after),
        state=FigureState(asked.state),
    )
    sums = found.overlap
    return {
        "caveat": CAVEAT,
        "indicator": found.definition.id,
        "version": found.definition.version,
        "rule": found.rule,
        "programmes": sums.programmes,
        "total": sums.total,
        "claimed": sums.claimed,
        "overlap": sums.overlap,
        "unshared": sums.unshared,
        "adds_up": adds_up(sums),
        "no_figures": found.no_figures,
        "several": found.several,
        "without_investment": found.unshared,
    }


def _version(asked: GrowthQuestion) -> Any:
    if asked.version is not None:
        return version_numbered(asked.indicator, asked.version)
    return version_for_span(asked.indicator, last_on=parse_span(asked.after).last_on)


def _table(request: HttpRequest, asked: GrowthQuestion) -> ContributionTable:
    return contribution(
        viewer_in(request),
        version=_version(asked),
        before=parse_span(asked.before),
        after=parse_span(asked.after),
        state=FigureState(asked.state),
        grouping=Grouping(asked.grouping),
    )


def _chart(one: ChartRow) -> dict[str, object]:
    return {
        "id": one.id,
        "title": one.title,
        "indicator": one.definition.id,
        "version": one.definition.version,
        "content": one.content,
        "digest": one.digest,
        "note": one.note,
        "published_by": one.published_by,
        "published_on": timezone.localtime(one.published_at).date(),
    }
