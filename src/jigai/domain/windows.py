"""When firms may file for a rung in a year, from the dated notices in ``rulebook/windows``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from jigai.domain.refusal import Refusal
from jigai.domain.rules.document import Table, read_document
from jigai.domain.rules.refusals import DatesWrong, NameTwice
from jigai.domain.rules.rule_set import Source
from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

SHIPPED = Path(__file__).parents[1] / "rulebook" / "windows"


class NoWindow(Refusal):
    code = "windows.none"
    message = Sentence(
        "没有“{id}”{year}年的申报时间。", "No filing dates of “{id}” are known for {year}."
    )
    remedy = Sentence(
        "以当年通知为准，不作推算；已有的年份：{years}。",
        "The notice of that year decides; none is guessed. Known years: {years}.",
    )


@dataclass(frozen=True, slots=True)
class Window:
    """The days of filing, first and last included; ``None`` where the notice names no last day."""

    opens: date
    closes: date
    publicity_until: date | None
    source: Source

    def is_open(self, *, on: date) -> bool:
        return self.opens <= on <= self.closes


def read_windows(text: str, *, file: str) -> Mapping[int, Window]:
    """The windows of one rung by year, oldest first.

    Raises:
        RuleFileRefused: with file and line.
    """
    root = read_document(text, file=file)
    found: dict[int, Window] = {}
    for table in root.tables("window"):
        year = table.whole("year")
        if year in found:
            raise table.refuse(NameTwice, "year", name=year)
        found[year] = _window(table, year)
    root.finish()
    return dict(sorted(found.items()))


def _window(table: Table, year: int) -> Window:
    opens, closes = table.date("opens"), table.date("closes")
    publicity = table.date("publicity_until") if table.has("publicity_until") else None
    source = Source(table.sentence("document"), table.sentence("article"))
    in_order = opens.year == year and opens <= closes and (publicity is None or publicity >= closes)
    if not in_order:
        fault = Sentence(
            "应为当年开放、其后截止、再后公示结束",
            "it must open in its year, close after that, and end publicity after that",
        )
        raise table.refuse(DatesWrong, "opens", fault=fault)
    table.finish()
    return Window(opens, closes, publicity, source)


@lru_cache(maxsize=1)
def shipped() -> Mapping[str, Mapping[int, Window]]:
    """The windows of every rung that has some, by its id."""
    return {
        path.stem: read_windows(path.read_text(encoding="utf-8"), file=f"windows/{path.name}")
        for path in sorted(SHIPPED.glob("*.toml"))
    }


def years_of(id: str) -> tuple[int, ...]:  # noqa: A002 - the field's name
    """The years whose filing dates are known."""
    return tuple(shipped().get(id, {}))


def window_of(id: str, year: int) -> Window:  # noqa: A002 - the field's name
    """The filing dates of a rung in a year.

    Raises:
        NoWindow: no notice of that year is known.

    >>> window_of("cn.tech_sme", 2026).closes.isoformat()
    '2026-08-31'
    """
    window = shipped().get(id, {}).get(year)
    if window is None:
        years = "、".join(map(str, years_of(id))) or "—"
        raise NoWindow(id=id, year=year, years=years)
    return window
