"""The cultivation ladder: scores, board, funnel, facts, tasks."""

from __future__ import annotations

from datetime import date
from typing import Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema
from ninja.responses import Status

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS, Said
from jigai.api.schemas import Made, Number, Reasoned, Text
from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.audit.as_of import as_of, change_set_on
from jigai.apps.cultivation.actions.assign_coach import assign_coach
from jigai.apps.cultivation.actions.finish_task import finish_task
from jigai.apps.cultivation.actions.raise_ladder_tasks import raise_ladder_tasks
from jigai.apps.cultivation.actions.record_facts import record_facts
from jigai.apps.cultivation.queries.facts import kept_list
from jigai.apps.cultivation.queries.funnel import Grouping, funnel
from jigai.apps.cultivation.queries.standings import standing_rows
from jigai.apps.cultivation.queries.tasks import task_for, task_rows
from jigai.apps.registry.actions.revoke_certificate import revoke_certificate
from jigai.apps.registry.queries.access import enterprise_for
from jigai.apps.registry.queries.recognitions import certificate_for
from jigai.apps.scoring.fact_keeping import FactEntry
from jigai.domain.rules.rulebook import shipped
from jigai.domain.scorecards.fact_values import Basis
from jigai.domain.windows import shipped as shipped_windows
from jigai.flows.collect_enterprise_facts import SUBJECT
from jigai.flows.explain_ladder import ladder_card
from jigai.flows.export_facts import export_facts
from jigai.flows.find_policies import find_policies
from jigai.flows.print_ladder import print_ladder
from jigai.flows.score_enterprise import score_enterprise

router = Router()
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class StandingOut(Schema):
    enterprise_id: int
    enterprise: str
    credit_code: str
    area: str
    direction: str
    rung: str
    rung_title: Said
    since: date | None
    until: date | None
    coach: str


class LadderCellOut(Schema):
    rung: str
    title: Said
    count: int


class GroupOut(Schema):
    """``total`` is null where the group is too small to be shown."""

    name: Said
    total: int | None
    cells: list[LadderCellOut]


class FunnelOut(Schema):
    on: date
    by: str
    total: int
    whole: list[LadderCellOut]
    groups: list[GroupOut]


class LadderLineOut(Schema):
    kind: str
    name: str
    answer: str
    rule: Said
    article: Said
    value: Said
    source: Said
    points_low: str
    points_high: str
    weight: str
    missing: list[str]


class MissingOut(Schema):
    name: str
    label: Said
    source: Said


class HeldOut(Schema):
    number: str
    valid_from: date | None
    valid_to: date | None
    state: str


class RungOut(Schema):
    """``is_past_review``: the rule should have been confirmed again; the result carries a mark."""

    rung: str
    title: Said
    rule_set: str
    rule_title: Said
    rule_hash: str
    document: Said
    valid_from: date
    review_by: date
    is_past_review: bool
    answer: str
    word: Said
    total_low: str
    total_high: str
    route: str
    paragraph: Said
    lines: list[LadderLineOut]
    missing: list[MissingOut]
    held: list[HeldOut]


class LadderOut(Schema):
    enterprise_id: int
    enterprise: str
    credit_code: str
    on: date
    year: int
    note: Said
    rungs: list[RungOut]


class ItemOut(Schema):
    label: Said
    answer: str
    missing: list[MissingOut]


class PolicyOut(Schema):
    """``short``: conditions not satisfied; ``open``: those that cannot be told yet."""

    policy: str
    title: Said
    answer: str
    short: list[ItemOut]
    open: list[ItemOut]
    document: Said
    article: Said
    note: Said
    valid_from: date
    valid_to: date | None
    review_by: date
    is_past_review: bool


class DeclaredOut(Schema):
    name: str
    type: str
    unit: str
    label: Said
    source: Said
    period: Said


class LadderKeptOut(Schema):
    """``basis``: reported or verified; ``value`` is exact text."""

    name: str
    year: int
    basis: str
    value: str
    source: str
    as_of: date
    recorded_by: str


class FactIn(Schema):
    """A blank value takes the kept one away."""

    value: Text
    source: Text = ""
    as_of: date | None = None


class FactsIn(Reasoned):
    """Fact name → value; facts left out stay as they are."""

    basis: Literal["reported", "verified"] = "reported"
    facts: dict[str, FactIn]


class ChangedOut(Schema):
    changed: list[str]


class CoachIn(Reasoned):
    person_id: int


class RevocationIn(Reasoned):
    revoked_on: date


class TaskOut(Schema):
    id: int
    kind: str
    kind_title: Said
    rung: str
    rung_title: Said
    title: Said
    enterprise_id: int
    enterprise: str
    due_on: date
    officer: str
    done_on: date | None
    done_by: str
    note: str


class FinishIn(Reasoned):
    note: Text


class RaisedOut(Schema):
    raised: int


@router.get("/board", response={200: list[StandingOut], **PROBLEMS})
def show_board(request: HttpRequest, on: date | None = None, rung: str = "") -> object:
    """Who stands on which rung; with ``on``, on that day by what was known then."""
    viewer = viewer_in(request)
    with as_of(change_set_on(on)):
        return standing_rows(viewer, on=on or timezone.localdate(), rung=rung)


@router.get("/funnel", response={200: FunnelOut, **PROBLEMS})
def show_funnel(
    request: HttpRequest, on: date | None = None, by: Grouping = Grouping.DIRECTION
) -> object:
    viewer = viewer_in(request)
    require(viewer, Deed.READ_CHECKS)
    with as_of(change_set_on(on)):
        return funnel(viewer, on=on or timezone.localdate(), by=by)


