"""What a source is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from jigai.apps.accounts.models import Appointment, Role
from jigai.apps.accounts.permissions import ALLOWED, Deed
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.projects.models import Project
from jigai.apps.registry.models import Enterprise
from jigai.domain.reminders.due import Due, Who
from jigai.domain.workdays import WorkCalendar


@dataclass(frozen=True, slots=True)
class Asked:
    """The day, and the records that are looked at: all of the county, or those a viewer sees.

    ``person_id`` is the viewer: what was given to them by name counts wherever it lies. Parts
    with a gate of their own, such as requests, ask it for ``viewer``; ``None`` is the county.
    """

    on: date
    calendar: WorkCalendar
    projects: QuerySet[Project]
    enterprises: QuerySet[Enterprise]
    person_id: int | None = None
    viewer: Viewer | None = None


Source = Callable[[Asked], Iterator[Due]]


def roles_for(deed: Deed) -> frozenset[str]:
    """The roles that allow a deed."""
    return frozenset(role.value for role in ALLOWED[deed])


OFFICE = roles_for(Deed.KEEP_REGISTERS)


def staffed_units() -> frozenset[int]:
    """Units for which somebody works now; one query."""
    held = Appointment.objects.filter(role=Role.UNIT, valid_to=None, user__is_active=True)
    return frozenset(key for key in held.values_list("agency_id", flat=True) if key is not None)


def unit_or_office(agency_id: int | None, staffed: frozenset[int]) -> Who:
    """The people of a unit; the programme office where it has none, or no unit is named."""
    if agency_id in staffed:
        return Who(roles=frozenset({Role.UNIT.value}), agency_id=agency_id)
    return Who(roles=OFFICE)
