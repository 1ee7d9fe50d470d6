"""One request: what was asked, whose turn it is, every clock, the record."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from jigai.apps.support.queries.access import request_for
from jigai.apps.support.queries.cards import RequestCard, request_card
from jigai.domain.request_clocks.life import State
from jigai.web.fragments import fragment
from jigai.web.requests import PageRequest
from jigai.web.support.words import TONES, clock_line, since

DEEDS: tuple[tuple[str, Any], ...] = (
    ("accept", _("受理")),
    ("answer", _("答复企业")),
    ("confirm", _("确认已经解决")),
    ("rate", _("评价")),
    ("reopen", _("没有解决，请重办")),
    ("assign", _("交办")),
    ("block", _("请协办")),
    ("suspend", _("挂起")),
    ("resume", _("恢复办理")),
    ("extend", _("延期")),
    ("note", _("登记进展")),
    ("call_back", _("登记回访")),
    ("withdraw", _("撤回")),
)
FIRST = frozenset({"accept", "answer", "confirm", "resume"})
"""The next step in the ordinary course, set off from the others."""


@require_safe
def request_show(request: PageRequest, pk: int) -> HttpResponse:
    at = localtime()
    card = request_card(request.viewer, request_for(request.viewer, pk), at=at)
    shown = {"card": card, "asked": card.asked, **_clocks(card, at)}
    return render(request, "support/show.html" + fragment(request, "record"), shown)


def _clocks(card: RequestCard, at: datetime) -> dict[str, Any]:
    is_answered = card.answered_at is not None or card.closed_at is not None
    return {
        "tone": TONES.get(State(card.state), ""),
        "since": since(card.turn_since, at) if card.turn != "nobody" else "",
        "deeds": [
            (reverse(f"support:{name}", args=[card.id]), word, name in FIRST)
            for name, word in DEEDS
            if name in card.deeds
        ],
        "response": clock_line(card.response, is_done=card.responded_at is not None),
        "total": clock_line(card.total, is_done=is_answered) if card.total else None,
        "parts": [(one, clock_line(one.clock, is_done=one.done_at is not None))
                  for one in card.parts],
    }  # fmt: skip
