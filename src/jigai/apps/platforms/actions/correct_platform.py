from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jigai.apps.audit.editing import apply_edit
from jigai.apps.audit.writing import writing
from jigai.apps.platforms.actions.register_platform import put_platform_name
from jigai.apps.platforms.models import Platform
from jigai.domain.change import Change


def correct_platform(
    *, platform: Platform, base: int, values: Mapping[str, Any], change: Change
) -> tuple[str, ...]:
    """Save corrections made on version ``base``; standings have actions of their own.

    Returns:
        The names of the fields that changed.

    Raises:
        PlatformWithoutName, EditedByOthers, RecordInvalid: as named.
    """
    wanted = dict(values)
    if "name" in wanted:
        named = Platform()
        put_platform_name(named, wanted["name"])
        wanted |= {
            "name": named.name,
            "name_sort": named.name_sort,
            "name_initials": named.name_initials,
        }
    with writing("platform.corrected", change):
        return apply_edit(platform, base=base, mine=wanted)
