"""As whom a keeper sees the pages: read from a session, valid while both persons may."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from jigai.apps.accounts.models import User
from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.accounts.viewer import viewer_of

PREVIEW = "preview"
"""Key of the session that holds the number of the person previewed."""


def previewed(session: Mapping[str, Any], user: User, *, on: date) -> User | None:
    """The person as whom this signed-in user sees the pages, or ``None``.

    Args:
        session: of the browser.
        user: who is signed in.
        on: the day whose appointments count.
    """
    pk = session.get(PREVIEW)
    if pk is None or not may(viewer_of(user, on=on), Deed.PREVIEW):
        return None
    return User.objects.filter(pk=pk, is_active=True).first()
