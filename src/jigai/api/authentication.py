"""Who calls: the bearer of a token (area, end, read or write), or a signed-in person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import APIKeyCookie, HttpBearer

from jigai.apps.accounts.permissions import Deed, RoleLess, require
from jigai.apps.accounts.queries.factors import FactorNeeded, must_add_factor
from jigai.apps.accounts.queries.previewed import previewed
from jigai.apps.accounts.queries.tokens import bearer_of
from jigai.apps.accounts.viewer import Viewer, viewer_of
from jigai.domain.change import Actor, Change, Path
from jigai.domain.refusal import NotAllowed
from jigai.domain.sentence import Sentence


class ReadOnlyToken(NotAllowed):
    code = "token.read_only"
    message = Sentence("这个令牌只能读取。", "This token may only read.")
    remedy = Sentence("请申请可写的令牌。", "Ask for a token that may write.")


class OwnersAlone(NotAllowed):
    code = "token.owners_alone"
    message = Sentence(
        "凭证台账和个人数据只有本人能读，预览也不给。",
        "A voucher ledger and a person's own data are read by their owner alone, in no preview.",
    )


@dataclass(frozen=True, slots=True)
class Caller:
    """The person for whom a request is made."""

    viewer: Viewer
    may_write: bool
    is_preview: bool = False


class ByToken(HttpBearer):
    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:
        bearer = bearer_of(token, on=timezone.localdate())
        return _with_role(Caller(bearer.viewer, bearer.may_write)) if bearer else None


class BySession(APIKeyCookie):
    """A person signed in by the web; writes need the CSRF token."""

    param_name = "sessionid"

    def authenticate(self, request: HttpRequest, key: str | None) -> Caller | None:
        user = request.user
        if not user.is_authenticated:
            return None
        today = timezone.localdate()
        if person := previewed(request.session, user, on=today):
            return _with_role(Caller(viewer_of(person, on=today), may_write=False, is_preview=True))
        caller = _with_role(Caller(viewer_of(user, on=today), may_write=True))
        if must_add_factor(caller.viewer, on=today):
            raise FactorNeeded
        return caller


def _with_role(caller: Caller) -> Caller:
    """Raises: RoleLess: whoever holds no role reads nothing here either."""
    if not caller.viewer.grants:
        raise RoleLess
    return caller


def viewer_in(request: HttpRequest) -> Viewer:
    """The viewer of an authenticated request."""
    return _caller(request).viewer


def owner_in(request: HttpRequest) -> Viewer:
    """The viewer of what its owner alone reads: a keeper's preview of them is refused.

    Raises:
        OwnersAlone: as named.
    """
    if _caller(request).is_preview:
        raise OwnersAlone
    return viewer_in(request)


def change_by(request: HttpRequest, deed: Deed | None, reason: str) -> Change:
    """Authorship of a write, once the caller may do it.

    Args:
        deed: what the caller's role must allow; ``None`` for what everybody may do to their own.

    Raises:
        ReadOnlyToken, RoleMissing, ReasonMissing: as named.
    """
    caller = _caller(request)
    if not caller.may_write:
        raise ReadOnlyToken
    if deed is not None:
        require(caller.viewer, deed)
    actor = Actor(caller.viewer.key, caller.viewer.name)
    return Change(actor, reason, timezone.localtime(), Path.API)


def _caller(request: HttpRequest) -> Caller:
    found: Any = getattr(request, "auth", None)
    if not isinstance(found, Caller):
        raise TypeError("an endpoint without authentication asked for its caller")
    return found
