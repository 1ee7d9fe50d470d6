"""Sign a browser of a person out from elsewhere."""

from __future__ import annotations

from allauth.usersessions.models import UserSession

from jigai.apps.audit.writing import writing
from jigai.domain.change import Change


def end_session(*, session: UserSession, change: Change) -> None:
    """The browser is out at its next click; the deed stays in history, the session does not."""
    with writing("session.ended", change):
        session.end()
