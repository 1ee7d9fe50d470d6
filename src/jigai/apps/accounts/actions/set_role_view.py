"""Let a list open with a shared view for everybody who holds a role."""

from __future__ import annotations

from jigai.apps.accounts.models import Role, RoleView
from jigai.apps.accounts.queries.saved_views import SHARED_WITH_ALL, SavedViewRow, view_seen_by
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.writing import writing
from jigai.domain.change import Change
from jigai.domain.refusal import NotAllowed, Refusal
from jigai.domain.sentence import Sentence


class DefaultNotAllowed(NotAllowed):
    code = "accounts.default_not_allowed"
    message = Sentence(
        "只有技改办可以设默认视图。", "Only the programme office sets default views."
    )


class RoleUnknown(Refusal):
    code = "accounts.role_unknown"
    message = Sentence("没有“{role}”这个角色。", "There is no role “{role}”.")


class ViewNotShared(Refusal):
    code = "accounts.view_not_shared"
    message = Sentence("“{title}”没有共享给这个角色。", "“{title}” is not shared with this role.")
    remedy = Sentence(
        "请先把视图共享给该角色或所有人。", "Share the view with the role or all first."
    )


def set_role_view(*, view_id: int, role: str, viewer: Viewer, change: Change) -> None:
    """The view becomes the default of its list for a role, in place of the one before.

    Raises:
        DefaultNotAllowed, RoleUnknown, NoSuchView, ViewNotShared: as named.
    """
    view = _checked(view_id, role, viewer)
    if view.audience not in {SHARED_WITH_ALL, role}:
        raise ViewNotShared(title=view.title)
    with writing("role_view.set", change):
        RoleView.objects.update_or_create(
            list_name=view.list_name, role=role, defaults={"view_id": view.id}
        )


def end_role_view(*, view_id: int, role: str, viewer: Viewer, change: Change) -> None:
    """The list opens again as shipped for the role."""
    view = _checked(view_id, role, viewer)
    with writing("role_view.ended", change):
        RoleView.objects.filter(view_id=view.id, role=role).delete()


def _checked(view_id: int, role: str, viewer: Viewer) -> SavedViewRow:
    if not viewer.may_edit:
        raise DefaultNotAllowed
    if role not in Role.values:
        raise RoleUnknown(role=role)
    return view_seen_by(viewer, view_id)
