"""A badge on screen: always shape, word and colour together."""

from __future__ import annotations

from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

BADGE_WORDS: dict[str, Promise] = {
    "red": _("红牌"),
    "yellow": _("黄牌"),
    "blue": _("蓝牌"),
    "green": _("绿牌"),
    "gold": _("金牌"),
    "not_assessed": _("未评定"),
}
"""Worst first; the order in which badges sort and are counted."""


def shape_mark(colour: str) -> SafeString:
    """The shape alone, for a tile, a legend or a map. Decoration: the word stands beside it."""
    return format_html(
        '<svg class="shape" aria-hidden="true"><use href="{}#shape-{}"></use></svg>',
        static("icons.svg"),
        _known(colour),
    )


def badge_chip(colour: str) -> SafeString:
    """The chip. What is not a colour is shown as not assessed, never as a good colour."""
    known = _known(colour)
    return format_html(
        '<span class="badge badge-{}">{}{}</span>', known, shape_mark(known), BADGE_WORDS[known]
    )


def _known(colour: str) -> str:
    return colour if colour in BADGE_WORDS else "not_assessed"
