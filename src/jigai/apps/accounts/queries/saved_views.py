"""Saved views that a person sees, and the one with which a list opens for a role."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from jigai.apps.accounts.models import Role, RoleView, SavedView, Subscription
from jigai.apps.accounts.viewer import Viewer
from jigai.domain.refusal import NotFound
from jigai.domain.sentence import Sentence

SHARED_WITH_ALL = "all"
PRIVATE = "private"


class NoSuchView(NotFound):
    code = "accounts.no_such_view"
    message = Sentence("没有这个视图。", "There is no such view.")


@dataclass(frozen=True, slots=True)
class SavedViewRow:
    """One view; ``default_for`` names the roles for which its list opens with it."""

    id: int
    title: str
    list_name: str
    path: str
    query: str
    audience: str
    owner: str
    is_own: bool
    is_subscribed: bool
    default_for: tuple[str, ...]


def saved_views(*, viewer: Viewer, list_name: str) -> list[SavedViewRow]:
    """Own views, views shared with all, and views shared with a role that the person holds.

    A view is only conditions and columns: whoever opens it sees own rows only.
    """
    found = list(views_seen_by(viewer).filter(list_name=list_name).order_by("title", "id"))
    return _rows(found, viewer)


def view_seen_by(viewer: Viewer, pk: int) -> SavedViewRow:
    """One view that the person may open.

    Raises:
        NoSuchView: not there, or not shared with the person.
    """
    found = list(views_seen_by(viewer).filter(pk=pk))
    if not found:
        raise NoSuchView
    return _rows(found, viewer)[0]


def role_view(viewer: Viewer, list_name: str) -> str | None:
    """The query with which the office lets a list open for this person's first role.

    ``None`` when the office has set nothing; blank means all rows.
    """
    found = dict(
        RoleView.objects.filter(list_name=list_name, role__in=viewer.roles).values_list(
            "role", "view__query"
        )
    )
    return next((found[role] for role in Role.values if role in found), None)


def views_seen_by(viewer: Viewer) -> QuerySet[SavedView]:
    shared = Q(audience__in=[SHARED_WITH_ALL, *viewer.roles])
    return SavedView.objects.filter(Q(owner_id=viewer.user_id) | shared)


def _rows(views: list[SavedView], viewer: Viewer) -> list[SavedViewRow]:
    keys = [view.pk for view in views]
    mine = Subscription.objects.filter(view=OuterRef("pk"), user_id=viewer.user_id)
    known = (
        SavedView.objects.filter(pk__in=keys)
        .annotate(is_subscribed=Exists(mine))
        .values_list("pk", "is_subscribed", "owner__display_name", "role_defaults__role")
    )
    subscribed, owners, roles = set[int](), dict[int, str](), dict[int, list[str]]()
    for pk, is_subscribed, owner, role in known.order_by("pk", "role_defaults__role"):
        owners[pk] = owner
        subscribed |= {pk} if is_subscribed else set()
        roles.setdefault(pk, []).extend([role] if role else [])
    return [
        SavedViewRow(
            id=view.pk,
            title=view.title,
            list_name=view.list_name,
            path=view.path,
            query=view.query,
            audience=view.audience,
            owner=owners[view.pk],
            is_own=view.owner_id == viewer.user_id,
            is_subscribed=view.pk in subscribed,
            default_for=tuple(roles[view.pk]),
        )
        for view in views
    ]
