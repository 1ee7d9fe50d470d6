"""What enterprises and persons have asked, for those who answer: the office and the units."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from jigai.apps.accounts.permissions import Deed, may, require
from jigai.apps.portal.queries.due_forms import permit_lines
from jigai.apps.portal.queries.requests import (
    correction_rows,
    data_request_rows,
    proposal_rows,
)
from jigai.web.portal.words import REQUEST_KINDS, STATES, TONES, field_words, value_words
from jigai.web.requests import PageRequest


@require_safe
def desk(request: PageRequest) -> HttpResponse:
    """Proposals for a unit; corrections, requests and shared vouchers for the office."""
    viewer, today = request.viewer, localdate()
    require(viewer, Deed.HAND_IN)
    answers = may(viewer, Deed.ANSWER)
    kinds = dict(REQUEST_KINDS)
    shown = {
        "answers": answers,
        "today": today,
        "proposals": [_line(one) for one in proposal_rows(viewer)],
        "permits": permit_lines(viewer, on=today),
        "corrections": [
            (
                *_line(one),
                field_words(one.subject, one.field),
                value_words(one.subject, one.field, one.before),
                value_words(one.subject, one.field, one.after),
            )
            for one in (correction_rows(viewer, on=today) if answers else [])
        ],
        "requests": [
            (*_line(one), kinds[one.kind]) for one in (data_request_rows(viewer) if answers else [])
        ],
    }
    return render(request, "portal/desk.html", shown)


def _line(one: Any) -> tuple[Any, ...]:
    return one, STATES[one.said.state], TONES[one.said.state]
