"""Achievements with the evidence of their maturity."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from ninja.responses import Status
from pydantic import Field

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS, Said
from jigai.api.schemas import Changed, Fen, Made, Number, Reasoned, Text
from jigai.api.v1.demands import ReviewDayIn, VerdictIn
from jigai.apps.accounts.permissions import Deed
from jigai.apps.cooperation.actions.enter_achievement import (
    EvidenceEntry,
    add_evidence,
    correct_achievement,
    enter_achievement,
)
from jigai.apps.cooperation.actions.review_achievement import (
    approve_achievement,
    close_achievement,
    keep_achievement,
    return_achievement,
)
from jigai.apps.cooperation.entries import AchievementEntry
from jigai.apps.cooperation.queries.access import achievement_for, held_achievement
from jigai.apps.cooperation.queries.achievement_profile import (
    achievement_text,
    achievement_texts,
    evidence_rows,
    holder_for,
)

router = Router()
Level = Annotated[int, Field(ge=1, le=9)]


class AchievementOut(Schema):
    """``maturity`` is claimed; ``left_out`` says why it is not matched."""

    id: int
    name: str
    holder: str
    summary: str
    points: list[str]
    facts: list[tuple[Said, Said]]
    maturity: int
    price_fen: int | None
    review_on: date
    state: str
    opinion: str
    left_out: Said | None


class MaturityEvidenceOut(Schema):
    level: int
    text: str
    document: str
    dated_on: date


class AchievementFullOut(AchievementOut):
    evidence: list[MaturityEvidenceOut]


class AchievementIn(Reasoned):
    """By the registration form; codes as in the reference of cooperation."""

    name: Text
    keywords: Text
    form: Text
    attribute: Text
    stage: Text
    maturity: Level
    summary: Text
    application: Text
    transformation_way: Text
    price_mode: Text
    discipline: Text
    technical_field: Text
    review_on: date
    industry_code: Text = ""
    innovation_points: Text = ""
    property_rights: Text = ""
    benefit: Text = ""
    completed_by: Text = ""
    price_fen: Fen | None = None
    limits: Text = ""


class NewAchievementIn(AchievementIn):
    """Exactly one of the two holders."""

    institution: int | None = None
    enterprise: int | None = None


class MaturityEvidenceIn(Reasoned):
    level: Level
    text: Text
    document: Text
    dated_on: date


@router.get("", response={200: list[AchievementOut], **PROBLEMS})
def list_achievements(request: HttpRequest) -> Any:
    return achievement_texts(viewer_in(request), on=timezone.localdate())


@router.post("", response={201: Made, **PROBLEMS})
def post_achievement(request: HttpRequest, given: NewAchievementIn) -> Status[Made]:
    """Enter an achievement of an institution or an enterprise; it waits for review."""
    change = change_by(request, Deed.OFFER, given.reason)
    key = (
        f"institution-{given.institution}"
        if given.institution is not None
        else f"enterprise-{given.enterprise}"
    )
    holder = holder_for(viewer_in(request), key)
    entry = AchievementEntry(**given.dict(exclude={"reason", "institution", "enterprise"}))
    made = enter_achievement(
        institution=holder.institution, enterprise=holder.enterprise, entry=entry, change=change
    )
    return Status(201, Made(id=made.pk))


@router.get("/{pk}", response={200: AchievementFullOut, **PROBLEMS})
def show_achievement(request: HttpRequest, pk: Number) -> Any:
    found = achievement_for(viewer_in(request), pk)
    text = achievement_text(found, on=timezone.localdate())
    told = {name: getattr(text, name) for name in AchievementOut.model_fields}
    return {**told, "evidence": evidence_rows(found)}


@router.put("/{pk}", response={200: Changed, **PROBLEMS})
def change_achievement(request: HttpRequest, pk: Number, given: AchievementIn) -> Changed:
    """Say anew what an achievement says; what changes it must be reviewed again."""
    change = change_by(request, Deed.OFFER, given.reason)
    found = held_achievement(viewer_in(request), pk)
    entry = AchievementEntry(**given.dict(exclude={"reason"}))
    changed = correct_achievement(achievement=found, entry=entry, change=change)
    return Changed(fields=list(changed))


@router.put("/{pk}/evidence", response={200: Made, **PROBLEMS})
def give_maturity_evidence(request: HttpRequest, pk: Number, given: MaturityEvidenceIn) -> Made:
    """By what a level was reached."""
    change = change_by(request, Deed.OFFER, given.reason)
    found = held_achievement(viewer_in(request), pk)
    entry = EvidenceEntry(**given.dict(exclude={"reason"}))
    return Made(id=add_evidence(achievement=found, entry=entry, change=change).pk)


@router.post("/{pk}/review", response={200: Made, **PROBLEMS})
def review_achievement(request: HttpRequest, pk: Number, given: VerdictIn) -> Made:
    """Approve and publish, or return with an opinion."""
    change = change_by(request, Deed.REVIEW_COOPERATION, given.reason)
    found = achievement_for(viewer_in(request), pk)
    if given.verdict == "approve":
        return Made(id=approve_achievement(achievement=found, change=change).pk)
    told = return_achievement(achievement=found, opinion=given.opinion, change=change)
    return Made(id=told.pk)


@router.post("/{pk}/keep", response={200: Made, **PROBLEMS})
def vouch_for_achievement(request: HttpRequest, pk: Number, given: ReviewDayIn) -> Made:
    """Its owner says that it still holds."""
    change = change_by(request, Deed.OFFER, given.reason)
    found = held_achievement(viewer_in(request), pk)
    kept = keep_achievement(achievement=found, review_on=given.review_on, change=change)
    return Made(id=kept.pk)


@router.post("/{pk}/close", response={200: Made, **PROBLEMS})
def end_achievement(request: HttpRequest, pk: Number, said: Reasoned) -> Made:
    """Take an achievement off the list, for good."""
    change = change_by(request, Deed.OFFER, said.reason)
    found = held_achievement(viewer_in(request), pk)
    return Made(id=close_achievement(achievement=found, change=change).pk)
