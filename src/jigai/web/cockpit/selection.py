"""What the link asks of the cockpit: period, day as of which it is read, colours in need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from jigai.web.lists.state import DayUnreadable

NEEDS = {"all": ("red", "yellow"), "red": ("red",), "yellow": ("yellow",)}


@dataclass(frozen=True, slots=True)
class Selection:
    period: str
    as_of: date | None
    need: str
    boundaries: str = "now"

    @property
    def is_then(self) -> bool:
        """Townships as on the round's own day; a page read as of a past day has its own."""
        return self.boundaries == "then" and self.as_of is None

    @property
    def colours(self) -> tuple[str, ...]:
        return NEEDS[self.need]

    def here(self, **changes: str) -> str:
        """The cockpit with parts of the selection changed."""
        as_of = self.as_of.isoformat() if self.as_of else ""
        kept = {"period": self.period, "as_of": as_of, "need": self.need}
        kept = kept | {"boundaries": self.boundaries} | changes
        plain = {"all", "now"}
        said = {name: value for name, value in kept.items() if value and value not in plain}
        return f"?{urlencode(said)}" if said else "?"

    def listed(self, name: str, *terms: str, at: tuple[str, ...] = ()) -> str:
        """The list behind a figure, read as of the same day."""
        asked = {"q": " ".join(terms), "as_of": self.as_of.isoformat() if self.as_of else ""}
        said = urlencode({name: value for name, value in asked.items() if value})
        url = reverse(f"cockpit:{name}", args=at)
        return f"{url}?{said}" if said else url


def selection_from(asked: QueryDict) -> Selection:
    """What the link asks for; an unknown tab is the first one.

    Raises:
        DayUnreadable: the day is no date.
    """
    need = asked.get("need", "all")
    return Selection(
        period=asked.get("period", "").strip(),
        as_of=_day(asked.get("as_of", "").strip()),
        need=need if need in NEEDS else "all",
        boundaries="then" if asked.get("boundaries") == "then" else "now",
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise DayUnreadable(day=text) from None
