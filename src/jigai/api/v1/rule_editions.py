"""Editions of rules on a day, and the end of those that the county released."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS, Said
from jigai.api.schemas import Made, Number, Reasoned
from jigai.apps.accounts.permissions import Deed
from jigai.apps.scoring.actions.end_rule_edition import end_rule_edition
from jigai.apps.scoring.actions.withdraw_rule_edition import withdraw_rule_edition
from jigai.apps.scoring.queries.access import edition_for
from jigai.apps.scoring.queries.timeline import timeline

router = Router()


class TimedOut(Schema):
    """``standing`` is in_force, coming, was or withdrawn; ``number`` only of the county's."""

    rule_set: str
    title: Said
    digest: str
    valid_from: date
    valid_to: date | None
    review_by: date
    standing: str
    number: int | None
    decision: str
    released_by: str


class EndIn(Reasoned):
    """``ends_on`` is the first day on which it is in force no more."""

    ends_on: date


@router.get("", response={200: list[TimedOut], **PROBLEMS})
def list_editions(request: HttpRequest, on: date | None = None) -> list[TimedOut]:
    """What is in force on a day, what is coming and what was."""
    return [
        TimedOut.model_validate(
            {
                "rule_set": one.rule_set.id,
                "title": one.rule_set.title,
                "digest": one.rule_set.digest,
                "valid_from": one.rule_set.valid_from,
                "valid_to": one.valid_to,
                "review_by": one.rule_set.review_by,
                "standing": one.standing,
                "number": one.released.id if one.released else None,
                "decision": one.released.decision if one.released else "",
                "released_by": one.released.released_by if one.released else "",
            },
            from_attributes=True,
        )
        for one in timeline(on=on or timezone.localdate())
    ]


@router.post("/{pk}/withdrawal", response={200: Made, **PROBLEMS})
def withdraw(request: HttpRequest, pk: Number, given: Reasoned) -> Made:
    """Take back an edition that has not begun."""
    change = change_by(request, Deed.RELEASE_RULES, given.reason)
    withdraw_rule_edition(edition=edition_for(viewer_in(request), pk), change=change)
    return Made(id=pk)


@router.post("/{pk}/end", response={200: Made, **PROBLEMS})
def end(request: HttpRequest, pk: Number, given: EndIn) -> Made:
    change = change_by(request, Deed.RELEASE_RULES, given.reason)
    found = edition_for(viewer_in(request), pk)
    end_rule_edition(edition=found, ends_on=given.ends_on, change=change)
    return Made(id=pk)
