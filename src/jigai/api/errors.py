"""Turns refusals and faults of a request into problem JSON (RFC 9457), in one place."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from jigai.apps.audit.editing import EditedByOthers, RecordInvalid
from jigai.domain.refusal import NotAllowed, NotFound, Refusal
from jigai.domain.sentence import Sentence
from jigai.domain.stages import StageNotReady

UNKNOWN_CALLER = Sentence("请用有效的令牌或登录后再访问。", "Use a valid token, or sign in first.")
MALFORMED = Sentence("请求的内容不符合接口说明。", "The request does not fit the schema.")
CROSS_SITE = Sentence(
    "登录会话的写请求缺少防跨站令牌（X-CSRFToken）。",
    "A write by a signed-in session needs the cross-site token (X-CSRFToken).",
)
FAULT = Sentence(
    "系统出错，没有保存到一半的数据；已记入日志。",
    "A fault of the system, nothing is half saved; it is in the log.",
)
CSRF_STATUS = 403
faults = logging.getLogger("django.request")


class Said(Schema):
    zh: str
    en: str


class FieldProblem(Schema):
    """One field: what is wrong, or both values of a conflict."""

    field: str
    said: Said | None = None
    mine: str | None = None
    theirs: str | None = None


class Problem(Schema):
    """Why something was not done; ``code`` never changes once released."""

    code: str
    status: int
    title: Said
    remedy: Said
    fields: list[FieldProblem] = []


PROBLEMS = dict.fromkeys((400, 401, 403, 404, 409, 422), Problem)


def status_of(refusal: Refusal) -> int:
    """404 for what is not there or may not be seen, 403 for what may not be done, else 409."""
    if isinstance(refusal, NotFound):
        return 404
    return 403 if isinstance(refusal, NotAllowed) else 409


def answer_errors(api: NinjaAPI) -> None:
    """Install the answers on an API; whatever has no answer of its own is a fault."""
    for kind, problem_of in ANSWERS:
        api.exception_handler(kind)(partial(_answered, api, problem_of))
    api.exception_handler(Exception)(partial(_broken, api))


def _answered(
    api: NinjaAPI, problem_of: Callable[[Any], Problem], request: HttpRequest, error: Exception
) -> HttpResponse:
    return _answer(api, request, problem_of(error))


def _broken(api: NinjaAPI, request: HttpRequest, fault: Exception) -> HttpResponse:
    faults.error("Internal Server Error: %s", request.path, exc_info=fault)
    got_request_exception.send(sender=None, request=request)
    return _answer(api, request, _plain("api.fault", 500, FAULT))


def _refused(refusal: Refusal) -> Problem:
    return Problem(
        code=refusal.code,
        status=status_of(refusal),
        title=_said(refusal.said),
        remedy=_said(refusal.advice),
        fields=_fields(refusal),
    )


def _unknown_caller(_: AuthenticationError) -> Problem:
    return _plain("api.unknown_caller", 401, UNKNOWN_CALLER)


def _off_schema(error: ValidationError) -> Problem:
    problem = _plain("api.malformed", 422, MALFORMED)
    for one in error.errors:
        where = ".".join(str(part) for part in one["loc"])
        text = str(one["msg"])
        problem.fields.append(FieldProblem(field=where, said=Said(zh=text, en=text)))
    return problem


def _by_status(error: HttpError) -> Problem:
    """Ninja's own errors: a body that cannot be parsed, or a session without its token."""
    if error.status_code == CSRF_STATUS:
        return _plain("api.cross_site", CSRF_STATUS, CROSS_SITE)
    return _plain("api.malformed", error.status_code, MALFORMED)


def _unreadable(_: Exception) -> Problem:
    return _plain("api.malformed", 400, MALFORMED)


def _absent(_: Http404) -> Problem:
    return _refused(NotFound())


ANSWERS: tuple[tuple[type[Exception], Callable[[Any], Problem]], ...] = (
    (MultiPartParserError, _unreadable),
    (BadRequest, _unreadable),
    (SuspiciousOperation, _unreadable),
    (Http404, _absent),
    (HttpError, _by_status),
    (Refusal, _refused),
    (AuthenticationError, _unknown_caller),
    (ValidationError, _off_schema),
)


def _fields(refusal: Refusal) -> list[FieldProblem]:
    if isinstance(refusal, EditedByOthers):
        return [
            FieldProblem(field=c.field, mine=str(c.mine), theirs=str(c.theirs))
            for c in refusal.conflicts
        ]
    if isinstance(refusal, RecordInvalid):
        return [FieldProblem(field=n, said=_said(s)) for n, s in refusal.fields.items()]
    if isinstance(refusal, StageNotReady):
        return [FieldProblem(field=part.name, said=_said(part.label)) for part in refusal.missing]
    return []


def _plain(code: str, status: int, title: Sentence) -> Problem:
    return Problem(code=code, status=status, title=_said(title), remedy=Said(zh="", en=""))


def _said(sentence: Sentence) -> Said:
    return Said(zh=sentence.zh, en=sentence.en)


def _answer(api: NinjaAPI, request: HttpRequest, problem: Problem) -> HttpResponse:
    answer = api.create_response(
        request, problem.model_dump(exclude_none=True), status=problem.status
    )
    answer["Content-Type"] = "application/problem+json; charset=utf-8"
    return answer
