"""A column of a line as a command writes it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from jigai.apps.planning.catalogue import LABELS
from jigai.domain.quantities import MoneyUnit, to_fen
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

WHOLE = frozenset({"year", "payback_months", "quantity", "maturity"})
DAYS = frozenset({"starts_on", "due_on"})
FLAGS = {"true": True, "是": True, "false": False, "否": False}


class NoSuchColumn(Refusal):
    code = "planning.no_such_column"
    message = Sentence("规划条目没有栏目“{name}”。", "Lines of plans have no column “{name}”.")
    remedy = Sentence("可用：{known}。", "Known: {known}.")


class ColumnUnreadable(Refusal):
    code = "planning.column_unreadable"
    message = Sentence("“{label}”的值“{text}”读不懂。", "“{text}” is no value of “{label}”.")
    remedy = Sentence(
        "日期写 2026-11-16，金额写万元，比重写百分数，是否写 true 或 false。",
        "Days as 2026-11-16, amounts in 10,000 yuan, shares in per cent, flags true or false.",
    )


def typed_value(name: str, text: str) -> Any:
    """The value of a typed column; blank is nothing. Amounts in 万元, shares in per cent.

    Raises:
        NoSuchColumn, ColumnUnreadable: as named.
    """
    if name not in LABELS:
        raise NoSuchColumn(name=name, known=", ".join(LABELS))
    if not text:
        return None
    try:
        return _value(name, text)
    except (ValueError, InvalidOperation, KeyError):
        raise ColumnUnreadable(label=LABELS[name], text=text) from None


def _value(name: str, text: str) -> Any:
    if name in WHOLE:
        return int(text)
    if name in DAYS:
        return date.fromisoformat(text)
    if name == "cost_fen":
        return to_fen(Decimal(text), unit=MoneyUnit.WAN)
    if name == "share_bp":
        return int(Decimal(text) * 100)
    if name == "is_single_source":
        return FLAGS[text.lower()]
    return text
