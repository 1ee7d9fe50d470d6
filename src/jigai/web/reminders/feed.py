"""The calendar behind a private address; the address itself is the right to read it."""

from __future__ import annotations

from hashlib import sha256

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import condition, require_safe

from jigai.apps.accounts.viewer import viewer_of
from jigai.apps.reminders.queries.feeds import reader_of
from jigai.flows.gather_calendar import calendar_of
from jigai.flows.plan_messages import language_of


@login_not_required
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The feed; a reader that has it already gets 304."""
    user, today = reader_of(secret), localdate()
    content = calendar_of(viewer_of(user, on=today), on=today, language=language_of(user))

    def tagged(_request: HttpRequest, **_parts: str) -> str:
        return f'"{sha256(content).hexdigest()}"'

    @condition(etag_func=tagged)
    def answered(_request: HttpRequest) -> HttpResponse:
        answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
        answer["Content-Disposition"] = 'inline; filename="jigai.ics"'
        answer["Cache-Control"] = "private, max-age=3600"
        answer["Referrer-Policy"] = "no-referrer"
        return answer

    return answered(request)
