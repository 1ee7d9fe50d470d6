"""What a source is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from jigai.apps.accounts.permissions import ALLOWED, Deed
from jigai.apps.projects.models import Project
from jigai.apps.registry.models import Enterprise
from jigai.domain.reminders.due import Due
from jigai.domain.workdays import WorkCalendar


@dataclass(frozen=True, slots=True)
class Asked:
    """The day, and the records that are looked at: all of the county, or those a viewer sees.

    ``person_id`` is the viewer: what was given to them by name counts wherever it lies.
    """

    on: date
    calendar: WorkCalendar
    projects: QuerySet[Project]
    enterprises: QuerySet[Enterprise]
    person_id: int | None = None


Source = Callable[[Asked], Iterator[Due]]


def roles_for(deed: Deed) -> frozenset[str]:
    """The roles that allow a deed."""
    return frozenset(role.value for role in ALLOWED[deed])
