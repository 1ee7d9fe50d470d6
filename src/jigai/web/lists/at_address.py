"""The list behind an address, for work that goes on without a browser: files and digests."""

from __future__ import annotations

from io import BytesIO
from typing import cast
from urllib.parse import quote

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.urls import Resolver404, resolve
from django_htmx.middleware import HtmxDetails

from jigai.apps.accounts.viewer import Viewer
from jigai.domain.refusal import NotFound
from jigai.domain.sentence import Sentence
from jigai.web.lists.page import ListPage
from jigai.web.lists.state import ListState
from jigai.web.requests import PageRequest


class NoSuchList(NotFound):
    code = "lists.no_such_list"
    message = Sentence("“{path}”不是列表。", "There is no list at “{path}”.")


class FoundList(HttpResponse):
    """What a list page answers to who seeks the list itself and not its picture."""

    def __init__(self, page: ListPage, state: ListState) -> None:
        super().__init__()
        self.page, self.state = page, state


def list_at(path: str, query: str, viewer: Viewer) -> tuple[ListPage, ListState]:
    """The list that this person finds at an address, with all that the query says.

    The page's own view is asked, so that its checks hold here too.

    Raises:
        NoSuchList: the address leads to no list.
    """
    try:
        view, args, kwargs = resolve(path)
    except Resolver404:
        raise NoSuchList(path=path) from None
    answer = view(_request(path, query, viewer), *args, **kwargs)
    if not isinstance(answer, FoundList):
        raise NoSuchList(path=path)
    return answer.page, answer.state


def _request(path: str, query: str, viewer: Viewer) -> PageRequest:
    asked = WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": quote(path),
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "wsgi.input": BytesIO(),
        }
    )
    request = cast("PageRequest", asked)
    request.viewer = viewer
    request.htmx = HtmxDetails(asked)
    request.seeks_list = True
    return request
