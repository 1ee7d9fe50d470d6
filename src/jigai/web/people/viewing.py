"""Who is asking: every page needs a signed-in person, and knows what that person may see."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, cast

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.timezone import localdate

from jigai.apps.accounts.queries.previewed import PREVIEW, previewed
from jigai.apps.accounts.viewer import Viewer, viewer_of
from jigai.apps.audit.as_of import present
from jigai.apps.audit.reading import reading_only
from jigai.domain.refusal import NotAllowed
from jigai.domain.sentence import Sentence
from jigai.web.people.gate import stopped
from jigai.web.refusals import refusal_page
from jigai.web.requests import PageRequest

READING = frozenset({"GET", "HEAD", "OPTIONS"})
NOBODY = Viewer(0, "", ())
OWN_AUTHENTICATION = ("/api/",)


class PreviewReadsOnly(NotAllowed):
    code = "accounts.preview_reads_only"
    message = Sentence("预览时只能查看，不能修改。", "In a preview one can look, not change.")
    remedy = Sentence("请先结束预览。", "End the preview first.")


class ViewerMiddleware:
    """Puts ``request.viewer``, worked out at first use from today's appointments."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        page = cast("PageRequest", request)
        page.viewer = cast("Viewer", SimpleLazyObject(lambda: _viewer(request)))
        return self.get_response(request)


class PreviewMiddleware:
    """While the pages are shown as another person sees them, nothing is written.

    Only reading, ending the preview, the language and the sign-out pass; a page that tried to
    write a business record while being read would be refused too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = previewed_in(request)
        if person is None or request.path in _passing():
            return self.get_response(request)
        with reading_only():
            answer = self.get_response(request)
        answer["Cache-Control"] = "no-store"
        return answer

    def process_view(
        self, request: HttpRequest, _view: Callable[..., Any], _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        """Anything but reading is refused before the page begins."""
        if request.method in READING or request.path.startswith(OWN_AUTHENTICATION):
            return None
        if request.path in _passing() or previewed_in(request) is None:
            return None
        return refusal_page(request, PreviewReadsOnly())


class SignedInMiddleware(LoginRequiredMiddleware):
    """Every page asks for a sign-in unless it says otherwise; the API asks by itself."""

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if request.path.startswith(OWN_AUTHENTICATION):
            return None
        return super().process_view(request, view, args, kwargs) or stopped(
            cast("PageRequest", request)
        )

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


def previewed_in(request: HttpRequest) -> Any:
    """The person (or ``None``) as whom a signed-in keeper sees the pages."""
    if PREVIEW not in request.session or isinstance(request.user, AnonymousUser):
        return None
    return previewed(request.session, request.user, on=localdate())


def _passing() -> frozenset[str]:
    names = ("people:preview_end", "layout:speak", "account_logout")
    return frozenset(reverse(name) for name in names)


def _viewer(request: HttpRequest) -> Viewer:
    """Worked out in the present: a page read as of a past day keeps today's rights."""
    with present():
        if isinstance(request.user, AnonymousUser) or not request.user.is_authenticated:
            return NOBODY
        person = None if request.path in _passing() else previewed_in(request)
        return viewer_of(person or request.user, on=localdate())
