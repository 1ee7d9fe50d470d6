"""Names of divisions and directions as ledgers write them, with their ids."""

from __future__ import annotations

from jigai.apps.reference.models import Direction, Division, Programme


def township_ids() -> dict[str, int]:
    """Name → id of the divisions in force; of two with one name the later row counts."""
    rows = Division.objects.filter(valid_to__isnull=True).order_by("id")
    return dict(rows.values_list("name", "id"))


def direction_ids() -> dict[str, int]:
    return dict(Direction.objects.values_list("name", "id"))


def home_county() -> Division | None:
    """The division whose programme this is; ``None`` before set-up."""
    programme = Programme.objects.select_related("division").first()
    return programme.division if programme else None
