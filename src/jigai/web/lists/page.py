"""How a list page is declared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from jigai.apps.accounts.viewer import Viewer
from jigai.web.lists.column import Column, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A named state for ``is:``, such as ``is:overdue``.

    Attributes:
        key: its word in the link.
        title: its word for people, also understood when typed.
        where: the condition for a viewer (whose own area, own unit …).
    """

    key: str
    title: Words
    where: Callable[[Viewer], Q]


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstStep:
    """What an empty list says: what it is for, and where to begin."""

    text: Words
    action: Words = ""
    url_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """One list of the product.

    Attributes:
        name: slug under which views of the list are saved.
        title: heading.
        noun: counter and thing, such as 家企业, shown with every count.
        rows: all rows, without regard to who asks (for the count of what an area hides).
        visible: the rows that a viewer may see, out of ``rows``.
        columns: in their default order; the first one titles a row's card.
        search_paths: looked up by free words (contains).
        code_paths: looked up by free words without Chinese, from the start (codes, pinyin).
        initials_paths: looked up by free words without Chinese (contains).
        searches: further conditions for a free word, for what stands in other tables.
        sort: column key, with ``-`` for descending.
        row_url: address of a row's page by its id, or ``None``.
        marks: words for ``is:``.
        mine: what ``@mine`` means for a column key.
        empty: words for a list with nothing in it yet.
        bulk: the register whose rows are edited in bulk from here; blank: none.
        counted_to: how far matching rows are counted before the page is shown; beyond it the
            page says “more than” and the exact figures follow by themselves.
    """

    name: str
    title: Words
    noun: Words
    rows: Callable[[], QuerySet]  # type: ignore[type-arg]
    visible: Callable[[Viewer], QuerySet]  # type: ignore[type-arg]
    columns: tuple[Column, ...]
    sort: str
    empty: FirstStep
    search_paths: tuple[str, ...] = ()
    code_paths: tuple[str, ...] = ()
    initials_paths: tuple[str, ...] = ()
    searches: tuple[Callable[[str], Q], ...] = ()
    row_url: Callable[[int], str] | None = None
    marks: tuple[Mark, ...] = ()
    mine: dict[str, Callable[[Viewer], Q]] | None = None
    subtitle: Words = ""
    bulk: str = ""
    page_size: int = 40
    counted_to: int = 10_000

    def column(self, key: str) -> Column | None:
        return next((column for column in self.columns if column.key == key), None)
