"""Which enterprises nobody has called for longer than the office allows, whoever it was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.badges.models import BadgeState, ProjectBadge
from jigai.apps.cultivation.queries.standings import visible_board_rows
from jigai.apps.registry.models import EnterpriseQuerySet, LibraryMembership
from jigai.apps.registry.queries.recognitions import member_on
from jigai.apps.visits.models import COUNTS, Interaction
from jigai.apps.visits.queries.rhythms import asked_days, rhythm_on
from jigai.apps.visits.rhythm import WORST_FIRST


@dataclass(frozen=True, slots=True)
class SilentRow:
    """``days`` since the last contact by anybody; ``None`` where none is logged."""

    enterprise_id: int
    enterprise: str
    credit_code: str
    coach: str
    rung: str
    colour: str
    last_on: date | None
    last_by: str
    days: int | None
    most_days: int


def with_contacts(rows: EnterpriseQuerySet, *, on: date) -> EnterpriseQuerySet:
    """Enterprises of the ladder board with colour, last contact, days allowed and silence.

    Each is a column of its own select; no join, so that no row comes twice.
    """
    held = Interaction.objects.filter(COUNTS, enterprise=OuterRef("pk"), held_on__lte=on)
    last = held.order_by("-held_on", "-pk")
    rhythm = rhythm_on(on)
    return (
        rows.annotate(
            colour=Coalesce(Subquery(_worst_colour(on)), Value(""), output_field=CharField()),
            last_contact_on=Subquery(last.values("held_on")[:1]),
            last_contact_by=Subquery(last.values("agency__name")[:1]),
        )
        .annotate(asked_days=asked_days(rhythm))
        .annotate(
            is_silent=Case(
                When(_silent(set(rhythm.values()), on), then=Value(True)),
                default=Value(False),
                output_field=BooleanField(),
            )
        )
    )


def in_library_on(on: date) -> Q:
    """Enterprises that have a place in the library on a day."""
    held = LibraryMembership.objects.filter(member_on(on)).order_by()
    return Q(pk__in=held.values("enterprise"))


def silent_rows(viewer: Viewer, *, on: date) -> list[SilentRow]:
    """Members of the library whom nobody has called for too long, the longest first."""
    library = visible_board_rows(viewer, on).filter(in_library_on(on))
    known: Any = with_contacts(library, on=on)
    rows = known.filter(is_silent=True)
    found = [
        SilentRow(
            one.pk,
            one.name,
            one.credit_code,
            one.coach or "",
            one.rung,
            one.colour,
            one.last_contact_on,
            one.last_contact_by or "",
            (on - one.last_contact_on).days if one.last_contact_on else None,
            one.asked_days,
        )
        for one in rows.order_by("name_sort", "pk")
    ]
    return sorted(found, key=lambda row: (row.days is not None, -(row.days or 0)))


def _worst_colour(on: date) -> Any:
    """The most pressing final colour among its projects in the newest final round."""
    order = Case(
        *(When(colour=colour, then=Value(place)) for place, colour in enumerate(WORST_FIRST)),
        default=Value(len(WORST_FIRST)),
        output_field=IntegerField(),
    )
    final = ProjectBadge.objects.filter(state=BadgeState.FINAL, round__ends_on__lte=on)
    newest = final.order_by("-round__ends_on").values_list("round_id", flat=True).first()
    own = final.filter(round=newest, project__enterprise=OuterRef("pk"))
    return own.annotate(press=order).order_by("press").values("colour")[:1]


def _silent(kinds: set[int], on: date) -> Q:
    """The last contact lies as many days back as allowed, or there was none."""
    told = Q(pk__in=[])
    for days in sorted(kinds):
        long_ago = Q(last_contact_on__lte=on - timedelta(days=days)) | Q(last_contact_on=None)
        told |= Q(asked_days=days) & long_ago
    return told