@router.get("/facts", response={200: list[DeclaredOut], **PROBLEMS})
def list_facts(request: HttpRequest) -> object:
    """The declared facts of an enterprise, with unit, period and paper."""
    viewer_in(request)
    return list(shipped().facts[SUBJECT].values())


@router.get("/sheet/{year}", response={200: bytes, **PROBLEMS})
def download_sheet(request: HttpRequest, year: int) -> HttpResponse:
    """Facts of every enterprise as a workbook to fill in; POST /ledgers takes it."""
    viewer = viewer_in(request)
    require(viewer, Deed.IMPORT)
    made = export_facts(viewer, year=year, on=timezone.localdate())
    answer = HttpResponse(made.content, content_type=WORKBOOK)
    answer["Content-Disposition"] = f'attachment; filename="facts-{year}.xlsx"'
    return answer


@router.get("/enterprises/{pk}", response={200: LadderOut, **PROBLEMS})
def show_ladder(
    request: HttpRequest, pk: Number, on: date | None = None, year: int | None = None
) -> object:
    """Every rung: met, not met or cannot tell, each line with value, source and points."""
    enterprise = enterprise_for(viewer_in(request), pk)
    day = on or timezone.localdate()
    return ladder_card(score_enterprise(enterprise=enterprise, on=day, year=year))


@router.get("/enterprises/{pk}/paper", response={200: bytes, **PROBLEMS})
def show_paper(
    request: HttpRequest, pk: Number, year: int | None = None, language: Literal["zh", "en"] = "zh"
) -> HttpResponse:
    """The same as PDF."""
    enterprise = enterprise_for(viewer_in(request), pk)
    score = score_enterprise(enterprise=enterprise, on=timezone.localdate(), year=year)
    content = print_ladder(ladder_card(score), language=language)
    return HttpResponse(content, content_type="application/pdf")


@router.get("/enterprises/{pk}/policies", response={200: list[PolicyOut], **PROBLEMS})
def show_policies(request: HttpRequest, pk: Number, on: date | None = None) -> object:
    """Every policy in force: met, short of which items, or open for want of which facts."""
    enterprise = enterprise_for(viewer_in(request), pk)
    return find_policies(enterprise=enterprise, on=on or timezone.localdate())


@router.get("/enterprises/{pk}/facts", response={200: list[LadderKeptOut], **PROBLEMS})
def show_facts(request: HttpRequest, pk: Number) -> object:
    """Every value that was entered, reported and verified beside each other."""
    return kept_list(enterprise_id=enterprise_for(viewer_in(request), pk).pk)


@router.put("/enterprises/{pk}/facts/{year}", response={200: ChangedOut, **PROBLEMS})
def put_facts(request: HttpRequest, pk: Number, year: int, given: FactsIn) -> ChangedOut:
    basis = Basis(given.basis)
    deed = Deed.REVIEW if basis is Basis.VERIFIED else Deed.REPORT
    changed = record_facts(
        enterprise=enterprise_for(viewer_in(request), pk),
        year=year,
        basis=basis,
        entries={n: FactEntry(f.value, f.source, f.as_of) for n, f in given.facts.items()},
        change=change_by(request, deed, given.reason),
    )
    return ChangedOut(changed=list(changed))


@router.post("/enterprises/{pk}/coach", response={201: Made, **PROBLEMS})
def put_coach(request: HttpRequest, pk: Number, given: CoachIn) -> Status[Made]:
    """The officer who accompanies the enterprise; its open tasks go over."""
    change = change_by(request, Deed.KEEP_REGISTERS, given.reason)
    coach = assign_coach(
        enterprise=enterprise_for(viewer_in(request), pk),
        user_id=given.person_id,
        since=timezone.localdate(),
        change=change,
    )
    return Status(201, Made(id=coach.pk))


@router.post("/certificates/{pk}/revoke", response={200: Made, **PROBLEMS})
def revoke(request: HttpRequest, pk: Number, given: RevocationIn) -> Made:
    change = change_by(request, Deed.KEEP_REGISTERS, given.reason)
    certificate = certificate_for(viewer_in(request), pk)
    revoke_certificate(
        certificate=certificate,
        revoked_on=given.revoked_on,
        because=given.reason,
        change=change,
    )
    return Made(id=certificate.pk)


@router.get("/tasks", response={200: list[TaskOut], **PROBLEMS})
def list_tasks(request: HttpRequest, is_open: bool = True, is_mine: bool = False) -> object:  # noqa: FBT001, FBT002 - query parameters
    return task_rows(viewer_in(request), is_open=is_open, is_mine=is_mine)


@router.post("/tasks/raise", response={200: RaisedOut, **PROBLEMS})
def raise_due(request: HttpRequest, given: Reasoned) -> RaisedOut:
    """Put what has come due by today on the list; the server does it daily."""
    change = change_by(request, Deed.KEEP_REGISTERS, given.reason)
    today = timezone.localdate()
    made = raise_ladder_tasks(on=today, windows=shipped_windows(), change=change)
    return RaisedOut(raised=len(made))


@router.post("/tasks/{pk}/finish", response={200: Made, **PROBLEMS})
def finish(request: HttpRequest, pk: Number, given: FinishIn) -> Made:
    change = change_by(request, Deed.READ_CHECKS, given.reason)
    task = task_for(viewer_in(request), pk)
    finish_task(task=task, on=timezone.localdate(), note=given.note, change=change)
    return Made(id=task.pk)
