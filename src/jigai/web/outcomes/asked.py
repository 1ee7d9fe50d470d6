"""What the pages of growth and overlap are asked: indicator, version, spans, state, grouping."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.timezone import localdate

from jigai.apps.outcomes.queries.contribution import GROUPINGS, Grouping
from jigai.apps.outcomes.queries.dictionary import (
    indicator_named,
    version_for_span,
    version_numbered,
)
from jigai.domain.results.spans import Span, parse_span
from jigai.domain.results.states import STATES, FigureState
from jigai.web.language import said_on_page
from jigai.web.outcomes.words import indicator_choices, recent_years

FIRST_CHOICE = "revenue"


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked, readable and within the choices; else the first proposal."""

    indicator: str
    version: Any
    before: Span
    after: Span
    state: FigureState
    grouping: Grouping

    @property
    def query(self) -> dict[str, str]:
        return {
            "indicator": self.indicator,
            "version": str(self.version.number),
            "before": str(self.before),
            "after": str(self.after),
            "state": self.state.value,
            "grouping": self.grouping.value,
        }

    def choices(self) -> dict[str, Any]:
        """The fields of the form above the table."""
        return {
            "indicators": indicator_choices(additive=True),
            "versions": [one.definition for one in indicator_named(self.indicator).versions],
            "states": [(one.value, said_on_page(STATES[one])) for one in FigureState],
            "groupings": [(one.value, said_on_page(GROUPINGS[one])) for one in Grouping],
            "asked": self.query,
        }


def asked_in(given: QueryDict) -> Asked:
    """Read the question; what is not said takes the last two whole years as reported.

    Raises:
        SpanUnreadable, NoSuchIndicator: as named.
    """
    first, last = recent_years(localdate())
    indicator = given.get("indicator") or FIRST_CHOICE
    told, later = given.get("before"), given.get("after")
    before = parse_span(told) if told else first
    after = parse_span(later) if later else last
    return Asked(
        indicator,
        _version(indicator, given.get("version", ""), after),
        before,
        after,
        _one_of(FigureState, given.get("state"), FigureState.REPORTED),
        _one_of(Grouping, given.get("grouping"), Grouping.AREA),
    )


def _version(indicator: str, number: str, after: Span) -> Any:
    known = {one.definition.version for one in indicator_named(indicator).versions}
    if number.isdecimal() and int(number) in known:
        return version_numbered(indicator, int(number))
    return version_for_span(indicator, last_on=after.last_on)


def _one_of(kind: Any, said: str | None, default: Any) -> Any:
    return kind(said) if said in {one.value for one in kind} else default
