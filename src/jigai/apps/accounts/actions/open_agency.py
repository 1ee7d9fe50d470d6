from __future__ import annotations

from typing import TypedDict

from jigai.apps.accounts.models import Agency, AgencyKind
from jigai.apps.audit.editing import apply_edit, save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.reference.models import Division, DivisionLevel
from jigai.domain.change import Change


class AgencyValues(TypedDict, total=False):
    """What may be corrected; what is left out stays."""

    name: str
    name_en: str
    kind: str
    division_id: int | None


def open_agency(
    *, name: str, kind: str, change: Change, name_en: str = "", division_id: int | None = None
) -> Agency:
    """Enter a responsible unit.

    Raises:
        RecordInvalid: its name is taken, or its kind unknown.
    """
    with writing("agency.opened", change):
        agency = Agency(name=name.strip(), name_en=name_en, kind=kind, division_id=division_id)
        save_valid(agency)
    return agency


def close_agency(*, agency: Agency, is_active: bool, change: Change) -> None:
    with writing("agency.reopened" if is_active else "agency.closed", change):
        agency.is_active = is_active
        agency.save(update_fields=["is_active"])


def edit_agency(
    *, agency: Agency, base_version: int, values: AgencyValues, change: Change
) -> tuple[str, ...]:
    """Correct name, kind or area of a responsible unit.

    Raises:
        EditedByOthers, RecordInvalid: as named.
    """
    with writing("agency.edited", change):
        return apply_edit(agency, base=base_version, mine=values)


def open_township_agencies(*, change: Change) -> int:
    """Enter a responsible unit for every township in force that no unit answers for.

    Returns:
        How many were entered; 0 when each township has its unit.
    """
    towns = Division.objects.filter(level=DivisionLevel.TOWNSHIP, valid_to__isnull=True)
    covered = Agency.objects.filter(division__isnull=False).values("division_id")
    named = Agency.objects.values("name")
    fresh = list(towns.exclude(pk__in=covered).exclude(name__in=named).order_by("code"))
    if not fresh:
        return 0
    with writing("agencies.recorded", change):
        for town in fresh:
            open_agency(
                name=town.name,
                name_en=town.name_en,
                kind=AgencyKind.TOWNSHIP,
                division_id=town.pk,
                change=change,
            )
    return len(fresh)
