"""Who accompanies an enterprise."""

from __future__ import annotations

from django.db.models import Q

from jigai.apps.accounts.models import Appointment, Role
from jigai.apps.cultivation.models import Coach

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
