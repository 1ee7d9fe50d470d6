"""Tokens of a person, and the bearer of a secret."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import date, datetime

from jigai.apps.accounts.actions.invite import digest_of
from jigai.apps.accounts.actions.issue_token import PREFIX_LENGTH
from jigai.apps.accounts.models import ApiToken
from jigai.apps.accounts.viewer import Viewer, viewer_of
from jigai.domain.refusal import NotFound
from jigai.domain.sentence import Sentence


class NoSuchToken(NotFound):
    code = "token.not_found"
    message = Sentence("没有编号为{pk}的令牌。", "There is no token {pk}.")


@dataclass(frozen=True, slots=True)
class TokenRow:
    id: int
    name: str
    prefix: str
    may_write: bool
    division_id: int | None
    expires_on: date
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who a token speaks for, narrowed to its area."""

    viewer: Viewer
    may_write: bool


def bearer_of(secret: str, *, on: date) -> Bearer | None:
    """The bearer of a token that is neither revoked nor expired."""
    token = (
        ApiToken.objects.filter(
            prefix=secret[:PREFIX_LENGTH], revoked_at__isnull=True, expires_on__gte=on
        )
        .select_related("user", "division")
        .first()
    )
    if token is None or not hmac.compare_digest(token.digest, digest_of(secret)):
        return None
    return Bearer(viewer_of(token.user, on=on, division=token.division), token.may_write)


def token_rows(viewer: Viewer) -> list[TokenRow]:
    """The viewer's own tokens, newest first."""
    rows = ApiToken.objects.filter(user_id=viewer.user_id).order_by("-id")
    return [TokenRow(**values) for values in rows.values(*TokenRow.__dataclass_fields__)]


def token_for(viewer: Viewer, pk: int) -> ApiToken:
    """The viewer's own token.

    Raises:
        NoSuchToken: it is absent or somebody else's.
    """
    found = ApiToken.objects.filter(pk=pk, user_id=viewer.user_id).first()
    if found is None:
        raise NoSuchToken(pk=pk)
    return found
