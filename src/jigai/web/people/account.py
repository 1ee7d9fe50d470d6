"""A person's own account: name, roles, sign-in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from jigai.web.requests import PageRequest


def account(request: PageRequest) -> HttpResponse:
    return render(request, "people/account.html", {"grants": request.viewer.grants})
