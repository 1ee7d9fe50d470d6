"""The caller's own tokens."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from ninja import Router, Schema
from ninja.responses import Status

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS
from jigai.api.schemas import Made, Number, Reasoned, Text
from jigai.apps.accounts.actions.issue_token import issue_token, revoke_token
from jigai.apps.accounts.queries.people import person_by
from jigai.apps.accounts.queries.tokens import TokenRow, token_for, token_rows

router = Router()


class NewToken(Reasoned):
    name: Text
    expires_on: date
    may_write: bool = False
    division_id: int | None = None


class TokenOut(Schema):
    """``secret`` is shown this once."""

    id: int
    secret: str


@router.get("", response={200: list[TokenRow], **PROBLEMS})
def list_tokens(request: HttpRequest) -> list[TokenRow]:
    return token_rows(viewer_in(request))


@router.post("", response={201: TokenOut, **PROBLEMS})
def create_token(request: HttpRequest, new: NewToken) -> Status[TokenOut]:
    change = change_by(request, None, new.reason)
    person = person_by(viewer_in(request).user_id)
    issued = issue_token(user=person, **new.model_dump(exclude={"reason"}), change=change)
    return Status(201, TokenOut(id=issued.token.pk, secret=issued.secret))


@router.post("/{pk}/revoke", response={200: Made, **PROBLEMS})
def revoke(request: HttpRequest, pk: Number, said: Reasoned) -> Made:
    change = change_by(request, None, said.reason)
    revoke_token(token=token_for(viewer_in(request), pk), change=change)
    return Made(id=pk)
