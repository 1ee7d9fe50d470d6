"""A person who left long ago loses the name, in the register and in all of history."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.auth.hashers import make_password

from jigai.apps.accounts.models import User
from jigai.apps.audit.actions.erase_history import (
    erase_author,
    erase_history,
    erase_signatures,
)
from jigai.apps.audit.writing import writing
from jigai.domain.change import Change


def anonymise_person(*, user: User, change: Change) -> None:
    """Name, login and address go; roles with their dates, deeds and totals stay under a number."""
    key, login, name = f"user:{user.pk}", anonymous_login(user.pk), f"离任人员{user.pk}"
    with writing("person.anonymised", change):
        for log in (AccessAttempt, AccessFailureLog, AccessLog):
            log.objects.filter(username=user.username).delete()
        for held in (Authenticator, UserSession):
            held.objects.filter(user=user).delete()
        user.tokens.filter(revoked_at=None).update(revoked_at=change.at)
        user.username, user.display_name, user.email = login, name, ""
        user.is_active = False
        user.password = make_password(None)
        user.save()
        blanks = {"username": login, "display_name": name, "email": ""}
        erase_history(table="accounts_user", key=user.pk, fields=blanks, change=change)
        erase_signatures(actor_key=key, name=name, change=change)
        erase_author(actor_key=key, name=name, change=change)


def anonymous_login(pk: int) -> str:
    return f"left-{pk}"
