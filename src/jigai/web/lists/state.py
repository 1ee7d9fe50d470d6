"""All that a link says about a list: conditions, order, columns, moment, place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.http import QueryDict

from jigai.apps.audit.as_of import end_of
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.web.lists.column import Column
from jigai.web.lists.language import Term, terms_in, typed_from
from jigai.web.lists.page import ListPage
from jigai.web.lists.paging import Place, place_from

KEPT = ("q", "sort", "columns", "density", "as_of", "changed_since")
"""Parameters that make up a view; the place is not among them."""


class DayUnreadable(Refusal):
    code = "lists.day_unreadable"
    message = Sentence("“{day}”不是日期。", "“{day}” is not a date.")
    remedy = Sentence("日期写作 2026-10-31。", "Write a date as 2026-10-31.")


@dataclass(frozen=True, slots=True)
class ListState:
    terms: tuple[Term, ...]
    sort_key: str
    is_descending: bool
    columns: tuple[Column, ...]
    density: str
    as_of: date | None
    changed_since: date | None
    place: Place | None
    kept: tuple[tuple[str, str], ...]

    @property
    def moment(self) -> datetime | None:
        """The end of the day as of which the list is read."""
        return end_of(self.as_of) if self.as_of else None

    @property
    def query(self) -> str:
        """The view as a query string, without the place."""
        return urlencode(self.kept)

    def with_(self, **changes: str | None) -> str:
        """The link with parameters changed; ``None`` or blank drops one."""
        merged = dict(self.kept) | changes
        found = urlencode({k: v for k, v in merged.items() if v})
        return f"?{found}" if found else "?"

    def with_terms(self, terms: tuple[Term, ...]) -> str:
        return self.with_(q=typed_from(terms))

    def without(self, term: Term) -> str:
        return self.with_terms(tuple(t for t in self.terms if t != term))


def state_from(page: ListPage, asked: QueryDict) -> ListState:
    """What the link asks for.

    Raises:
        DayUnreadable, PlaceUnreadable: the link was typed or cut wrongly.
    """
    sort = asked.get("sort") or page.sort
    known = page.column(sort.removeprefix("-"))
    if known is None or not known.sorts_by:
        sort = page.sort
    return ListState(
        terms=terms_in(asked.get("q", "")),
        sort_key=sort.removeprefix("-"),
        is_descending=sort.startswith("-"),
        columns=_columns(page, asked.get("columns", "")),
        density="compact" if asked.get("density") == "compact" else "",
        as_of=_day(asked.get("as_of", "")),
        changed_since=_day(asked.get("changed_since", "")),
        place=_place(asked),
        kept=tuple((name, value) for name in KEPT if (value := asked.get(name, "").strip())),
    )


def clicked_terms(page: ListPage, asked: QueryDict) -> tuple[Term, ...] | None:
    """Terms after a click on a filter (``add.<key>``, ``low.``/``high.``); ``None`` without."""
    clicked = [name for name in asked if name.partition(".")[0] in {"add", "low", "high"}]
    if not clicked:
        return None
    terms = list(terms_in(asked.get("q", "")))
    for column in page.columns:
        value = _clicked_value(column.key, asked)
        if value is None:
            continue
        terms = [t for t in terms if t.key != column.key or t.is_not]
        terms += [Term(column.key, value)] if value else []
    marks = [value for value in asked.getlist("add.is") if value]
    if "add.is" in asked:
        terms = [t for t in terms if t.key != "is"] + [Term("is", mark) for mark in marks]
    return tuple(dict.fromkeys(terms))


def _clicked_value(key: str, asked: QueryDict) -> str | None:
    if f"add.{key}" in asked:
        return ",".join(v.strip() for v in asked.getlist(f"add.{key}") if v.strip())
    if f"low.{key}" not in asked and f"high.{key}" not in asked:
        return None
    low, high = asked.get(f"low.{key}", "").strip(), asked.get(f"high.{key}", "").strip()
    if low and high:
        return f"{low}..{high}"
    return f">={low}" if low else f"<={high}" if high else ""


def _columns(page: ListPage, wanted: str) -> tuple[Column, ...]:
    chosen = [found for key in wanted.split(",") if (found := page.column(key))]
    first = page.columns[0]
    if chosen:
        return (first, *(column for column in chosen if column != first))
    return tuple(column for column in page.columns if column.is_shown)


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise DayUnreadable(day=text) from None


def _place(asked: QueryDict) -> Place | None:
    if after := asked.get("after", ""):
        return place_from(after, "after")
    before = asked.get("before", "")
    return place_from(before, "before") if before else None
