"""Responsible units by name."""

from __future__ import annotations

from jigai.apps.accounts.models import Agency


def agency_ids() -> dict[str, int]:
    return dict(Agency.objects.values_list("name", "id"))
