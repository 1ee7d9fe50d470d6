"""Stop a kind of letter by its signed link: a page that asks, and one POST."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from jigai.apps.accounts.queries.people import person_by
from jigai.apps.reminders.actions.set_switches import switch_off
from jigai.apps.reminders.stop_links import stop_by
from jigai.domain.change import Actor, Change, Path
from jigai.domain.reminders.kinds import BY_ID, Medium
from jigai.web.language import said_on_page
from jigai.web.requests import PageRequest


@login_not_required
@csrf_exempt  # the signature is the right; mail programs stop with one POST (RFC 8058)
@never_cache
def stop(request: PageRequest, secret: str) -> HttpResponse:
    """Looking at the link stops nothing: scanners of mail open every address in it."""
    wanted = stop_by(secret)
    if request.method == "POST":
        person = person_by(wanted.user_id)
        author = Actor(f"user:{person.pk}", person.display_name)
        change = Change(author, "凭邮件里的链接停收", localtime(), Path.FORM)
        switch_off(user_id=person.pk, kind=wanted.kind, medium=Medium.EMAIL, change=change)
    kind = BY_ID.get(wanted.kind)
    words = said_on_page(kind.title) if kind else _("全部提醒邮件")
    shown = {"words": words, "is_stopped": request.method == "POST"}
    return render(request, "reminders/stop.html", shown)
