"""Yearly windows for applications, read from ``rulebook/windows/*.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from jigai.domain.rules.refusals import ValueOfWrongKind
from jigai.domain.rules.rulebook import SHIPPED
from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

DATES_IN_ORDER = Sentence("不早于 opens_on 的日期", "a day not before opens_on")


@dataclass(frozen=True, slots=True)
class Window:
    """From the first to the last day of applications of one year, both counted."""

    rule_id: str
    year: int
    opens_on: date
    closes_on: date
    source: Sentence


def read_windows(root: Path) -> tuple[Window, ...]:
    """Every window under ``<root>/windows``, by rule and year; none where there is no folder.

    Raises:
        ValueOfWrongKind: a window closes before it opens.
    """
    found = [
        _window(entry, table["rule"], path.name)
        for path in sorted((root / "windows").glob("*.toml"))
        for table in [tomllib.loads(path.read_text(encoding="utf-8"))]
        for entry in table["window"]
    ]
    return tuple(sorted(found, key=lambda one: (one.rule_id, one.year)))


@lru_cache(maxsize=1)
def shipped_windows() -> tuple[Window, ...]:
    """The windows that come with the product."""
    return read_windows(SHIPPED)


def window_of(rule_id: str, year: int) -> Window | None:
    """The shipped window of a rule in a year; ``None`` where none is known."""
    found = (one for one in shipped_windows() if (one.rule_id, one.year) == (rule_id, year))
    return next(found, None)


def _window(entry: dict[str, Any], rule_id: str, file: str) -> Window:
    if entry["closes_on"] < entry["opens_on"]:
        raise ValueOfWrongKind(file=file, line=1, key="closes_on", expected=DATES_IN_ORDER)
    return Window(
        rule_id, entry["year"], entry["opens_on"], entry["closes_on"], Sentence(**entry["source"])
    )
