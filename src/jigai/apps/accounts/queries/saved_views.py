"""Saved views that a person sees for one list."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from jigai.apps.accounts.models import SavedView
from jigai.apps.accounts.viewer import Viewer

SHARED_WITH_ALL = "all"
PRIVATE = "private"


@dataclass(frozen=True, slots=True)
class SavedViewRow:
    id: int
    title: str
    query: str
    audience: str
    owner: str
    is_own: bool


def saved_views(*, viewer: Viewer, list_name: str) -> list[SavedViewRow]:
    """Own views, views shared with all, and views shared with a role that the person holds.

    A view is only conditions and columns: whoever opens it sees own rows only.
    """
    found = (
        SavedView.objects.filter(list_name=list_name)
        .filter(Q(owner_id=viewer.user_id) | Q(audience__in=[SHARED_WITH_ALL, *viewer.roles]))
        .select_related("owner")
        .order_by("title", "id")
    )
    return [
        SavedViewRow(
            view.pk,
            view.title,
            view.query,
            view.audience,
            view.owner.display_name,
            view.owner_id == viewer.user_id,
        )
        for view in found
    ]
