"""Rules of retention, and people who left before a day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from jigai.apps.accounts.actions.anonymise_person import anonymous_login
from jigai.apps.accounts.models import Appointment, RetentionRule, Role


@dataclass(frozen=True, slots=True)
class RetentionRow:
    id: int
    kind: str
    years: int
    valid_from: date
    valid_to: date | None
    source: str


def retention_rows() -> list[RetentionRow]:
    """Every rule, the newest of each kind first."""
    rows = RetentionRule.objects.order_by("kind", "-valid_from")
    return [RetentionRow(**values) for values in rows.values(*RetentionRow.__dataclass_fields__)]


def years_kept(kind: str, *, on: date) -> int | None:
    """Years by the rule in force on a day; ``None`` keeps for ever."""
    ends = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    rule = RetentionRule.objects.filter(ends, kind=kind, valid_from__lte=on).first()
    return rule.years if rule else None


@dataclass(frozen=True, slots=True)
class Left:
    """A person whose roles all ended; ``left_on`` is the last end, ``None`` where one is open."""

    user_id: int
    left_on: date | None
    is_enterprise: bool


def people_by_last_role() -> list[Left]:
    """Everybody who ever held a role and still bears a name; one query."""
    held: dict[int, list[tuple[str, date | None]]] = defaultdict(list)
    rows = Appointment.objects.order_by("user_id").values_list(
        "user_id", "user__username", "role", "valid_to"
    )
    for key, login, role, valid_to in rows:
        if login != anonymous_login(key):
            held[key].append((role, valid_to))
    return [_left(key, roles) for key, roles in held.items()]


def _left(key: int, held: list[tuple[str, date | None]]) -> Left:
    ends = [valid_to for _, valid_to in held if valid_to is not None]
    last = max(ends) if len(ends) == len(held) else None
    return Left(key, last, all(role == Role.ENTERPRISE for role, _ in held))
