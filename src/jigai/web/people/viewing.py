"""Who is asking: every page needs a signed-in person, and knows what that person may see."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, cast

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.functional import SimpleLazyObject
from django.utils.timezone import localdate

from jigai.apps.accounts.viewer import Viewer, viewer_of
from jigai.apps.audit.as_of import present
from jigai.web.requests import PageRequest

NOBODY = Viewer(0, "", ())
OWN_AUTHENTICATION = ("/api/",)


class ViewerMiddleware:
    """Puts ``request.viewer``, worked out at first use from today's appointments."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        page = cast("PageRequest", request)
        page.viewer = cast("Viewer", SimpleLazyObject(lambda: _viewer(request)))
        return self.get_response(request)


class SignedInMiddleware(LoginRequiredMiddleware):
    """Every page asks for a sign-in unless it says otherwise; the API asks by itself."""

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if request.path.startswith(OWN_AUTHENTICATION):
            return None
        return super().process_view(request, view, args, kwargs)

    def handle_no_permission(
        self, request: HttpRequest, view: Callable[..., Any]
    ) -> HttpResponseRedirect:
        """A fragment asked for after the session ended leads the whole page to the sign-in."""
        answer = super().handle_no_permission(request, view)
        if request.headers.get("HX-Request") != "true":
            return answer
        answer.status_code = HTTPStatus.UNAUTHORIZED
        answer["HX-Redirect"] = answer["Location"]
        del answer["Location"]
        return answer


def _viewer(request: HttpRequest) -> Viewer:
    """Worked out in the present: a page read as of a past day keeps today's rights."""
    with present():
        if isinstance(request.user, AnonymousUser) or not request.user.is_authenticated:
            return NOBODY
        return viewer_of(request.user, on=localdate())
