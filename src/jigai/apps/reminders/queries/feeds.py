"""Private calendar addresses: since when a person has one, and whose a secret is."""

from __future__ import annotations

from datetime import datetime

from jigai.apps.accounts.actions.invite import digest_of
from jigai.apps.accounts.models import User
from jigai.apps.reminders.models import FeedToken
from jigai.domain.refusal import NotFound
from jigai.domain.sentence import Sentence


class NoSuchFeed(NotFound):
    code = "reminders.no_such_calendar"
    message = Sentence("这个日历地址无效或已停用。", "This calendar address is unknown or ended.")
    remedy = Sentence("请在“提醒开关”里生成新的地址。", "Make a new one under “my switches”.")


def feed_since(user_id: int) -> datetime | None:
    found = FeedToken.objects.filter(user_id=user_id, revoked_at=None)
    return found.values_list("made_at", flat=True).first()


def reader_of(secret: str) -> User:
    """The active person whose calendar address it is.

    Raises:
        NoSuchFeed: as named.
    """
    found = (
        FeedToken.objects.filter(digest=digest_of(secret), revoked_at=None, user__is_active=True)
        .select_related("user")
        .first()
    )
    if found is None:
        raise NoSuchFeed
    return found.user
