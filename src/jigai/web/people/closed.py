"""Doors of the sign-in machinery that this product does not use, and the locked one."""

from __future__ import annotations

from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, re_path

from jigai.domain.refusal import NotFound
from jigai.domain.sentence import Sentence

MINUTES = 60


class DoorClosed(NotFound):
    code = "account.door_closed"
    message = Sentence(
        "账号由技改办开通，密码凭一次性链接设置。",
        "Accounts are opened by the programme office; a one-time link sets the password.",
    )
    remedy = Sentence("请管理员发一个新的链接。", "Ask the administrator for a new link.")


@login_not_required
def closed(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - addresses say so
    """Accounts are opened and passwords are set anew by the office: by a one-time link."""
    raise DoorClosed


def locked_out(request: HttpRequest, *_: object, **__: object) -> HttpResponse:
    """What axes shows after too many wrong passwords from one place."""
    minutes = round(settings.AXES_COOLOFF_TIME * MINUTES)
    shown = {"minutes": minutes}
    return render(request, "people/locked.html", shown, status=HTTPStatus.TOO_MANY_REQUESTS)


UNUSED = "signup|password/reset|password/set|email|confirm-email|login/code|sessions"
CLOSED: list[URLPattern] = [re_path(rf"^accounts/(?:{UNUSED})/", closed)]
