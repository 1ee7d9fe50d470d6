"""Take a saved view away; the history keeps it."""

from __future__ import annotations

from jigai.apps.accounts.models import SavedView
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.writing import writing
from jigai.domain.change import Change
from jigai.domain.refusal import NotFound
from jigai.domain.sentence import Sentence


class NoSuchView(NotFound):
    code = "accounts.no_such_view"
    message = Sentence("没有这个视图。", "There is no such view.")


def delete_view(*, view_id: int, viewer: Viewer, change: Change) -> str:
    """Delete an own view.

    Returns:
        The name of the list that it belonged to.
    """
    found = SavedView.objects.filter(pk=view_id, owner_id=viewer.user_id).first()
    if found is None:
        raise NoSuchView
    with writing("view.deleted", change):
        found.delete()
    return found.list_name
