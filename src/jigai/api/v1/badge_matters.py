"""What people decide about badges: objections, exemptions, findings, questions, follow-ups."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from ninja import Router
from ninja.responses import Status

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS
from jigai.api.schemas import Made, Number, Reasoned, Text
from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.badges.actions.follow_up import finish_follow_up, plan_follow_up
from jigai.apps.badges.actions.grant_exemption import (
    ExemptionKind,
    ask_exemption,
    grant_exemption,
)
from jigai.apps.badges.actions.lodge_objection import lodge_objection
from jigai.apps.badges.actions.raise_signals import answer_signal
from jigai.apps.badges.actions.record_finding import confirm_finding, record_finding
from jigai.apps.badges.actions.rule_on_objection import Ruling
from jigai.apps.badges.queries.access import (
    badge_for,
    exemption_for,
    finding_for,
    follow_up_for,
    objection_for,
    signal_for,
)
from jigai.apps.badges.queries.follow_up_rows import FollowUpRow, follow_up_rows
from jigai.apps.badges.queries.matters import (
    ExemptionRow,
    ObjectionRow,
    SignalRow,
    exemption_rows,
    objection_rows,
    signal_rows,
)
from jigai.apps.badges.queries.waiting_findings import FindingRow, finding_rows
from jigai.apps.projects.queries.access import project_for
from jigai.domain.periods import parse_period
from jigai.flows.settle_objection import settle_objection

router = Router()


class NewObjection(Reasoned):
    """The reason is the text of the objection."""

    period: str
    project_id: int


class RulingIn(Reasoned):
    ruling: Ruling


class NewExemption(Reasoned):
    project_id: int
    kind: ExemptionKind
    valid_from: date
    valid_to: date


class NewFinding(Reasoned):
    """The reason is the finding."""

    project_id: int
    period: str


class PlanIn(Reasoned):
    plan: Text


class DoneIn(Reasoned):
    """The reason says what the check found."""

    done_on: date


@router.get("/objections", response={200: list[ObjectionRow], **PROBLEMS})
def list_objections(request: HttpRequest, period: str = "") -> list[ObjectionRow]:
    return objection_rows(viewer_in(request), period=period)


@router.post("/objections", response={201: Made, **PROBLEMS})
def object_to_badge(request: HttpRequest, new: NewObjection) -> Status[Made]:
    change = change_by(request, Deed.OBJECT, new.reason)
    badge = badge_for(viewer_in(request), period=new.period, project_id=new.project_id)
    return Status(201, Made(id=lodge_objection(badge=badge, agency=None, change=change).pk))


@router.post("/objections/{pk}/ruling", response={200: Made, **PROBLEMS})
def rule(request: HttpRequest, pk: Number, given: RulingIn) -> Made:
    change = change_by(request, Deed.RULE, given.reason)
    found = objection_for(viewer_in(request), pk)
    return Made(id=settle_objection(objection=found, ruling=given.ruling, change=change).pk)


@router.get("/exemptions", response={200: list[ExemptionRow], **PROBLEMS})
def list_exemptions(request: HttpRequest) -> list[ExemptionRow]:
    return exemption_rows(viewer_in(request))


@router.post("/exemptions", response={201: Made, **PROBLEMS})
def ask_for_exemption(request: HttpRequest, new: NewExemption) -> Status[Made]:
    change = change_by(request, Deed.OBJECT, new.reason)
    asked = ask_exemption(
        project=project_for(viewer_in(request), new.project_id),
        kind=new.kind,
        valid_from=new.valid_from,
        valid_to=new.valid_to,
        change=change,
    )
    return Status(201, Made(id=asked.pk))


@router.post("/exemptions/{pk}/grant", response={200: Made, **PROBLEMS})
def grant(request: HttpRequest, pk: Number, said: Reasoned) -> Made:
    change = change_by(request, Deed.APPROVE, said.reason)
    return Made(
        id=grant_exemption(exemption=exemption_for(viewer_in(request), pk), change=change).pk
    )


@router.get("/findings", response={200: list[FindingRow], **PROBLEMS})
def list_findings(request: HttpRequest) -> list[FindingRow]:
    """Findings of falsified evidence, the unconfirmed first; for those who review."""
    viewer = viewer_in(request)
    require(viewer, Deed.REVIEW)
    return finding_rows(viewer)


@router.post("/findings", response={201: Made, **PROBLEMS})
def find(request: HttpRequest, new: NewFinding) -> Status[Made]:
    change = change_by(request, Deed.REVIEW, new.reason)
    project = project_for(viewer_in(request), new.project_id)
    made = record_finding(project=project, period=parse_period(new.period), change=change)
    return Status(201, Made(id=made.pk))


@router.post("/findings/{pk}/confirm", response={200: Made, **PROBLEMS})
def confirm(request: HttpRequest, pk: Number, said: Reasoned) -> Made:
    change = change_by(request, Deed.REVIEW, said.reason)
    return Made(id=confirm_finding(finding=finding_for(viewer_in(request), pk), change=change).pk)


@router.get("/signals", response={200: list[SignalRow], **PROBLEMS})
def list_signals(request: HttpRequest, is_open: bool = True) -> list[SignalRow]:  # noqa: FBT001, FBT002
    return signal_rows(viewer_in(request), is_open=is_open)


@router.post("/signals/{pk}/answer", response={200: Made, **PROBLEMS})
def answer(request: HttpRequest, pk: Number, said: Reasoned) -> Made:
    """The reason is the answer."""
    change = change_by(request, Deed.REVIEW, said.reason)
    return Made(id=answer_signal(signal=signal_for(viewer_in(request), pk), change=change).pk)


@router.get("/follow-ups", response={200: list[FollowUpRow], **PROBLEMS})
def list_follow_ups(
    request: HttpRequest,
    is_open: bool = True,  # noqa: FBT001, FBT002
    turn: str = "",
) -> list[FollowUpRow]:
    """What follows after badges; ``turn`` unit or office narrows to what waits for them."""
    return follow_up_rows(viewer_in(request), is_open=is_open, turn=turn)


@router.post("/follow-ups/{pk}/plan", response={200: Made, **PROBLEMS})
def plan(request: HttpRequest, pk: Number, given: PlanIn) -> Made:
    change = change_by(request, Deed.OBJECT, given.reason)
    found = follow_up_for(viewer_in(request), pk)
    return Made(id=plan_follow_up(follow_up=found, plan=given.plan, change=change).pk)


@router.post("/follow-ups/{pk}/done", response={200: Made, **PROBLEMS})
def finish(request: HttpRequest, pk: Number, given: DoneIn) -> Made:
    change = change_by(request, Deed.REVIEW, given.reason)
    found = follow_up_for(viewer_in(request), pk)
    return Made(id=finish_follow_up(follow_up=found, done_on=given.done_on, change=change).pk)
