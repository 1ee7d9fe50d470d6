"""Which views a person follows, up to where they have looked, and the digests since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models.functions import Coalesce

from jigai.apps.accounts.models import Subscription, User, ViewNotice
from jigai.apps.accounts.queries.saved_views import views_seen_by
from jigai.apps.accounts.viewer import Viewer
from jigai.domain.refusal import NotFound
from jigai.domain.sentence import Sentence


class NoSuchSubscription(NotFound):
    code = "accounts.no_such_subscription"
    message = Sentence("您没有关注这个视图。", "You do not follow this view.")


@dataclass(frozen=True, slots=True)
class SubscriptionRow:
    """One followed view; ``looked_to`` is the last change set that its reader has seen."""

    id: int
    view_id: int
    title: str
    path: str
    query: str
    owner: str
    is_own_view: bool
    looked_to: int


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """What was new in a followed view on a day; ``is_too_long``: it was not compared."""

    day: date
    view_id: int
    title: str
    new: int
    changed: int
    gone: int
    is_too_long: bool


def own_subscriptions(viewer: Viewer) -> list[SubscriptionRow]:
    """Followed views that the person may still open, by title."""
    found = Subscription.objects.filter(
        user_id=viewer.user_id, view__in=views_seen_by(viewer).order_by().values("pk")
    ).select_related("view", "view__owner")
    found = found.annotate(looked_to=Coalesce("mark__change_set", 0))
    return [_row(one, one.looked_to) for one in found.order_by("view__title", "pk")]


def subscription_to(viewer: Viewer, view_id: int) -> SubscriptionRow:
    """The person's subscription to one view.

    Raises:
        NoSuchSubscription: the person does not follow it, or may no longer open it.
    """
    found = next((one for one in own_subscriptions(viewer) if one.view_id == view_id), None)
    if found is None:
        raise NoSuchSubscription
    return found


def own_notices(viewer: Viewer, *, since: date) -> list[NoticeRow]:
    """Digests of followed views, newest day first."""
    found = ViewNotice.objects.filter(
        subscription__user_id=viewer.user_id,
        subscription__view__in=views_seen_by(viewer).order_by().values("pk"),
        day__gte=since,
    ).select_related("subscription__view")
    return [
        NoticeRow(
            day=one.day,
            view_id=one.subscription.view_id,
            title=one.subscription.view.title,
            new=one.new,
            changed=one.changed,
            gone=one.gone,
            is_too_long=one.is_too_long,
        )
        for one in found.order_by("-day", "subscription__view__title")
    ]


def followers() -> list[User]:
    """Everybody who follows a view."""
    return list(User.objects.filter(subscriptions__isnull=False, is_active=True).distinct())


def _row(one: Subscription, looked_to: int) -> SubscriptionRow:
    return SubscriptionRow(
        id=one.pk,
        view_id=one.view_id,
        title=one.view.title,
        path=one.view.path,
        query=one.view.query,
        owner=one.view.owner.display_name,
        is_own_view=one.view.owner_id == one.user_id,
        looked_to=looked_to,
    )
