"""How a column is declared: where its value comes from and how it reads, sorts and filters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise

from jigai.web.layout.badge import BADGE_WORDS, badge_chip
from jigai.web.layout.figures import ABSENT, dated, grouped_number, in_percent, in_wan, timed

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a list.

    Attributes:
        key: its name in the link and in the typed language.
        title: its heading; also understood in the typed language, in either language.
        path: ORM field, relation or annotation that holds the value; ``_fen`` for money,
            ``_bp`` for shares.
        unit: shown in the heading.
        sort_path: what the column sorts by, for names the pinyin column; ``""``: does not sort.
        choices: all codes with their words, for ``CHOICE``.
        suggestions: reads the values offered when filtering a text column; one query at most.
        says: own wording of a value; default by kind.
        totals: whether the sum of the shown rows makes sense.
        is_shown: whether the column shows until the person chooses.
        aliases: further words for the typed language.
    """

    key: str
    title: Words
    path: str
    kind: Kind = Kind.TEXT
    unit: Words = ""
    sort_path: str | None = None
    choices: Sequence[tuple[str, Words]] = ()
    suggestions: Callable[[], Sequence[str]] | None = None
    says: Callable[[Any], Words] | None = None
    totals: bool = False
    is_shown: bool = True
    is_filter: bool = True
    aliases: tuple[str, ...] = ()

    @property
    def sorts_by(self) -> str:
        return self.path if self.sort_path is None else self.sort_path

    @property
    def is_right(self) -> bool:
        return self.kind in RIGHT

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
        return _TEXT[self.kind](self, value)

    def plain(self, value: Any) -> Any:
        """The value for a spreadsheet: numbers and days stay numbers and days."""
        if value is None or self.says is not None:
            return None if value is None else str(self.says(value)) if self.says else value
        return _PLAIN.get(self.kind, lambda c, v: v)(self, value)

    def mark(self, value: Any) -> str:
        """The value as a cell shows it; a badge becomes its chip."""
        return badge_chip(value or "") if self.kind is Kind.BADGE else self.text(value)


def _choice(column: Column, value: Any) -> str:
    return str(dict(column.options).get(value, value))


_TEXT: dict[Kind, Callable[[Column, Any], str]] = {
    Kind.TEXT: lambda c, v: str(v),
    Kind.CODE: lambda c, v: str(v),
    Kind.CHOICE: _choice,
    Kind.BADGE: lambda c, v: str(BADGE_WORDS.get(v, BADGE_WORDS["not_assessed"])),
    Kind.NUMBER: lambda c, v: grouped_number(v),
    Kind.MONEY: lambda c, v: in_wan(v),
    Kind.SHARE: lambda c, v: in_percent(v),
    Kind.DATE: lambda c, v: dated(v),
    Kind.MOMENT: lambda c, v: timed(v),
    Kind.FLAG: lambda c, v: "✓" if v else "✗",
}
_PLAIN: dict[Kind, Callable[[Column, Any], Any]] = {
    Kind.CHOICE: _choice,
    Kind.BADGE: lambda c, v: c.text(v),
    Kind.MONEY: lambda c, v: v / 1_000_000,
    Kind.SHARE: lambda c, v: v / 10_000,
    Kind.FLAG: lambda c, v: c.text(v),
}
