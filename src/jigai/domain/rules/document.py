"""A TOML file as tables that know their places and refuse what they do not know."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from typing import Any

from jigai.domain.rules.places import Path, Places
from jigai.domain.rules.refusals import (
    NOTHING,
    KeyMissing,
    KeyUnknown,
    RuleFileRefused,
    TomlUnreadable,
    ValueOfWrongKind,
    nearest,
)
from jigai.domain.sentence import Sentence

TOML_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)|\(at end of document\)")
MOST_DIGITS = 30
ALIKE = 0.75
KINDS = {
    "text": Sentence("文本", "text"),
    "number": Sentence("数", "a number"),
    "date": Sentence("日期", "a date"),
    "sentence": Sentence("含 zh 和 en 的表", "a table with zh and en"),
    "tables": Sentence("一组表", "a list of tables"),
    "table": Sentence("表", "a table"),
    "positive": Sentence("大于 0 的数", "a number above 0"),
    "interval": Sentence("数，或 [低, 高]", "a number, or [low, high]"),
    "whole": Sentence("不小于 1 的整数", "a whole number from 1"),
    "names": Sentence("一组名称", "a list of names"),
}


@dataclass(slots=True)
class Table:
    """One table of a file; each ``take`` marks its key as known.

    Raises:
        KeyMissing, ValueOfWrongKind: on taking; KeyUnknown: on ``finish``.
    """

    file: str
    path: Path
    values: dict[str, Any]
    places: Places
    taken: set[str] = field(default_factory=set)

    def line(self, key: str = "") -> int:
        return self.places.of((*self.path, key) if key else self.path)[0]

    def refuse(
        self,
        refusal: type[RuleFileRefused],
        at: str = "",
        /,
        *,
        inside: int | None = None,
        **places: object,
    ) -> RuleFileRefused:
        """A refusal at the table, at one of its keys, or at a column inside its text value."""
        path = (*self.path, at) if at else self.path
        line, column = self.places.of(path, inside=inside)
        return refusal(None, None, file=self.file, line=line, column=column, **places)

    def has(self, key: str) -> bool:
        self.taken.add(key)
        return key in self.values

    def _taken(self, key: str, kind: str, *types: type) -> Any:
        if not self.has(key):
            raise self.refuse(KeyMissing, key=key, near=self._written_as(key))
        value = self.values[key]
        if not isinstance(value, types) or (isinstance(value, bool) and bool not in types):
            raise self.wrong(key, kind)
        return value

    def _written_as(self, key: str) -> Sentence:
        """A hint at a key of the table that looks like the missing one."""
        found = get_close_matches(key, set(self.values) - self.taken, n=1, cutoff=ALIKE)
        if not found:
            return NOTHING
        return Sentence(f"是不是写成了“{found[0]}”？", f"Is it “{found[0]}”?")

    def wrong(self, key: str, kind: str) -> RuleFileRefused:
        return self.refuse(ValueOfWrongKind, key, key=key, expected=KINDS[kind])

    def text(self, key: str, default: str | None = None) -> str:
        if default is not None and not self.has(key):
            return default
        return str(self._taken(key, "text", str))

    def one_of(self, key: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        value = self.text(key, default)
        if value not in allowed:
            expected = Sentence("、".join(allowed), ", ".join(allowed))
            raise self.refuse(ValueOfWrongKind, key, key=key, expected=expected)
        return value

    def number(self, key: str) -> Fraction:
        value = self._taken(key, "number", int, Decimal)
        if not _is_number(value):
            raise self.wrong(key, "number")
        return Fraction(value)

    def interval(self, key: str) -> tuple[Fraction, Fraction]:
        """One number, or a list of the lowest and the highest."""
        if not isinstance(self.values.get(key), list):
            value = self.number(key)
            return value, value
        both = self._taken(key, "interval", list)
        match both:
            case [low, high] if _is_number(low) and _is_number(high) and low <= high:
                return Fraction(low), Fraction(high)
            case _:
                raise self.wrong(key, "interval")

    def positive(self, key: str) -> Fraction:
        value = self.number(key)
        if value <= 0:
            raise self.wrong(key, "positive")
        return value

    def whole_or_none(self, key: str) -> int | None:
        """A whole number from 1."""
        value = self.number_or_none(key)
        if value is not None and (value.denominator != 1 or value < 1):
            raise self.wrong(key, "whole")
        return None if value is None else int(value)

    def whole(self, key: str) -> int:
        value = self.whole_or_none(key)
        if value is None:
            raise self.refuse(KeyMissing, key=key)
        return value

    def names(self, key: str) -> list[str]:
        """A list of texts; none when the key is absent."""
        found = self._taken(key, "names", list) if self.has(key) else []
        if not all(isinstance(name, str) for name in found):
            raise self.wrong(key, "names")
        return list(found)

    def number_or_none(self, key: str) -> Fraction | None:
        return self.number(key) if self.has(key) else None

    def date(self, key: str) -> date:
        value = self._taken(key, "date", date)
        if isinstance(value, datetime):
            raise self.wrong(key, "date")
        return value  # type: ignore[no-any-return]

    def sentence(self, key: str, default: Sentence | None = None) -> Sentence:
        if default is not None and not self.has(key):
            return default
        both = self._taken(key, "sentence", dict)
        if set(both) != {"zh", "en"} or not all(isinstance(v, str) and v for v in both.values()):
            raise self.wrong(key, "sentence")
        return Sentence(both["zh"], both["en"])

    def table(self, key: str) -> Table:
        return Table(self.file, (*self.path, key), self._taken(key, "table", dict), self.places)

    def tables(self, key: str) -> list[Table]:
        """The tables of a list; none when the key is absent."""
        if not self.has(key):
            return []
        parts = self._taken(key, "tables", list)
        if not all(isinstance(part, dict) for part in parts):
            raise self.wrong(key, "tables")
        return [
            Table(self.file, (*self.path, key, place), part, self.places)
            for place, part in enumerate(parts)
        ]

    def finish(self) -> None:
        for key in self.values:
            if key not in self.taken:
                raise self.refuse(KeyUnknown, key, key=key, near=nearest(key, self.taken))


def _is_number(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return False
    decimal = Decimal(value)
    return decimal.is_finite() and abs(decimal.adjusted()) <= MOST_DIGITS


def read_document(text: str, *, file: str) -> Table:
    """The root table of a TOML text, decimals exact.

    Raises:
        TomlUnreadable: with the place of the fault.
    """
    try:
        values = tomllib.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as fault:  # a number of many digits is a bare ValueError
        place = TOML_PLACE.search(str(fault))
        last = max(text.count("\n"), 1)
        line, column = (int(place[1]), int(place[2])) if place and place[1] else (last, 1)
        said = TOML_PLACE.sub("", str(fault)).strip()
        raise TomlUnreadable(file=file, line=line, column=column, fault=said) from None
    return Table(file, (), values, Places(text))
