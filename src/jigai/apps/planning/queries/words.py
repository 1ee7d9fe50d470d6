"""The columns of a line in words, for page, paper, sheet and program alike."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from jigai.apps.planning.catalogue import FUNDINGS, MODES, ORIGINS, RISKS, Origin
from jigai.domain.quantities import MoneyUnit, from_fen, number_text
from jigai.domain.rules.rulebook import shipped
from jigai.domain.scorecards.rungs import BY_ID
from jigai.domain.sentence import Sentence

NOTHING = Sentence("", "")
MONEY = Sentence("{amount} 万元", "{amount} (x10,000 yuan)")
SHARE = Sentence("{share}%", "{share}%")
FLAGS = {True: Sentence("是", "yes"), False: Sentence("否", "no")}
CHOICES: dict[str, dict[str, Sentence]] = {
    "mode": MODES,
    "risk": RISKS,
    "funding": FUNDINGS,
    "origin": {one.value: ORIGINS[one] for one in Origin},
}


def column_said(name: str, value: Any) -> Sentence:
    """A column's value in words; blank for nothing."""
    if value is None or value == "":
        return NOTHING
    if name == "cost_fen":
        return MONEY.format(amount=wan(value))
    if name == "share_bp":
        return SHARE.format(share=number_text(Decimal(value) / 100, places=2))
    if name in CHOICES:
        return CHOICES[name].get(value, _plain(value))
    return _other(name, value)


def _other(name: str, value: Any) -> Sentence:
    if isinstance(value, bool):
        return FLAGS[value]
    if isinstance(value, date):
        return _plain(value.isoformat())
    if name == "rung":
        return BY_ID[value].title if value in BY_ID else _plain(value)
    if name == "fact":
        return fact_label(value)
    return _plain(value)


def fact_label(name: str) -> Sentence:
    """The words of a declared fact; its name where nobody declares it any more."""
    declared = shipped().facts["enterprise"].get(name)
    return declared.label if declared else _plain(name)


def wan(fen: int) -> str:
    """Fen as ten-thousands of yuan.

    >>> wan(1_234_500_000)
    '1,234.5'
    """
    return number_text(from_fen(fen, unit=MoneyUnit.WAN), places=6)


def _plain(value: object) -> Sentence:
    return Sentence(str(value), str(value))
