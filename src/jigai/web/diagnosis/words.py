"""Words for the codes of a diagnosis."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext_lazy as _

from jigai.apps.diagnosis.queries.cards import STATE_WORDS
from jigai.domain.maturity.banks import shipped_banks
from jigai.domain.maturity.lists import CONTROL_WORDS
from jigai.domain.quantities import number_text, percentage
from jigai.web.language import spoken
from jigai.web.layout.figures import ABSENT

STATES: tuple[tuple[str, Any], ...] = tuple((k, spoken(word)) for k, word in STATE_WORDS.items())
STATE_TONES = {"draft": "warn", "handed_in": "", "assessed": "good"}
CONTROLS: tuple[tuple[str, Any], ...] = tuple((k, spoken(w)) for k, w in CONTROL_WORDS.items())
MARKS: tuple[tuple[str, Any], ...] = (("", _("不清楚")), ("true", _("是")), ("false", _("否")))
LEVELS: tuple[tuple[str, Any], ...] = (
    ("below", _("未达级")),
    ("level_1", _("一级")),
    ("level_2", _("二级")),
    ("level_3", _("三级")),
    ("level_4", _("四级")),
    ("level_5", _("五级")),
)
BASES: dict[str, Any] = {"reported": _("企业填报"), "verified": _("核实")}


def bank_choices() -> list[tuple[str, Any]]:
    """The shipped editions by key, with title and standing."""
    return [(bank.key, spoken(bank.title)) for bank, _text in shipped_banks()]


def score_said(low: Decimal | None, high: Decimal | None) -> str:
    """A kept score as people read it; a range where answers are missing."""
    if low is None or high is None:
        return ABSENT
    said = number_text(low, places=3)
    return said if low == high else f"{said}—{number_text(high, places=3)}"


def figure_said(value: Fraction | None, *, is_share: bool) -> str:
    """A compared value: a share in per cent, anything else to two places."""
    if value is None:
        return ABSENT
    return percentage(value) if is_share else number_text(value, places=2)
