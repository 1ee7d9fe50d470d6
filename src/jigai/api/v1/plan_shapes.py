"""What plans, their lines and their line of sight look like to a program."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from jigai.api.errors import Said
from jigai.api.schemas import Fen, Reasoned, Text

Year = Annotated[int, Field(ge=0, le=2100)]
Small = Annotated[int, Field(ge=0, le=32_000)]
Share = Annotated[int, Field(ge=0, le=10_000)]
Words = Annotated[str, Field(max_length=200)]


class PlanLinkOut(Schema):
    """``link_id`` is the link's own number, to take it back by."""

    id: int
    name: str
    link_id: int


class PlanCellOut(Schema):
    name: str
    label: Said
    said: Said


class PlanLineOut(Schema):
    """A line in words; ``version`` goes with an edit, so that others' work is not overwritten."""

    id: int
    key: str
    kind: str
    kind_label: Said
    title: str
    detail: str
    cells: list[PlanCellOut]
    gap: PlanLinkOut | None
    projects: list[PlanLinkOut]
    evidence: str
    file_id: int | None
    origin: str
    origin_label: Said
    note: str
    version: int


class PlanThemeOut(Schema):
    theme: str
    label: Said
    lines: list[PlanLineOut]


class PlanHeadOut(Schema):
    id: int
    number: int
    state: str
    authors: str
    approved_by: str
    approved_at: datetime | None
    decision: str
    amended_because: str


class PlanVersionOut(Schema):
    """A version on its four themes; money in fen."""

    plan_id: int
    title: str
    enterprise_id: int
    enterprise: str
    first_year: int
    last_year: int
    head: PlanHeadOut
    owner: Said
    budget_fen: int | None
    starts_on: date | None
    ends_on: date | None
    summary: str
    submitted_at: datetime | None
    returned_by: str
    returned_because: str
    cost_fen: int
    themes: list[PlanThemeOut]
    versions: list[PlanHeadOut]


class EnterprisePlanOut(Schema):
    id: int
    title: str
    enterprise_id: int
    enterprise: str
    area: str
    first_year: int
    last_year: int
    version: int
    state: str
    approved: int | None
    owner: str
    budget_fen: int | None


class PlanKindOut(Schema):
    """A kind of line: the columns that it fills in, and those without which nobody submits."""

    kind: str
    label: Said
    theme: str
    columns: list[str]
    needed: list[str]


class PlanMissingOut(Schema):
    line_id: int | None
    said: Said


class PlanChangedOut(Schema):
    cell: PlanCellOut
    before: Said


class PlanChangedLineOut(Schema):
    key: str
    kind_label: Said
    title: str
    state: str
    changes: list[PlanChangedOut]


class PlanDifferenceOut(Schema):
    """Only what is not the same; ``same`` counts the lines that are."""

    plan_id: int
    before: int
    after: int
    head: list[PlanChangedOut]
    lines: list[PlanChangedLineOut]
    same: int


class PlanEditedRowOut(Schema):
    key: str
    title: str
    is_new: bool
    columns: list[str]


class PlanSheetOut(Schema):
    rows: int
    edited: list[PlanEditedRowOut]


class EnterprisePlanIn(Reasoned):
    """``is_empty`` leaves the template and the gaps out."""

    enterprise_id: int
    title: Words
    first_year: Year
    last_year: Year
    owner_id: int | None = None
    is_empty: bool = False


class PlanHeadIn(Reasoned):
    """What is left out stays; ``version`` is that of the record, default: the present one."""

    version: int | None = None
    owner_id: int | None = None
    budget_fen: Fen | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    summary: Text | None = None


