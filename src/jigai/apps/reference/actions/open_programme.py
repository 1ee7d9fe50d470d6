from __future__ import annotations

from datetime import date
from typing import TypedDict

from jigai.apps.audit.editing import apply_edit, save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.reference.models import Division, Programme
from jigai.domain.change import Change


class ProgrammeValues(TypedDict, total=False):
    """The settings that an administrator may name; those left out stay as they are."""

    name: str
    name_en: str
    rhythm: str
    report_due_work_days: int
    objection_work_days: int
    ruling_work_days: int
    inclusion_reminder_days: int
    inclusion_breach_days: int
    group_minimum: int
    approval_change_bp: int
    set_up_on: date | None


def open_programme(
    *, division: Division, name: str, name_en: str, change: Change, is_demo: bool = False
) -> Programme:
    """The one programme of this installation; asking twice changes nothing."""
    with writing("programme.opened", change):
        programme = Programme.objects.first()
        if programme is None:
            programme = Programme(division=division, name=name, name_en=name_en, is_demo=is_demo)
            save_valid(programme)
    return programme


def set_programme(
    *, programme: Programme, base_version: int, values: ProgrammeValues, change: Change
) -> tuple[str, ...]:
    """Change settings of the programme.

    Raises:
        EditedByOthers, RecordInvalid: as named.
    """
    with writing("programme.set", change):
        return apply_edit(programme, base=base_version, mine=values)
