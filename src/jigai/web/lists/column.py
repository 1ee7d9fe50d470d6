"""How a column is declared: where its value comes from and how it reads, sorts and filters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise

from jigai.domain.quantities import MoneyUnit, from_fen
from jigai.web.language import page_language
from jigai.web.layout.badge import BADGE_WORDS, badge_chip
from jigai.web.layout.figures import (
    ABSENT,
    dated,
    digits_under_digits,
    grouped_number,
    in_percent,
    in_wan,
    timed,
)

Words = Promise | str
Values = dict[str, Any]


class Kind(StrEnum):
    """What a column holds; decides alignment, formatting, filter and unit."""

    TEXT = "text"
    CODE = "code"
    CHOICE = "choice"
    BADGE = "badge"
    NUMBER = "number"
    MONEY = "money"
    SHARE = "share"
    DATE = "date"
    MOMENT = "moment"
    FLAG = "flag"


RIGHT = frozenset({Kind.NUMBER, Kind.MONEY, Kind.SHARE})
AS_IT_IS = frozenset({Kind.NUMBER, Kind.DATE, Kind.MOMENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a list.

    Attributes:
        key: its name in the link and in the typed language.
        title: its heading; also understood in the typed language, in either language.
        path: ORM field, relation or annotation that holds the value; ``_fen`` for money,
            ``_bp`` for shares.
        path_en: the same in English, where records carry an English name.
        unit: shown in the heading.
        sort_path: what the column sorts by, for names the pinyin column; ``""``: does not sort.
        choices: all codes with their words, for ``CHOICE``.
        suggestions: reads the values offered when filtering a text column; one query at most.
        holds: own condition for a typed word of a text column, where the value stands in another
            table whose few rows are better looked up first.
        says: own wording of a value; default by kind.
        places: decimals for which every cell of a number column keeps room, so that units of
            several sizes stand digit under digit; nothing is rounded.
        is_unit: the unit of the number before it; a card shows both together.
        totals: whether the sum of the shown rows makes sense.
        is_shown: whether the column shows until the person chooses.
        aliases: further words for the typed language.
    """

    key: str
    title: Words
    path: str
    path_en: str = ""
    kind: Kind = Kind.TEXT
    unit: Words = ""
    sort_path: str | None = None
    choices: Sequence[tuple[str, Words]] = ()
    suggestions: Callable[[], Sequence[str]] | None = None
    holds: Callable[[str], Q] | None = None
    says: Callable[[Any], Words] | None = None
    places: int = 0
    is_unit: bool = False
    totals: bool = False
    is_shown: bool = True
    is_filter: bool = True
    aliases: tuple[str, ...] = ()

    @property
    def read_path(self) -> str:
        """Where the value of a cell is read, in the language of the page."""
        return self.path_en if self.path_en and page_language() == "en" else self.path

    @property
    def sorts_by(self) -> str:
        return self.path if self.sort_path is None else self.sort_path

    @property
    def is_right(self) -> bool:
        return self.kind in RIGHT

    @property
    def look(self) -> str:
        """What the style of a cell goes by."""
        return "unit" if self.is_unit else self.kind.value

    @property
    def options(self) -> Sequence[tuple[str, Words]]:
        if self.kind is Kind.BADGE:
            return tuple(BADGE_WORDS.items())
        return self.choices

    def text(self, value: Any) -> str:
        """The value in words, as cell, chip and file show it."""
        if value is None or value == "":
            return ABSENT
        if self.says is not None:
            return str(self.says(value))
        if self.kind is Kind.CHOICE:
            return str(dict(self.options).get(value, value))
        return _TEXT[self.kind](value)

    def plain(self, value: Any) -> Any:
        """The value for a spreadsheet: numbers and days stay so, a share is in per cent."""
        if value is None or value == "":
            return None
        if self.kind is Kind.MONEY:
            return from_fen(value, unit=MoneyUnit.WAN)
        if self.kind is Kind.SHARE:
            return Decimal(value).scaleb(-2)
        return value if self.kind in AS_IT_IS else self.text(value)

    def exact(self, value: Any) -> str:
        """An amount to the cent, in yuan, where the cell shows it rounded; else blank."""
        if self.kind is not Kind.MONEY or value is None:
            return ""
        return f"{from_fen(value, unit=MoneyUnit.YUAN):,}"

    def mark(self, value: Any) -> str:
        """The value as a cell shows it; a badge becomes its chip."""
        if self.kind is Kind.BADGE:
            return badge_chip(value or "")
        text = self.text(value)
        if self.places and text != ABSENT:
            return digits_under_digits(text, places=self.places)
        return text


def _badge_word(colour: str) -> str:
    return str(BADGE_WORDS.get(colour, BADGE_WORDS["not_assessed"]))


def _flag(value: Any) -> str:
    return "✓" if value else "✗"


_TEXT: dict[Kind, Callable[[Any], str]] = {
    Kind.TEXT: str,
    Kind.CODE: str,
    Kind.BADGE: _badge_word,
    Kind.NUMBER: grouped_number,
    Kind.MONEY: in_wan,
    Kind.SHARE: in_percent,
    Kind.DATE: dated,
    Kind.MOMENT: timed,
    Kind.FLAG: _flag,
}
