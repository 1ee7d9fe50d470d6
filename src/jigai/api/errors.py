"""Turns refusals and faults of a request into problem JSON (RFC 9457), in one place."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, ValidationError

from jigai.apps.audit.editing import EditedByOthers, RecordInvalid
from jigai.domain.refusal import NotAllowed, NotFound, Refusal
from jigai.domain.sentence import Sentence
from jigai.domain.stages import StageNotReady

UNKNOWN_CALLER = Sentence("请用有效的令牌或登录后再访问。", "Use a valid token, or sign in first.")
MALFORMED = Sentence("请求的内容不符合接口说明。", "The request does not fit the schema.")


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


PROBLEMS = dict.fromkeys((401, 403, 404, 409, 422), Problem)


def status_of(refusal: Refusal) -> int:
    """404 for what is not there or may not be seen, 403 for what may not be done, else 409."""
    if isinstance(refusal, NotFound):
        return 404
    return 403 if isinstance(refusal, NotAllowed) else 409


def answer_errors(api: NinjaAPI) -> None:
    """Install the answers on an API."""

    def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
        problem = Problem(
            code=refusal.code,
            status=status_of(refusal),
            title=_said(refusal.said),
            remedy=_said(refusal.advice),
            fields=_fields(refusal),
        )
        return _answer(api, request, problem)

    def unknown(request: HttpRequest, _: AuthenticationError) -> HttpResponse:
        return _answer(api, request, _plain("api.unknown_caller", 401, UNKNOWN_CALLER))

    def malformed(request: HttpRequest, error: ValidationError) -> HttpResponse:
        problem = _plain("api.malformed", 422, MALFORMED)
        for one in error.errors:
            where = ".".join(str(part) for part in one["loc"])
            text = str(one["msg"])
            problem.fields.append(FieldProblem(field=where, said=Said(zh=text, en=text)))
        return _answer(api, request, problem)

    api.exception_handler(Refusal)(refused)
    api.exception_handler(AuthenticationError)(unknown)
    api.exception_handler(ValidationError)(malformed)


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
