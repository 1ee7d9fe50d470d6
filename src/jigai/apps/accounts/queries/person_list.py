"""People as the list page reads them; for administrators."""

from __future__ import annotations

from datetime import datetime

from django.db.models import (
    Case,
    CharField,
    Count,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, NullIf

from jigai.apps.accounts.models import Appointment, User
from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.accounts.viewer import Viewer

UNUSABLE = "!"
"""How a stored password begins that nobody can type: none was set yet."""


def person_list_rows(*, at: datetime) -> QuerySet[User]:
    """Everybody with the first role held at a moment, its unit and area, and the state."""
    on = at.date()
    valid = Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))
    held = Appointment.objects.filter(valid, user=OuterRef("pk")).order_by("id")
    named = held.annotate(
        area_en=Coalesce(NullIf("division__name_en", Value("")), "division__name"),
        unit_en=Coalesce(NullIf("agency__name_en", Value("")), "agency__name"),
    )
    state = Case(
        When(is_active=False, then=Value("barred")),
        When(password__startswith=UNUSABLE, then=Value("invited")),
        default=Value("active"),
        output_field=CharField(),
    )
    counted = held.order_by().values("user").annotate(count=Count("pk")).values("count")
    return User.objects.annotate(
        role=Subquery(held.values("role")[:1]),
        role_count=Subquery(counted),
        unit=Subquery(held.values(name=F("agency__name"))[:1]),
        unit_in_english=Subquery(named.values("unit_en")[:1]),
        area=Subquery(held.values(name=F("division__name"))[:1]),
        area_in_english=Subquery(named.values("area_en")[:1]),
        state=state,
    )


def visible_person_rows(viewer: Viewer, *, at: datetime) -> QuerySet[User]:
    """All for those who administer, nobody for others."""
    rows = person_list_rows(at=at)
    return rows if may(viewer, Deed.ADMINISTER) else rows.none()
