"""Words for the codes of requests, and clocks as lines to read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jigai.domain.request_clocks.clock import Standing, Unit
from jigai.domain.request_clocks.life import Hold, State, Turn
from jigai.domain.request_clocks.standards import CLASSES, StandardKind
from jigai.domain.request_clocks.words import (
    AnswerWay,
    Category,
    Closing,
    Grade,
    Origin,
    Outcome,
    Urgency,
)
from jigai.web.language import said_on_page, spoken
from jigai.web.layout.figures import timed


def choices(kinds: Any) -> tuple[tuple[str, Any], ...]:
    return tuple((one.value, spoken(one.label)) for one in kinds)


STATES, TURNS, HOLDS = choices(State), choices(Turn), choices(Hold)
CATEGORIES, ORIGINS, URGENCIES = choices(Category), choices(Origin), choices(Urgency)
OUTCOMES, WAYS, GRADES = choices(Outcome), choices(AnswerWay), choices(Grade)
CLASS_CHOICES, CLOSINGS, KINDS = choices(CLASSES), choices(Closing), choices(StandardKind)
TONES = {
    State.RAISED: "warn",
    State.ANSWERED: "warn",
    State.SUSPENDED: "warn",
    State.BLOCKED: "warn",
    State.CLOSED: "good",
}


class Tone(StrEnum):
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    NONE = ""


@dataclass(frozen=True, slots=True)
class ClockLine:
    """A clock in words: used of its limit, whether it runs, when it is due, whose limit it is."""

    used: str
    state: str
    tone: str
    due: str
    source: str
    is_unpublished: bool


def clock_line(one: Standing, *, is_done: bool) -> ClockLine:
    """The clock as a line; ``is_done``: what it was for has happened."""
    amounts = {"used": one.used, "limit": one.limit.amount}
    if one.limit.unit is Unit.OFFICE_MINUTE:
        used = _("已用 %(used)s / %(limit)s 办公分钟") % amounts
    else:
        used = _("已用 %(used)s / %(limit)s 个工作日") % amounts
    state, tone = _state(one, is_done=is_done)
    due = timed(one.due_at) if one.due_at and not is_done else ""
    source = said_on_page(one.limit.source)
    is_unpublished = not one.is_published and not is_done
    return ClockLine(used, state, tone.value, due, source, is_unpublished)


def _state(one: Standing, *, is_done: bool) -> tuple[str, Tone]:
    if is_done:
        return (_("超时完成"), Tone.BAD) if one.is_overdue else (_("按时完成"), Tone.GOOD)
    if one.is_overdue:
        return _("已超时"), Tone.BAD
    return (_("计时中"), Tone.NONE) if one.is_running else (_("暂停"), Tone.WARN)


def since(moment: datetime, at: datetime) -> str:
    """How long it has been somebody's turn, in whole days."""
    days = (at - moment).days
    if not days:
        return _("今天起")
    return ngettext("已 %(days)s 天", "已 %(days)s 天", days) % {"days": days}


def amount_said(amount: int, unit: str) -> str:
    if unit == Unit.OFFICE_MINUTE:
        return _("%(amount)s 办公分钟") % {"amount": amount}
    return ngettext("%(amount)s 个工作日", "%(amount)s 个工作日", amount) % {"amount": amount}


def days_said(days: Fraction | None) -> str:
    """A median of work-days: whole, or with a half."""
    if days is None:
        return "—"
    return str(days.numerator) if days.denominator == 1 else f"{float(days):.1f}"


def rate_said(rate: Fraction | None) -> str:
    return "—" if rate is None else f"{float(rate * 100):.0f}%"
