"""Saved views of lists."""

from __future__ import annotations

from datetime import date

from django.http import FileResponse, HttpRequest
from ninja import Router
from ninja.responses import Status

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS
from jigai.api.schemas import Made, Number, Reasoned, Text
from jigai.apps.accounts.actions.ask_for_export import ask_for_export
from jigai.apps.accounts.actions.delete_view import delete_view
from jigai.apps.accounts.actions.save_view import save_view
from jigai.apps.accounts.actions.set_role_view import end_role_view, set_role_view
from jigai.apps.accounts.actions.subscribe import subscribe, unsubscribe
from jigai.apps.accounts.export_store import export_store
from jigai.apps.accounts.queries.list_exports import ListExportRow, own_exports, ready_export
from jigai.apps.accounts.queries.saved_views import SavedViewRow, saved_views
from jigai.apps.accounts.queries.subscriptions import (
    NoticeRow,
    SubscriptionRow,
    own_notices,
    own_subscriptions,
)
from jigai.jobs.list_work import start_export

router = Router()


class ViewIn(Reasoned):
    list_name: str
    title: Text
    query: Text
    audience: str = "private"
    path: str = ""


class ExportIn(Reasoned):
    """A list by its address on the pages, ``/projects/`` with ``q=stage:filed``."""

    path: Text
    query: str = ""
    form: str = "xlsx"
    language: str = "zh-hans"


class RoleIn(Reasoned):
    role: str


@router.get("/followed", response={200: list[SubscriptionRow], **PROBLEMS})
def list_followed(request: HttpRequest) -> list[SubscriptionRow]:
    """Views that the caller follows; ``looked_to`` is the last change set that was seen."""
    return own_subscriptions(viewer_in(request))


@router.get("/exports", response={200: list[ListExportRow], **PROBLEMS})
def list_exports(request: HttpRequest) -> list[ListExportRow]:
    """The caller's files, newest first."""
    return own_exports(viewer_in(request))


@router.get("/exports/{pk}/file", response={200: None, **PROBLEMS})
def fetch_export(request: HttpRequest, pk: Number) -> FileResponse:
    """The file itself, as a download."""
    ready = ready_export(viewer_in(request), pk)
    return FileResponse(
        export_store().open(ready.file), as_attachment=True, filename=ready.filename
    )


@router.post("/exports", response={202: Made, **PROBLEMS})
def create_export(request: HttpRequest, given: ExportIn) -> Status[Made]:
    """Ask for a file of all rows of a list; it is made in the background."""
    change = change_by(request, None, given.reason)
    wanted = given.model_dump(exclude={"reason"})
    made = ask_for_export(title=given.path, **wanted, viewer=viewer_in(request), change=change)
    start_export(made)
    return Status(202, Made(id=made))


@router.get("/digests", response={200: list[NoticeRow], **PROBLEMS})
def list_digests(request: HttpRequest, since: date) -> list[NoticeRow]:
    """Daily digests of followed views since a day, newest first."""
    return own_notices(viewer_in(request), since=since)


@router.post("/{pk}/default", response={200: Made, **PROBLEMS})
def set_default(request: HttpRequest, pk: Number, given: RoleIn) -> Made:
    """The list opens with this view for a role."""
    change = change_by(request, None, given.reason)
    set_role_view(view_id=pk, role=given.role, viewer=viewer_in(request), change=change)
    return Made(id=pk)


@router.post("/{pk}/default/end", response={200: Made, **PROBLEMS})
def end_default(request: HttpRequest, pk: Number, given: RoleIn) -> Made:
    change = change_by(request, None, given.reason)
    end_role_view(view_id=pk, role=given.role, viewer=viewer_in(request), change=change)
    return Made(id=pk)


@router.post("/{pk}/follow", response={201: Made, **PROBLEMS})
def follow_view(request: HttpRequest, pk: Number, said: Reasoned) -> Status[Made]:
    change = change_by(request, None, said.reason)
    made = subscribe(view_id=pk, viewer=viewer_in(request), change=change)
    return Status(201, Made(id=made))


@router.post("/{pk}/unfollow", response={200: Made, **PROBLEMS})
def unfollow_view(request: HttpRequest, pk: Number, said: Reasoned) -> Made:
    change = change_by(request, None, said.reason)
    unsubscribe(view_id=pk, viewer=viewer_in(request), change=change)
    return Made(id=pk)


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
