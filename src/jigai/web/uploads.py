"""The largest request: what is larger is refused before a byte of it is kept."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse

from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.web.refusals import refusal_page

LARGEST_FILE = 64 * 1024 * 1024
LARGEST_REQUEST = LARGEST_FILE + 1024 * 1024


class RequestTooLarge(Refusal):
    code = "request.too_large"
    message = Sentence(
        "上传的内容超过 64 MB，没有接收。", "The upload is larger than 64 MB and was not taken."
    )
    remedy = Sentence("请分成几个文件上传。", "Split it into several files.")


class LargestRequestMiddleware:
    """Reads the announced length; a body without one is not read by the server at all."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        announced = request.META.get("CONTENT_LENGTH") or "0"
        if not announced.isdecimal() or int(announced) <= LARGEST_REQUEST:
            return self.get_response(request)
        refusal = RequestTooLarge()
        status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        if request.path.startswith("/api/"):
            return _problem(refusal, status)
        answer = refusal_page(request, refusal)
        answer.status_code = status
        return answer


def _problem(refusal: Refusal, status: int) -> HttpResponse:
    said, advice = refusal.said, refusal.advice
    problem = {
        "code": refusal.code,
        "status": status,
        "title": {"zh": said.zh, "en": said.en},
        "remedy": {"zh": advice.zh, "en": advice.en},
        "fields": [],
    }
    return JsonResponse(
        problem,
        status=status,
        content_type="application/problem+json; charset=utf-8",
        json_dumps_params={"ensure_ascii": False},
    )
