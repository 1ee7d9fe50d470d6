"""Merges of an enterprise that can still be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jigai.apps.registry.models import Enterprise, EnterpriseMerge


@dataclass(frozen=True, slots=True)
class MergeRow:
    id: int
    merged_id: int
    merged: str
    merged_on: date


def merges_into(enterprise: Enterprise) -> tuple[MergeRow, ...]:
    """Records that were merged into this one and not taken back; one query."""
    rows = EnterpriseMerge.objects.filter(kept=enterprise, undone_on__isnull=True)
    return tuple(
        MergeRow(one.pk, one.merged_id, one.merged.name, one.merged_on)
        for one in rows.select_related("merged").order_by("-merged_on", "-id")
    )
