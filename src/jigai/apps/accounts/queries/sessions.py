"""Where a person is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession

from jigai.apps.accounts.models import User
from jigai.domain.refusal import NotFound
from jigai.domain.sentence import Sentence


class NoSuchSession(NotFound):
    code = "session.not_found"
    message = Sentence("这次登录已经结束。", "This session has ended already.")


@dataclass(frozen=True, slots=True)
class SessionRow:
    id: int
    device: str
    address: str
    begun_at: datetime
    is_current: bool


def session_rows(user: User, *, current_key: str) -> list[SessionRow]:
    """The open sessions, newest first; those that ran out are dropped on the way."""
    found = UserSession.objects.purge_and_list(user)
    rows = [
        SessionRow(one.pk, one.user_agent, one.ip, one.created_at, one.session_key == current_key)
        for one in found
    ]
    return sorted(rows, key=lambda row: row.begun_at, reverse=True)


def session_for(user: User, pk: int) -> UserSession:
    """The person's own session.

    Raises:
        NoSuchSession: it ended, or is somebody else's.
    """
    found = UserSession.objects.filter(pk=pk, user_id=user.pk).first()
    if found is None:
        raise NoSuchSession
    return found
