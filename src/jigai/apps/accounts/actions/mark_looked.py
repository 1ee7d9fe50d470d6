"""Note how far a reader has looked; kept out of history, so that reading is not tracked."""

from __future__ import annotations

from datetime import date

from jigai.apps.accounts.models import SubscriptionMark, ViewNotice
from jigai.apps.accounts.queries.subscriptions import SubscriptionRow


def mark_looked(*, subscription: SubscriptionRow, change_set: int) -> None:
    """Everything up to a change set has been seen; earlier digests go."""
    SubscriptionMark.objects.update_or_create(
        subscription_id=subscription.id, defaults={"change_set": change_set}
    )
    ViewNotice.objects.filter(subscription_id=subscription.id, change_set__lte=change_set).delete()


def note_digest(
    *,
    subscription: SubscriptionRow,
    day: date,
    change_set: int,
    counts: tuple[int, int, int] | None,
) -> None:
    """Keep the digest of a day; a second one of the same day replaces it.

    Args:
        subscription: whose.
        day: the day that it speaks of.
        change_set: up to which the view was read.
        counts: new, changed and gone rows; ``None`` when the view is too long to compare.
    """
    new, changed, gone = counts or (0, 0, 0)
    ViewNotice.objects.update_or_create(
        subscription_id=subscription.id,
        day=day,
        defaults={
            "change_set": change_set,
            "new": new,
            "changed": changed,
            "gone": gone,
            "is_too_long": counts is None,
        },
    )
