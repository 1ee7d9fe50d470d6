"""Words for the codes of contacts."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from jigai.web.cultivation.words import RUNG_CHOICES
from jigai.web.layout.badge import BADGE_WORDS

KINDS: tuple[tuple[str, Any], ...] = (
    ("call", _("电话")),
    ("visit", _("走访")),
    ("meeting", _("座谈")),
    ("message", _("消息")),
)
ANY_RUNG: tuple[tuple[str, Any], ...] = (("", _("所有梯级")), *RUNG_CHOICES)
ANY_COLOUR: tuple[tuple[str, Any], ...] = (("", _("所有牌色")), *BADGE_WORDS.items())


def kind_word(kind: str) -> Any:
    return dict(KINDS).get(kind, kind)
