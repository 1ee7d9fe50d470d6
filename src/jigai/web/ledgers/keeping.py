"""Ledgers are brought by those who keep the registers."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpResponse

from jigai.domain.refusal import NotAllowed
from jigai.web.requests import PageRequest

P = ParamSpec("P")
View = Callable[Concatenate[PageRequest, P], HttpResponse]


def only_keepers(view: View[P]) -> View[P]:
    """Raises: NotAllowed for anyone but the programme office."""

    @wraps(view)
    def guarded(request: PageRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.viewer.may_edit:
            raise NotAllowed
        return view(request, *args, **kwargs)

    return guarded
