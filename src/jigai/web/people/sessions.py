"""Where I am signed in, and a way to end each of it."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from jigai.apps.accounts.actions.end_session import end_session
from jigai.apps.accounts.queries.people import person_by
from jigai.apps.accounts.queries.sessions import session_for, session_rows
from jigai.web.authorship import change_by
from jigai.web.requests import PageRequest
from jigai.web.toasts import tell

SYSTEMS = ("Windows", "Android", "iPhone", "iPad", "Macintosh", "HarmonyOS", "Linux")
BROWSERS: dict[str, Promise | str] = {
    "MicroMessenger": gettext_lazy("微信"),
    "Edg": "Edge",
    "Firefox": "Firefox",
    "Chrome": "Chrome",
}


@require_safe
def sessions(request: PageRequest) -> HttpResponse:
    person = person_by(request.viewer.user_id)
    key = request.session.session_key or ""
    rows = [(row, device_words(row.device)) for row in session_rows(person, current_key=key)]
    return render(request, "people/sessions.html", {"rows": rows})


@require_POST
def session_end(request: PageRequest, pk: int) -> HttpResponse:
    found = session_for(person_by(request.viewer.user_id), pk)
    end_session(session=found, change=change_by(request, "结束一处登录"))
    tell(request, _("这处登录已结束"))
    return HttpResponseRedirect(reverse("people:sessions"))


def device_words(agent: str) -> str:
    """Browser and system in two words; the text itself where neither is known."""
    browser = next((str(word) for mark, word in BROWSERS.items() if mark in agent), "")
    system = next((word for word in SYSTEMS if word in agent), "")
    return " · ".join(filter(None, (browser, system))) or agent or "—"
