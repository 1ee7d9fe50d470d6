"""Innovation platforms: register, standings, coverage, facts."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema
from ninja.responses import Status
from pydantic import Field

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS, Said
from jigai.api.schemas import Changed, Fen, Made, Number, Reasoned, Text
from jigai.apps.accounts.permissions import Deed
from jigai.apps.audit.queries.versions import version_of
from jigai.apps.platforms.actions.correct_platform import correct_platform
from jigai.apps.platforms.actions.record_platform_facts import record_platform_facts
from jigai.apps.platforms.actions.record_review import record_review
from jigai.apps.platforms.actions.register_platform import (
    Approval,
    PlatformDetails,
    register_platform,
)
from jigai.apps.platforms.actions.upgrade_platform import upgrade_platform
from jigai.apps.platforms.actions.withdraw_platform import withdraw_platform
from jigai.apps.platforms.queries.access import (
    platform_for,
    require_host,
)
from jigai.apps.platforms.queries.coverage import coverage
from jigai.apps.platforms.queries.platform_list import levels_on, rows_on
from jigai.apps.platforms.queries.profile import (
    kept_platform_list,
    next_levels,
    review_rows,
    standing_rows,
)
from jigai.apps.registry.queries.access import enterprise_for
from jigai.apps.scoring.fact_keeping import FactEntry
from jigai.domain.scorecards.fact_values import Basis
from jigai.flows.print_platform import print_platform

router = Router()
Count = Annotated[int, Field(ge=0, le=10_000_000)]


class PlatformOut(Schema):
    """``level`` of the day, or the last one held; ``status``: standing, expired, withdrawn."""

    id: int
    name: str
    kind: str
    level: str
    status: str
    since: date | None
    expires_on: date | None
    next_review_on: date | None
    lead_body: str
    host: str
    direction: str
    area: str
    chain_link: str


class LevelsOut(Schema):
    on: date
    counts: dict[str, int]


class CoverageLineOut(Schema):
    direction: str
    direction_title: Said
    link: str
    link_title: Said
    counts: list[int]
    total: int


class PlatformCoverageOut(Schema):
    """``counts`` of a line stand in the order of ``kinds``; ``empty`` cells have none."""

    on: date
    kinds: list[tuple[str, Said]]
    lines: list[CoverageLineOut]
    empty: int
    total: int


class PlatformStandingOut(Schema):
    level: str
    valid_from: date
    valid_to: date | None
    expires_on: date | None
    applied_on: date | None
    document: str
    document_on: date | None
    ended_by: str
    end_document: str
    end_reason: str


class ReviewOut(Schema):
    reviewed_on: date
    result: str
    document: str
    next_due_on: date | None


class NextLevelOut(Schema):
    level: str
    title: Said
    earliest_on: date | None


class PlatformFactOut(Schema):
    name: str
    year: int
    basis: str
    value: str
    source: str
    as_of: date
    recorded_by: str


class PlatformFullOut(Schema):
    """``version`` is what a correction names as its base."""

    id: int
    version: int
    name: str
    kind: str
    lead_body: str
    host_enterprise_id: int | None
    host_institution: str
    chain_link: str
    field: str
    partners: str
    floor_area_m2: int | None
    equipment_value_fen: int | None
    staff_count: int | None
    senior_count: int | None
    review_every_months: int | None
    next_review_on: date | None
    contact_office: str
    remark: str
    standings: list[PlatformStandingOut]
    reviews: list[ReviewOut]
    next_levels: list[NextLevelOut]
    facts: list[PlatformFactOut]


class ApprovalIn(Reasoned):
    level: Text
    on: date
    document: Text
    document_on: date | None = None
    expires_on: date | None = None
    applied_on: date | None = None


class RegisterIn(ApprovalIn):
    """Host: an enterprise by its number, or an institution by name."""

    name: Text
    kind: Text
    host_enterprise: int | None = None
    host_institution: Text = ""
    lead_body: Text = ""
    chain_link: Text = ""
    field: Text = ""
    partners: Text = ""
    floor_area_m2: Count | None = None
    equipment_value_fen: Fen | None = None
    staff_count: Count | None = None
    senior_count: Count | None = None
    review_every_months: Annotated[int, Field(ge=1, le=240)] | None = None
    next_review_on: date | None = None
    contact_office: Text = ""
    remark: Text = ""


class CorrectIn(Reasoned):
    """Only the fields that are given are changed."""

    version: int
    name: Text | None = None
    lead_body: Text | None = None
    chain_link: Text | None = None
    field: Text | None = None
    partners: Text | None = None
    floor_area_m2: Count | None = None
    equipment_value_fen: Fen | None = None
    staff_count: Count | None = None
    senior_count: Count | None = None
    next_review_on: date | None = None
    contact_office: Text | None = None
    remark: Text | None = None


class WithdrawIn(Reasoned):
    on: date
    document: Text = ""


class ReviewIn(Reasoned):
    reviewed_on: date
    result: Literal["excellent", "good", "qualified", "unqualified"]
    document: Text
    next_due_on: date | None = None


class PlatformFactIn(Schema):
    """A blank value takes the kept one away."""

    value: Text
    source: Text = ""
    as_of: date | None = None


class PlatformFactsIn(Reasoned):
    basis: Literal["reported", "verified"] = "reported"
    facts: dict[str, PlatformFactIn]


DETAILS = tuple(
    name for name in PlatformDetails.__dataclass_fields__ if name in RegisterIn.model_fields
)


@router.get("/", response={200: list[PlatformOut], **PROBLEMS})
def list_platforms(request: HttpRequest, on: date | None = None, every: bool = False) -> object:  # noqa: FBT001, FBT002 - query parameters
    """The register as it was in force on a day; with ``every`` what was withdrawn by then too."""
    return rows_on(viewer_in(request), on=on or timezone.localdate(), every=every)


@router.post("/", response={201: Made, **PROBLEMS})
def register(request: HttpRequest, given: RegisterIn) -> Status[Made]:
    change = change_by(request, Deed.KEEP_REGISTERS, given.reason)
    viewer, host = viewer_in(request), given.host_enterprise
    details = {name: getattr(given, name) for name in DETAILS}
    details["host_enterprise"] = enterprise_for(viewer, host) if host else None
    platform = register_platform(
        name=given.name,
        kind=given.kind,
        details=PlatformDetails(**details),
        approval=_approval(given),
        change=change,
    )
    return Status(201, Made(id=platform.pk))


@router.get("/levels", response={200: LevelsOut, **PROBLEMS})
def show_levels(request: HttpRequest, on: date | None = None) -> object:
    """How many stood at each level on a day."""
    day = on or timezone.localdate()
    return {"on": day, "counts": levels_on(viewer_in(request), [day])[day]}


@router.get("/coverage", response={200: PlatformCoverageOut, **PROBLEMS})
def show_coverage(request: HttpRequest, on: date | None = None) -> object:
    """Industry, chain link and kind: what stands there, and the cells in which nothing does."""
    day = on or timezone.localdate()
    return coverage(viewer_in(request), on=day)


@router.get("/{pk}", response={200: PlatformFullOut, **PROBLEMS})
def show_platform(request: HttpRequest, pk: Number) -> object:
    found = platform_for(viewer_in(request), pk)
    plain = {
        name: getattr(found, name)
        for name in PlatformFullOut.model_fields
        if hasattr(found, name) and name not in {"standings", "reviews", "facts"}
    }
    return plain | {
        "version": version_of(found),
        "standings": standing_rows(found),
        "reviews": review_rows(found),
        "next_levels": next_levels(found, on=timezone.localdate()),
        "facts": kept_platform_list(found),
    }


@router.patch("/{pk}", response={200: Changed, **PROBLEMS})
def correct(request: HttpRequest, pk: Number, given: CorrectIn) -> Changed:
    change = change_by(request, Deed.KEEP_REGISTERS, given.reason)
    values = given.model_dump(exclude_unset=True, exclude={"reason", "version"})
    changed = correct_platform(
        platform=platform_for(viewer_in(request), pk),
        base=given.version,
        values=values,
        change=change,
    )
    return Changed(fields=list(changed))


@router.post("/{pk}/upgrades", response={201: Made, **PROBLEMS})
def upgrade(request: HttpRequest, pk: Number, given: ApprovalIn) -> Status[Made]:
    """The present standing ends on the day of the approval; years before applying are checked."""
    change = change_by(request, Deed.KEEP_REGISTERS, given.reason)
    platform = platform_for(viewer_in(request), pk)
    made = upgrade_platform(platform=platform, approval=_approval(given), change=change)
    return Status(201, Made(id=made.pk))


@router.post("/{pk}/withdrawal", response={200: Made, **PROBLEMS})
def withdraw(request: HttpRequest, pk: Number, given: WithdrawIn) -> Made:
    change = change_by(request, Deed.KEEP_REGISTERS, given.reason)
    ended = withdraw_platform(
        platform=platform_for(viewer_in(request), pk),
        on=given.on,
        document=given.document,
        because=given.reason,
        change=change,
    )
    return Made(id=ended.pk)


@router.post("/{pk}/reviews", response={201: Made, **PROBLEMS})
def review(request: HttpRequest, pk: Number, given: ReviewIn) -> Status[Made]:
    change = change_by(request, Deed.KEEP_REGISTERS, given.reason)
    made = record_review(
        platform=platform_for(viewer_in(request), pk),
        reviewed_on=given.reviewed_on,
        result=given.result,
        document=given.document,
        next_due_on=given.next_due_on,
        change=change,
    )
    return Status(201, Made(id=made.pk))


@router.put("/{pk}/facts/{year}", response={200: Changed, **PROBLEMS})
def put_facts(request: HttpRequest, pk: Number, year: int, given: PlatformFactsIn) -> Changed:
    basis = Basis(given.basis)
    change = change_by(
        request, Deed.REVIEW if basis is Basis.VERIFIED else Deed.REPORT, given.reason
    )
    platform = platform_for(viewer_in(request), pk)
    if basis is Basis.REPORTED:
        require_host(viewer_in(request), platform)
    changed = record_platform_facts(
        platform=platform,
        year=year,
        basis=basis,
        entries={
            name: FactEntry(one.value, one.source, one.as_of) for name, one in given.facts.items()
        },
        change=change,
    )
    return Changed(fields=list(changed))


@router.get("/{pk}/paper", response={200: bytes, **PROBLEMS})
def show_paper(
    request: HttpRequest, pk: Number, language: Literal["zh", "en"] = "zh"
) -> HttpResponse:
    """The platform on one page, as PDF."""
    viewer = viewer_in(request)
    platform = platform_for(viewer, pk)
    content = print_platform(viewer, platform, on=timezone.localdate(), language=language)
    return HttpResponse(content, content_type="application/pdf")


def _approval(given: ApprovalIn) -> Approval:
    return Approval(
        given.level,
        given.on,
        given.document,
        given.document_on,
        given.expires_on,
        given.applied_on,
    )
