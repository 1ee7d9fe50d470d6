"""Who accompanies an enterprise."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from jigai.apps.accounts.models import Appointment, Role
from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.cultivation.models import Coach
from jigai.apps.registry.models import Enterprise

OFFICERS = (Role.OFFICE, Role.ADMINISTRATOR, Role.REVIEWER, Role.UNIT)


def coach_of(enterprise_id: int) -> str:
    """Name of the present coach; blank without one."""
    found = Coach.objects.filter(enterprise_id=enterprise_id, valid_to=None)
    return found.values_list("user__display_name", flat=True).first() or ""


def officers() -> list[tuple[int, str]]:
    """Persons who may accompany enterprises: id and name, by name."""
    held = Appointment.objects.filter(
        Q(valid_to=None), role__in=OFFICERS, user__is_active=True
    ).order_by("user__display_name", "user_id")
    return list(dict.fromkeys(held.values_list("user_id", "user__display_name")))


@dataclass(frozen=True, slots=True)
class CoachPeriod:
    """Who accompanied an enterprise from when until when; without an end it goes on."""

    enterprise_id: int
    enterprise: str
    user_id: int
    officer: str
    valid_from: date
    valid_to: date | None


def all_coach_periods() -> QuerySet[Coach]:
    """Every period with the names that a list shows."""
    return Coach.objects.annotate(
        enterprise_name=F("enterprise__name"),
        enterprise_sort=F("enterprise__name_sort"),
        officer_name=F("user__display_name"),
    )


def visible_coach_periods(viewer: Viewer) -> QuerySet[Coach]:
    """Those of enterprises that the viewer sees, for who serves or leads."""
    if not may(viewer, Deed.READ_CHECKS):
        return all_coach_periods().none()
    seen = Enterprise.objects.visible_to(viewer).order_by().values("pk")
    return all_coach_periods().filter(enterprise__in=seen)


def responsible_on(day: date) -> Q:
    """Periods that cover a day: from it on, up to the day of the hand-over."""
    return Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gt=day))


def coach_periods(
    viewer: Viewer, *, on: date | None = None, enterprise_id: int | None = None
) -> list[CoachPeriod]:
    """Who was responsible on a day, or with ``on`` left out ever; by enterprise and day."""
    found: Any = visible_coach_periods(viewer)
    if on is not None:
        found = found.filter(responsible_on(on))
    if enterprise_id is not None:
        found = found.filter(enterprise_id=enterprise_id)
    return [
        CoachPeriod(
            one.enterprise_id,
            one.enterprise_name,
            one.user_id,
            one.officer_name,
            one.valid_from,
            one.valid_to,
        )
        for one in found.order_by("enterprise_sort", "enterprise_id", "valid_from", "pk")
    ]


def present_coaches(enterprise_ids: Collection[int]) -> dict[int, Coach]:
    """Enterprise → its present coach, of those that have one; one query."""
    found = Coach.objects.filter(enterprise__in=enterprise_ids, valid_to=None).select_related(
        "user"
    )
    return {one.enterprise_id: one for one in found}


def accompanied_by(user_id: int) -> list[int]:
    """Ids of the enterprises that an officer accompanies now."""
    found = Coach.objects.filter(user_id=user_id, valid_to=None, enterprise__is_active=True)
    return list(found.order_by("enterprise__name_sort", "pk").values_list("enterprise", flat=True))
