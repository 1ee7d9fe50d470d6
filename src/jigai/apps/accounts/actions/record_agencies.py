"""Responsible units that a ledger names and the register does not yet hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from jigai.apps.accounts.models import Agency, AgencyKind
from jigai.apps.audit.writing import writing
from jigai.domain.change import Change


def record_agencies(
    *, names: Iterable[str], townships: Mapping[str, int], change: Change
) -> dict[str, int]:
    """Enter responsible units by name; one that is named like a township answers for it.

    Args:
        names: new names.
        townships: name → division id.

    Returns:
        name → id of the new agencies.
    """
    made: dict[str, int] = {}
    with writing("agencies.recorded", change):
        for name in sorted(set(names)):
            division = townships.get(name)
            kind = AgencyKind.TOWNSHIP if division else AgencyKind.BUREAU
            made[name] = Agency.objects.create(name=name, kind=kind, division_id=division).pk
    return made
