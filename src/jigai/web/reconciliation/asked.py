"""What the link asks of the reconciliation: day, period, pair, area, unit, reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict

from jigai.apps.projects.queries.gaps import StreamGap
from jigai.domain.periods import parse_period
from jigai.web.lists.state import DayUnreadable

OFFICE = "office"
"""In place of a unit: gaps of projects for which no unit answers."""


@dataclass(frozen=True, slots=True)
class Asked:
    as_of: date | None
    through: str
    pair: str
    area: str
    unit: str
    reason: str

    def fits(self, gap: StreamGap) -> bool:
        """Whether a gap meets every condition; blank conditions ask nothing."""
        unit = str(gap.unit_id or OFFICE)
        wanted = {"waiting": not gap.is_explained, "explained": gap.is_explained}
        reason = wanted.get(self.reason, gap.reason_code == self.reason)
        return (
            self.pair in ("", gap.pair)
            and self.area in ("", str(gap.area_id or ""))
            and self.unit in ("", unit)
            and (not self.reason or reason)
        )

    def chosen(self, gaps: Iterable[StreamGap]) -> list[StreamGap]:
        return [gap for gap in gaps if self.fits(gap)]

    @property
    def conditions(self) -> dict[str, str]:
        """The conditions that are set, by their name in the link."""
        named = {name: getattr(self, name) for name in ("through", "pair", "area", "unit")}
        day = self.as_of.isoformat() if self.as_of else ""
        every = {**named, "reason": self.reason, "as_of": day}
        return {name: value for name, value in every.items() if value}

    def link(self, **changed: str) -> str:
        """The page with conditions changed; a blank one is dropped."""
        said = {k: v for k, v in (self.conditions | changed).items() if v}
        return f"?{urlencode(said)}"


def asked_from(given: QueryDict) -> Asked:
    """What the link asks for.

    Raises:
        DayUnreadable, PeriodUnreadable: the link was typed wrongly.
    """
    through = given.get("through", "").strip()
    return Asked(
        as_of=_day(given.get("as_of", "").strip()),
        through=str(parse_period(through)) if through else "",
        pair=given.get("pair", ""),
        area=given.get("area", ""),
        unit=given.get("unit", ""),
        reason=given.get("reason", ""),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise DayUnreadable(day=text) from None
