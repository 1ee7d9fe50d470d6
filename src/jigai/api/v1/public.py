"""The public board: read without a token once the office has opened it."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router, Schema

from jigai.api.authentication import change_by
from jigai.api.errors import PROBLEMS
from jigai.api.schemas import Reasoned
from jigai.apps.accounts.permissions import Deed
from jigai.apps.badges.queries.public_board import (
    PublicBoard,
    public_board,
    public_periods,
    refuse_unless_public,
)
from jigai.apps.reference.actions.open_public_board import open_public_board
from jigai.apps.reference.queries.settings import programme
from jigai.apps.rounds.queries.access import round_of

router = Router()


class Switch(Reasoned):
    is_public: bool


class SwitchedOut(Schema):
    is_public: bool


@router.get("", response={200: list[str], **PROBLEMS}, auth=None)
def list_public(request: HttpRequest) -> list[str]:
    """Periods with a published board, the newest first."""
    refuse_unless_public()
    return public_periods()


@router.put("", response={200: SwitchedOut, **PROBLEMS})
def switch_public(request: HttpRequest, given: Switch) -> SwitchedOut:
    """Open the board to everybody or close it, with the reason kept in the history."""
    change = change_by(request, Deed.PUBLISH, given.reason)
    open_public_board(is_public=given.is_public, change=change)
    return SwitchedOut(is_public=programme().is_board_public)


@router.get("/{period}", response={200: PublicBoard, **PROBLEMS}, auth=None)
def show_public_board(request: HttpRequest, period: str) -> PublicBoard:
    """Projects and responsible units with their badges; no amount, firm, person or reason."""
    refuse_unless_public()
    return public_board(round=round_of(period))
