"""Take a saved view away; the history keeps it."""

from __future__ import annotations

from jigai.apps.accounts.models import RoleView, SavedView, Subscription
from jigai.apps.accounts.queries.saved_views import NoSuchView
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.writing import writing
from jigai.domain.change import Change


def delete_view(*, view_id: int, viewer: Viewer, change: Change) -> str:
    """Delete an own view, with the subscriptions to it and its use as a default.

    Returns:
        The name of the list that it belonged to.
    """
    found = SavedView.objects.filter(pk=view_id, owner_id=viewer.user_id).first()
    if found is None:
        raise NoSuchView
    with writing("view.deleted", change):
        RoleView.objects.filter(view=found).delete()
        for held in Subscription.objects.filter(view=found):
            held.delete()
        found.delete()
    return found.list_name
