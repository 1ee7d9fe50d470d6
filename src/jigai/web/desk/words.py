"""Words of the desk for what its columns hold as codes."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from jigai.flows.desk_firms import turn_said, what_said
from jigai.web.language import said_on_page


def waiting_words(code: Any) -> str:
    return said_on_page(what_said(str(code)))


def turn_words(name: Any) -> str:
    """The officer, else the department; what is nobody's own is the programme office's."""
    return said_on_page(turn_said(str(name)))


def days_since(last: date, *, on: date) -> str:
    """How long ago, as people say it."""
    days = (on - last).days
    return _("今天") if days == 0 else _("%(days)s 天") % {"days": days}
