"""Ledgers are brought by those who keep the registers."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpResponse

from jigai.apps.accounts.permissions import Deed, require
from jigai.web.requests import PageRequest

P = ParamSpec("P")
View = Callable[Concatenate[PageRequest, P], HttpResponse]


def only_keepers(view: View[P]) -> View[P]:
    """Raises: RoleMissing for anyone but the programme office."""

    @wraps(view)
    def guarded(request: PageRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        require(request.viewer, Deed.IMPORT)
        return view(request, *args, **kwargs)

    return guarded
