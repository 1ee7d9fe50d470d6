"""One-time links by which a person sets a password; only a digest is kept."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import override

from jigai.apps.accounts.models import Invitation, User
from jigai.apps.audit.writing import writing
from jigai.domain.change import Change
from jigai.domain.refusal import NotFound, Refusal
from jigai.domain.sentence import Sentence

VALID_FOR = timedelta(days=7)


class InvitationInvalid(NotFound):
    code = "invitation.invalid"
    message = Sentence(
        "链接无效、已用过或已过期。", "The link is invalid, used already or expired."
    )
    remedy = Sentence("请向管理员索取新的链接。", "Ask the administrator for a new one.")


class PasswordWeak(Refusal):
    code = "password.weak"
    message = Sentence("{problems}", "{problems}")


def invite(*, user: User, change: Change) -> str:
    """Make a one-time link's secret, good for seven days; earlier links of the person end.

    Returns:
        The secret, shown once: the link is ``/people/join/<secret>/``.
    """
    secret = secrets.token_urlsafe(32)
    with writing("invitation.made", change):
        user.invitations.filter(used_at__isnull=True).update(used_at=change.at)
        Invitation.objects.create(
            user=user, digest=digest_of(secret), expires_at=change.at + VALID_FOR
        )
    return secret


def invitation_by(secret: str, *, at: datetime) -> Invitation:
    """The open invitation of a link.

    Raises:
        InvitationInvalid: unknown, used, expired, or its person is barred.
    """
    found = (
        Invitation.objects.filter(digest=digest_of(secret), used_at__isnull=True, expires_at__gt=at)
        .filter(user__is_active=True)
        .select_related("user")
        .first()
    )
    if found is None:
        raise InvitationInvalid
    return found


def accept_invitation(*, secret: str, password: str, change: Change) -> User:
    """Set the password of the person invited and use up the link.

    Raises:
        InvitationInvalid, PasswordWeak: as named.
    """
    with writing("invitation.accepted", change):
        invitation = invitation_by(secret, at=change.at)
        user = invitation.user
        check_password_strength(password, user)
        invitation.used_at = change.at
        invitation.save(update_fields=["used_at"])
        user.set_password(password)
        user.save(update_fields=["password"])
    return user


def check_password_strength(password: str, user: User) -> None:
    """Whether the password is long and rare enough.

    Raises:
        PasswordWeak: with every reason.
    """
    try:
        validate_password(password, user)
    except ValidationError as error:
        with override("zh-hans"):
            zh = "".join(error.messages)
        with override("en"):
            en = " ".join(error.messages)
        raise PasswordWeak(problems=Sentence(zh, en)) from None


def digest_of(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