class PlanLineIn(Reasoned):
    """Columns of a line; those left out stay. Numbers of indicators are exact text."""

    version: int | None = None
    title: Words | None = None
    detail: Text | None = None
    action: Text | None = None
    expected: Text | None = None
    keywords: Words | None = None
    indicator: Words | None = None
    baseline: Words | None = None
    target: Words | None = None
    unit: Words | None = None
    year: Year | None = None
    starts_on: date | None = None
    due_on: date | None = None
    cost_fen: Fen | None = None
    payback_months: Small | None = None
    quantity: Annotated[int, Field(ge=0, le=2_000_000_000)] | None = None
    maturity: Annotated[int, Field(ge=1, le=9)] | None = None
    mode: Words | None = None
    counterpart: Words | None = None
    share_bp: Share | None = None
    is_single_source: bool | None = None
    risk: Words | None = None
    funding: Words | None = None
    rung: Words | None = None
    fact: Words | None = None
    fact_value: Words | None = None
    gap_id: int | None = None
    evidence: Text | None = None
    origin: Words | None = None
    note: Text | None = None


class PlanNewLineIn(PlanLineIn):
    kind: Words


class PlanApprovalIn(Reasoned):
    """``decision``: the document or meeting by which it was approved."""

    decision: Annotated[str, Field(min_length=1, max_length=200)]


class PlanRouteIn(Reasoned):
    """``number``: which of the routes, 1 being the one of least effort."""

    rung: Words
    by: date
    number: Annotated[int, Field(ge=1, le=20)] = 1


class PlanRouteOut(Schema):
    keys: list[str]


class MeasureProjectIn(Reasoned):
    project_id: int


class PlanMeasureOut(Schema):
    line_id: int
    version_id: int
    key: str
    kind_label: Said
    title: str
    projects: list[PlanLinkOut]


class GapResultOut(Schema):
    id: int
    indicator: str
    value: str
    unit: str
    measured_on: date
    evidence: str
    origin: str
    origin_label: Said
    project: PlanLinkOut | None


class DiagnosedGapOut(Schema):
    """The gap of a diagnosis as it stands now."""

    id: int
    diagnosis_id: int
    code: str
    what: Said
    target: Said
    is_core: bool
    state: str


class PlanGapOut(Schema):
    """A gap with its line of sight; ``diagnosed`` null: the plan's own people found it."""

    id: int
    title: str
    theme: str
    theme_label: Said
    enterprise_id: int
    enterprise: str
    indicator: str
    baseline: str
    wanted: str
    unit: str
    found_on: date
    found_by: str
    origin: str
    origin_label: Said
    dropped_on: date | None
    dropped_because: str
    has_project: bool
    diagnosed: DiagnosedGapOut | None
    measures: list[PlanMeasureOut]
    results: list[GapResultOut]


class UnadoptedGapsOut(Schema):
    """Open gaps of an enterprise's diagnoses that no plan has adopted."""

    enterprise_id: int
    enterprise: str
    count: int
    core_count: int
    has_plan: bool


class OrphansOut(Schema):
    """``gap_count`` counts both kinds of gaps, an adopted one once."""

    gaps: list[PlanGapOut]
    projects: list[PlanLinkOut]
    diagnosed: list[UnadoptedGapsOut]
    gap_count: int


class AdoptGapsIn(Reasoned):
    gap_ids: Annotated[list[int], Field(min_length=1, max_length=200)]
    theme: Literal["technical", "process", "supply", "strategy"] = "process"


class TieGapIn(Reasoned):
    diagnosed_id: int


class MadeGapsOut(Schema):
    ids: list[int]


class PlanGapIn(Reasoned):
    enterprise_id: int
    title: Words
    theme: Literal["technical", "process", "supply", "strategy"]
    indicator: Annotated[str, Field(max_length=60)] = ""
    baseline: Words = ""
    wanted: Words = ""
    unit: Annotated[str, Field(max_length=20)] = ""
    found_on: date
    found_by: Text
    origin: Words = "diagnosis"


class GapResultIn(Reasoned):
    project_id: int | None = None
    indicator: Annotated[str, Field(max_length=60)]
    value: Words
    unit: Annotated[str, Field(max_length=20)] = ""
    measured_on: date
    evidence: Text
    origin: Words = "enterprise"
