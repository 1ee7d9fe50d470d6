"""How long personal data are kept: the rules, what is due, and the run."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from ninja.responses import Status
from pydantic import Field

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS
from jigai.api.schemas import Made, Reasoned
from jigai.apps.accounts.actions.set_retention import set_retention
from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.accounts.queries.retention import RetentionRow, retention_rows
from jigai.flows.apply_retention import RetentionCase, apply_retention, retention_plan

router = Router()


class RuleIn(Reasoned):
    kind: Literal["enterprise_contact", "representative", "account", "sign_in_log"]
    years: Annotated[int, Field(ge=1, le=100)]
    valid_from: date
    source: Annotated[str, Field(min_length=1, max_length=200)]


class RetentionPlanOut(Schema):
    """What is due; names are not part of the answer."""

    on: date
    counts: dict[str, int]
    cases: list[RetentionCase]


@router.get("/rules", response={200: list[RetentionRow], **PROBLEMS})
def list_retention(request: HttpRequest) -> list[RetentionRow]:
    require(viewer_in(request), Deed.ADMINISTER)
    return retention_rows()


@router.post("/rules", response={201: Made, **PROBLEMS})
def create_rule(request: HttpRequest, given: RuleIn) -> Status[Made]:
    """Keep personal data of a kind for some years from a day on; the rule before ends."""
    change = change_by(request, Deed.ADMINISTER, given.reason)
    made = set_retention(**given.model_dump(exclude={"reason"}), change=change)
    return Status(201, Made(id=made.pk))


@router.get("/due", response={200: RetentionPlanOut, **PROBLEMS})
def list_due(request: HttpRequest) -> object:
    """The dry run: what today's rules would take away."""
    require(viewer_in(request), Deed.ADMINISTER)
    return retention_plan(on=timezone.localdate())


@router.post("/runs", response={200: RetentionPlanOut, **PROBLEMS})
def run(request: HttpRequest, said: Reasoned) -> object:
    """Take the names of all that is due; answers with what it did."""
    return apply_retention(change=change_by(request, Deed.ADMINISTER, said.reason))
