from __future__ import annotations

from jigai.apps.accounts.models import Agency
from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.domain.change import Change


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
