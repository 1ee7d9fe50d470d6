"""The daily digest of followed views, made by the worker when a day begins."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from jigai.apps.accounts.actions.mark_looked import note_digest
from jigai.apps.accounts.queries.subscriptions import (
    SubscriptionRow,
    followers,
    own_subscriptions,
)
from jigai.apps.accounts.viewer import Viewer, viewer_of
from jigai.apps.audit.chain import head_row
from jigai.domain.refusal import Refusal
from jigai.web.lists.making import drop_expired
from jigai.web.lists.news import news_of


@task()
def make_digests() -> int:
    """The digest of every followed view; how many have news. Safe to run again.

    Files of lists that are past their day go with it.
    """
    drop_expired()
    head = head_row()
    if head is None:
        return 0
    today, made = timezone.localdate(), 0
    for user in followers():
        viewer = viewer_of(user, on=today)
        for one in own_subscriptions(viewer):
            made += _noted(one, viewer, head.id)
    return made


def _noted(one: SubscriptionRow, viewer: Viewer, head: int) -> int:
    """A view whose list is gone or closed to its reader has no digest."""
    try:
        news = news_of(one, viewer, since=one.looked_to)
    except Refusal:
        return 0
    if not news.count and not news.is_too_long:
        return 0
    note_digest(subscription=one, day=timezone.localdate(), change_set=head, counts=news.counts)
    return 1
