"""What a person may see and do, worked out from the appointments of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from jigai.apps.accounts.models import Appointment, Role, User
from jigai.apps.reference.models import Division

COUNTY_WIDE = frozenset({Role.ADMINISTRATOR, Role.OFFICE, Role.REVIEWER, Role.LEADER, Role.AUDITOR})
MAY_EDIT = frozenset({Role.ADMINISTRATOR, Role.OFFICE})


@dataclass(frozen=True, slots=True)
class Grant:
    """One role with its reach; ``division_ids`` ``None`` means the whole county."""

    role: str
    agency_id: int | None
    division_ids: frozenset[int] | None


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person as every query sees them."""

    user_id: int
    name: str
    grants: tuple[Grant, ...]

    @property
    def key(self) -> str:
        return f"user:{self.user_id}"

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(grant.role for grant in self.grants)

    @property
    def agency_ids(self) -> frozenset[int]:
        return frozenset(g.agency_id for g in self.grants if g.agency_id is not None)

    def has_role(self, *roles: str) -> bool:
        return bool(self.roles & frozenset(roles))

    @property
    def may_edit(self) -> bool:
        """Whether the person keeps the registers (programme office)."""
        return bool(self.roles & MAY_EDIT)


def viewer_of(user: User, *, on: date, division: Division | None = None) -> Viewer:
    """The viewer for a day; ``division`` narrows every grant further (a token's area)."""
    held = Appointment.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=on), user=user, valid_from__lte=on
    ).order_by("id")
    narrowed = with_parts([division.pk]) if division else None
    grants = tuple(_grant(appointment, narrowed) for appointment in held)
    return Viewer(user.pk, user.display_name, grants if user.is_active else ())


def _grant(appointment: Appointment, narrowed: frozenset[int] | None) -> Grant:
    own = with_parts([appointment.division_id]) if appointment.division_id else None
    reach = own if narrowed is None else narrowed if own is None else own & narrowed
    return Grant(appointment.role, appointment.agency_id, reach)


def with_parts(ids: list[int]) -> frozenset[int]:
    """Divisions with everything that lies in them."""
    found, fresh = set(ids), list(ids)
    while fresh:
        fresh = list(
            Division.objects.filter(parent_id__in=fresh)
            .exclude(pk__in=found)
            .values_list("pk", flat=True)
        )
        found.update(fresh)
    return frozenset(found)
