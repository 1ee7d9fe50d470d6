"""The private address of a person's calendar: shown once, kept as a digest, revocable."""

from __future__ import annotations

import secrets

from jigai.apps.accounts.actions.invite import digest_of
from jigai.apps.audit.writing import writing
from jigai.apps.reminders.models import FeedToken
from jigai.domain.change import Change


def make_feed(*, user_id: int, change: Change) -> str:
    """A new secret; an earlier address of the person ends.

    Returns:
        The secret of ``/reminders/calendar/<secret>.ics``.
    """
    secret = secrets.token_urlsafe(32)
    with writing("calendar_address.made", change):
        _end(user_id, change)
        FeedToken.objects.create(user_id=user_id, digest=digest_of(secret), made_at=change.at)
    return secret


def revoke_feed(*, user_id: int, change: Change) -> bool:
    """End the address; whether there was one."""
    if not FeedToken.objects.filter(user_id=user_id, revoked_at=None).exists():
        return False
    with writing("calendar_address.revoked", change):
        _end(user_id, change)
    return True


def _end(user_id: int, change: Change) -> None:
    FeedToken.objects.filter(user_id=user_id, revoked_at=None).update(revoked_at=change.at)
