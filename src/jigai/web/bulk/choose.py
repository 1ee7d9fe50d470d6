"""What to change on the chosen rows; ordering it makes the preview."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jigai.apps.accounts.permissions import Deed, require
from jigai.domain.change import Path
from jigai.domain.refusal import NotAllowed, NotFound, Refusal
from jigai.flows.bulk.offer_edits import offers
from jigai.flows.bulk.order_edit import NothingChosen, order_edit
from jigai.flows.bulk.registers import register_named
from jigai.flows.bulk.work_through import work_through
from jigai.jobs.bulk_edit import run_bulk_edit
from jigai.web.authorship import change_by
from jigai.web.bulk.pages import ADDRESSES, chosen_keys, list_of
from jigai.web.bulk.wording import Untyped, asked, typed_values
from jigai.web.language import said_on_page
from jigai.web.requests import PageRequest

SMALL = 100
"""Rows that are tried and changed at once; more go to the background."""


@require_POST
def choose(request: PageRequest, register: str) -> HttpResponse:
    """The fields that can be set on these rows, with the number that each would change."""
    require(request.viewer, Deed.KEEP_REGISTERS)
    keys = chosen_keys(request, list_of(register))
    if not keys:
        raise NothingChosen
    return _page(request, register, keys)


@require_POST
def order(request: PageRequest, register: str) -> HttpResponse:
    """Keep the order and try it on every row; nothing of the register is changed."""
    require(request.viewer, Deed.KEEP_REGISTERS)
    keys = chosen_keys(request, list_of(register))
    try:
        run = order_edit(
            register=register,
            viewer=request.viewer,
            keys=keys,
            values=typed_values(register_named(register), request.POST),
            change=change_by(request, _("预览批量修改"), path=Path.BULK),
            came_from=request.POST.get("query", ""),
        )
    except (NotFound, NotAllowed, NothingChosen):
        raise
    except Refusal as refusal:
        text = said_on_page(refusal.said + refusal.advice)
        return _page(request, register, keys, refused=text)
    except Untyped as untyped:
        return _page(request, register, keys, refused=str(untyped))
    begin(run.batch, len(keys))
    return redirect("bulk:show", batch=run.batch)


def begin(batch: str, count: int) -> None:
    """Work through it now when it is small, else in the background."""
    if count <= SMALL:
        work_through(batch=batch, today=localdate())
    else:
        run_bulk_edit.enqueue(batch)


def _page(
    request: PageRequest, register: str, keys: Sequence[int], *, refused: str = ""
) -> HttpResponse:
    given, page = request.POST, list_of(register)
    offered = offers(register, request.viewer, keys, on=localdate())
    query = given.get("query", "")
    shown = {
        "register": register,
        "page": page,
        "fields": [asked(offer, given) for offer in offered],
        "count": len(keys),
        "scope": given.get("scope", ""),
        "keys": [] if given.get("scope") == "all" else keys,
        "query": query,
        "back": f"{reverse(ADDRESSES[register])}?{query}",
        "refused": refused,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return render(request, "bulk/choose.html", shown, status=status)
