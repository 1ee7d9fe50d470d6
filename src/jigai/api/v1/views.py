"""Saved views of lists."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router
from ninja.responses import Status

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS
from jigai.api.schemas import Made, Number, Reasoned, Text
from jigai.apps.accounts.actions.delete_view import delete_view
from jigai.apps.accounts.actions.save_view import save_view
from jigai.apps.accounts.queries.saved_views import SavedViewRow, saved_views

router = Router()


class ViewIn(Reasoned):
    list_name: str
    title: Text
    query: Text
    audience: str = "private"


@router.get("/{list_name}", response={200: list[SavedViewRow], **PROBLEMS})
def list_views(request: HttpRequest, list_name: str) -> list[SavedViewRow]:
    return saved_views(viewer=viewer_in(request), list_name=list_name)


@router.post("", response={201: Made, **PROBLEMS})
def create_view(request: HttpRequest, given: ViewIn) -> Status[Made]:
    change = change_by(request, None, given.reason)
    named = given.model_dump(exclude={"reason"})
    return Status(201, Made(id=save_view(**named, viewer=viewer_in(request), change=change)))


@router.post("/{pk}/delete", response={200: Made, **PROBLEMS})
def remove_view(request: HttpRequest, pk: Number, said: Reasoned) -> Made:
    change = change_by(request, None, said.reason)
    delete_view(view_id=pk, viewer=viewer_in(request), change=change)
    return Made(id=pk)
