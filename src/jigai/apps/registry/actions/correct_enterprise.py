from __future__ import annotations

from datetime import date
from typing import Any, TypedDict

from jigai.apps.audit.editing import apply_edit
from jigai.apps.audit.writing import writing
from jigai.apps.registry.actions.register_enterprise import put_name
from jigai.apps.registry.models import Enterprise
from jigai.domain.change import Change
from jigai.domain.identifiers import read_credit_code


class EnterpriseValues(TypedDict, total=False):
    """The columns that a correction may name; those left out stay as they are."""

    credit_code: str
    name: str
    division_id: int | None
    direction_id: int | None
    industry_code: str
    size: str
    founded_on: date | None
    is_active: bool


def correct_enterprise(
    *, enterprise: Enterprise, base_version: int, values: EnterpriseValues, change: Change
) -> tuple[str, ...]:
    """Correct columns that were wrong; a change of name by the firm is ``rename_enterprise``.

    Args:
        base_version: the version that the editor saw (``version_of``).

    Returns:
        The fields that changed.

    Raises:
        EditedByOthers: somebody changed one of the fields since.
        RecordInvalid, NameBlank: as named.
    """
    mine: dict[str, Any] = dict(values)
    if "credit_code" in values:
        mine["credit_code"] = read_credit_code(values["credit_code"]).text
    with writing("enterprise.corrected", change):
        if "name" in values:
            mine |= _keys_of(values["name"])
        changed = apply_edit(enterprise, base=base_version, mine=mine)
        if "name" in changed:
            enterprise.names.filter(valid_to__isnull=True).update(name=enterprise.name)
    return changed


def _keys_of(name: str) -> dict[str, str]:
    keyed = Enterprise()
    put_name(keyed, name)
    return {n: getattr(keyed, n) for n in ("name", "name_sort", "name_initials")}
