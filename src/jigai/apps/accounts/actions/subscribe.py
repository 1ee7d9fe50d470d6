"""Be told of what is new in a view, and stop being told."""

from __future__ import annotations

from jigai.apps.accounts.models import Subscription, SubscriptionMark
from jigai.apps.accounts.queries.saved_views import view_seen_by
from jigai.apps.accounts.queries.subscriptions import NoSuchSubscription
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.writing import writing
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class ViewWithoutAddress(Refusal):
    code = "accounts.view_without_address"
    message = Sentence(
        "“{title}”保存时没有记下列表地址。", "“{title}” was saved without its address."
    )
    remedy = Sentence("请打开列表，用同一名称再存一次。", "Open the list and save it again.")


def subscribe(*, view_id: int, viewer: Viewer, change: Change) -> int:
    """Follow a view from this moment on; following twice changes nothing. Returns its number.

    Raises:
        NoSuchView, ViewWithoutAddress: as named.
    """
    view = view_seen_by(viewer, view_id)
    if not view.path:
        raise ViewWithoutAddress(title=view.title)
    held = Subscription.objects.filter(view_id=view.id, user_id=viewer.user_id).first()
    if held is not None:
        return held.pk
    with writing("view.subscribed", change) as opened:
        made = Subscription.objects.create(view_id=view.id, user_id=viewer.user_id)
        SubscriptionMark.objects.create(subscription=made, change_set=opened.id)
    return made.pk


def unsubscribe(*, view_id: int, viewer: Viewer, change: Change) -> None:
    """Stop following a view.

    Raises:
        NoSuchSubscription: the person does not follow it.
    """
    held = Subscription.objects.filter(view_id=view_id, user_id=viewer.user_id).first()
    if held is None:
        raise NoSuchSubscription
    with writing("view.unsubscribed", change):
        held.delete()
