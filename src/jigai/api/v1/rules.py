"""Rule sets: every dated edition, read out; which the county has in force."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from ninja.responses import Status

from jigai.api.authentication import change_by
from jigai.api.errors import PROBLEMS, Said
from jigai.api.schemas import Made, Reasoned, Text
from jigai.apps.accounts.permissions import Deed
from jigai.apps.scoring.actions.choose_rule_set import choose_rule_set
from jigai.apps.scoring.queries.in_force import BADGE, ChosenRule, chosen_rules
from jigai.apps.scoring.queries.rulebook import rule_set, rule_sets
from jigai.domain.rules.describe import describe

router = Router()


class EditionOut(Schema):
    id: str
    title: Said
    note: Said
    valid_from: date
    valid_to: date | None
    review_by: date
    digest: str


class PartOut(Schema):
    kind: str
    name: str
    label: Said
    text: Said


class RuleOut(EditionOut):
    parts: list[PartOut]


class Choice(Reasoned):
    """``decision`` is the document by which the county decided."""

    rule_set: str
    valid_from: date
    decision: Text


@router.get("", response={200: list[EditionOut], **PROBLEMS})
def list_rules(request: HttpRequest) -> object:
    return rule_sets()


@router.get("/in-force", response={200: list[ChosenRule], **PROBLEMS})
def list_chosen(request: HttpRequest) -> object:
    """The county's choices for badges, oldest first."""
    return chosen_rules(BADGE)


@router.post("/in-force", response={201: Made, **PROBLEMS})
def choose(request: HttpRequest, given: Choice) -> Status[Made]:
    change = change_by(request, Deed.ADMINISTER, given.reason)
    chosen = choose_rule_set(
        purpose=BADGE,
        rule_set_id=given.rule_set,
        valid_from=given.valid_from,
        decision=given.decision,
        change=change,
    )
    return Status(201, Made(id=chosen.pk))


@router.get("/{rule_id}", response={200: RuleOut, **PROBLEMS})
def show_rule(
    request: HttpRequest, rule_id: str, on: date | None = None, known_on: date | None = None
) -> RuleOut:
    """One edition in words, each part of it; ``known_on``: as we knew the rules on that day."""
    found = rule_set(rule_id, on=on or timezone.localdate(), known=known_on)
    edition = EditionOut.model_validate(found, from_attributes=True).model_dump()
    parts = [PartOut.model_validate(part, from_attributes=True) for part in describe(found)]
    return RuleOut(**edition, parts=parts)
