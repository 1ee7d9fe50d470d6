"""Turns a refusal into a page, in one place."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from jigai.domain.refusal import NotAllowed, NotFound, Refusal
from jigai.domain.sentence import Language


class RefusalMiddleware:
    """Every anticipated error of a screen becomes a page with a sentence and a remedy."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return refused(request, exception) if isinstance(exception, Refusal) else None


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The page that says what was refused, and what to do."""
    language: Language = "en" if (get_language() or "").startswith("en") else "zh"
    said = {
        "code": refusal.code,
        "message": refusal.said.said_in(language),
        "remedy": refusal.advice.said_in(language),
    }
    return render(request, "layout/refusal.html", said, status=http_status(refusal))


def http_status(refusal: Refusal) -> int:
    """404 for what is not there or may not be seen, 403 for what may not be done, else 409."""
    if isinstance(refusal, NotFound):
        return 404
    return 403 if isinstance(refusal, NotAllowed) else 409
