"""Tokens for the API: shown once, kept as a digest, with scope, area and an end."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from jigai.apps.accounts.actions.invite import digest_of
from jigai.apps.accounts.models import ApiToken, User
from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

LONGEST = timedelta(days=366)
PREFIX_LENGTH = 8


class TokenTooLong(Refusal):
    code = "token.too_long"
    message = Sentence(
        "令牌有效期从明天起最长一年。", "A token is valid from tomorrow for a year at most."
    )


@dataclass(frozen=True, slots=True)
class IssuedToken:
    """``secret`` is shown once and never again."""

    token: ApiToken
    secret: str


def issue_token(
    *,
    user: User,
    name: str,
    expires_on: date,
    change: Change,
    may_write: bool = False,
    division_id: int | None = None,
) -> IssuedToken:
    """Give a program a token in a person's name; ``division_id`` narrows what it sees.

    Raises:
        TokenTooLong, RecordInvalid: as named.
    """
    today = change.at.date()
    if not today < expires_on <= today + LONGEST:
        raise TokenTooLong
    prefix = secrets.token_hex(PREFIX_LENGTH // 2)
    secret = f"{prefix}.{secrets.token_urlsafe(32)}"
    with writing("token.issued", change):
        token = ApiToken(
            user=user,
            name=name,
            prefix=prefix,
            digest=digest_of(secret),
            may_write=may_write,
            division_id=division_id,
            expires_on=expires_on,
        )
        save_valid(token)
    return IssuedToken(token, secret)


def revoke_token(*, token: ApiToken, change: Change) -> None:
    with writing("token.revoked", change):
        token.revoked_at = token.revoked_at or change.at
        token.save(update_fields=["revoked_at"])
