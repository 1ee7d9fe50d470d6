"""Yearly cards of platforms and the objections to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, Q, QuerySet

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.platforms.models import Platform, PlatformScore, ScoreObjection


@dataclass(frozen=True, slots=True)
class ScoreRow:
    id: int
    platform_id: int
    platform: str
    year: int
    rule_set: str
    rule_hash: str
    outcome: str
    total_low: str
    total_high: str
    state: str
    objections_until_on: date
    computed_at: datetime
    computed_by: str


@dataclass(frozen=True, slots=True)
class ScoreObjectionRow:
    id: int
    score_id: int
    platform_id: int
    platform: str
    year: int
    text: str
    lodged_by_key: str
    lodged_by: str
    lodged_at: datetime
    ruling: str
    ruling_reason: str
    ruled_by: str
    ruled_at: datetime | None


def score_rows(viewer: Viewer, *, year: int | None = None) -> list[ScoreRow]:
    """Cards that the viewer sees, the latest year first, then by name."""
    found = PlatformScore.objects.filter(platform__in=_seen(viewer)).select_related("platform")
    if year is not None:
        found = found.filter(year=year)
    return [_row(one) for one in found.order_by("-year", "platform__name_sort", "pk")]


def scores_of(platform: Platform) -> list[ScoreRow]:
    found = PlatformScore.objects.filter(platform=platform).select_related("platform")
    return [_row(one) for one in found.order_by("-year")]


def all_objections() -> QuerySet[ScoreObjection]:
    """Objections with what a list shows."""
    return ScoreObjection.objects.annotate(
        platform_name=F("score__platform__name"),
        platform_sort=F("score__platform__name_sort"),
        year=F("score__year"),
        outcome=F("score__outcome"),
    )


def visible_objections(viewer: Viewer) -> QuerySet[ScoreObjection]:
    return all_objections().filter(score__platform__in=_seen(viewer))


def open_objections(_viewer: Viewer) -> Q:
    return Q(ruling="")


def objection_rows(
    viewer: Viewer, *, score_id: int | None = None, is_open: bool = False
) -> list[ScoreObjectionRow]:
    """Objections that the viewer sees, the latest first."""
    found: Any = visible_objections(viewer)
    if score_id is not None:
        found = found.filter(score_id=score_id)
    if is_open:
        found = found.filter(ruling="")
    return [
        ScoreObjectionRow(
            one.pk,
            one.score_id,
            one.score.platform_id,
            one.platform_name,
            one.year,
            one.text,
            one.lodged_by_key,
            one.lodged_by,
            one.lodged_at,
            one.ruling,
            one.ruling_reason,
            one.ruled_by,
            one.ruled_at,
        )
        for one in found.select_related("score").order_by("-lodged_at", "-pk")
    ]


def _seen(viewer: Viewer) -> Any:
    return Platform.objects.visible_to(viewer).order_by().values("pk")


def _row(one: PlatformScore) -> ScoreRow:
    return ScoreRow(
        one.pk,
        one.platform_id,
        one.platform.name,
        one.year,
        one.rule_set,
        one.rule_hash,
        one.outcome,
        one.total_low,
        one.total_high,
        one.state,
        one.objections_until_on,
        one.computed_at,
        one.computed_by,
    )
