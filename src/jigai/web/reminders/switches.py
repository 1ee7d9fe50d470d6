"""Which reminders reach me by which medium, to which address, and my calendar address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from jigai.apps.accounts.actions.set_address import set_address
from jigai.apps.accounts.queries.people import person_by
from jigai.apps.reminders.actions.make_feed import make_feed, revoke_feed
from jigai.apps.reminders.actions.set_switches import set_switches
from jigai.apps.reminders.queries.feeds import feed_since
from jigai.apps.reminders.queries.switches import SwitchRow, sending, switch_rows, switched_off
from jigai.domain.reminders.kinds import EVERY_KIND, Medium
from jigai.web.authorship import change_by
from jigai.web.reminders.words import MEDIA
from jigai.web.requests import PageRequest
from jigai.web.toasts import tell

STOPPED = f"{EVERY_KIND}.{Medium.EMAIL.value}"


class AddressForm(forms.Form):
    """Where letters go."""

    email = forms.EmailField(
        label=gettext_lazy("邮箱"),
        required=False,
        max_length=254,
        help_text=gettext_lazy("留空就不发邮件。请用工作邮箱，事项名称会写在信里。"),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )


@never_cache
def switches(request: PageRequest) -> HttpResponse:
    """All switches of a person, saved at once."""
    user_id = request.viewer.user_id
    if request.method == "POST":
        off = _off_in(request, switch_rows(user_id))
        set_switches(user_id=user_id, off=off, change=change_by(request, "本人调整提醒开关"))
        tell(request, _("已保存"))
        return HttpResponseRedirect(reverse("reminders:switches"))
    return _page(request)


@require_POST
def address(request: PageRequest) -> HttpResponse:
    form = AddressForm(request.POST)
    if not form.is_valid():
        return _page(request, form=form)
    person = person_by(request.viewer.user_id)
    set_address(user=person, change=change_by(request, "本人填写邮箱"), **form.cleaned_data)
    tell(request, _("已保存"))
    return HttpResponseRedirect(reverse("reminders:switches"))


@require_POST
@never_cache
def feed_make(request: PageRequest) -> HttpResponse:
    """A new calendar address: in this one answer and nowhere else."""
    change = change_by(request, "本人生成日历地址")
    secret = make_feed(user_id=request.viewer.user_id, change=change)
    path = reverse("reminders:feed", args=[secret])
    return _page(request, feed_url=f"{settings.SITE_ADDRESS}{path}")


@require_POST
def feed_revoke(request: PageRequest) -> HttpResponse:
    revoke_feed(user_id=request.viewer.user_id, change=change_by(request, "本人停用日历地址"))
    tell(request, _("日历地址已停用"))
    return HttpResponseRedirect(reverse("reminders:switches"))


def _page(request: PageRequest, **more: Any) -> HttpResponse:
    user_id = request.viewer.user_id
    off = switched_off(user_id)
    shown = {
        "rows": [(row, _boxes(row, off)) for row in switch_rows(user_id)],
        "media": MEDIA.values(),
        "is_all_stopped": (EVERY_KIND, Medium.EMAIL.value) in off,
        "stopped_name": STOPPED,
        "form": AddressForm(initial={"email": _own_address(request)}),
        "has_mail": settings.HAS_MAIL,
        "hour": f"{sending().hour}:00",
        "feed_since": feed_since(user_id),
        **more,
    }
    return render(request, "reminders/switches.html", shown)


def _own_address(request: PageRequest) -> str:
    """Nobody else's: not that of a person as whom somebody previews the pages."""
    is_own = request.user.pk == request.viewer.user_id
    return person_by(request.viewer.user_id).email if is_own else ""


def _boxes(row: SwitchRow, off: set[tuple[str, str]]) -> list[tuple[str, Any, bool] | None]:
    """Name, words and state of each medium's box; ``None`` where the kind has none."""
    return [
        (f"{row.kind}.{medium}", words, (row.kind, medium) not in off)
        if medium in row.media
        else None
        for medium, words in MEDIA.items()
    ]


def _off_in(request: PageRequest, rows: list[SwitchRow]) -> set[tuple[str, str]]:
    """What was left unticked."""
    off = {
        (row.kind, medium)
        for row in rows
        for medium in row.media
        if f"{row.kind}.{medium}" not in request.POST
    }
    if STOPPED in request.POST:
        off.add((EVERY_KIND, Medium.EMAIL.value))
    return off
