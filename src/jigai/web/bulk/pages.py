"""Which list shows which register, and the rows that a person chose on it."""

from __future__ import annotations

from django.http import QueryDict

from jigai.flows.bulk.registers import NoSuchRegister
from jigai.web.enterprises.list import ENTERPRISES
from jigai.web.lists.conditions import read_terms
from jigai.web.lists.export import ConditionUnreadable
from jigai.web.lists.page import ListPage
from jigai.web.lists.paging import ordered
from jigai.web.lists.reading import sort_order
from jigai.web.lists.state import state_from
from jigai.web.projects.list import PROJECTS
from jigai.web.requests import PageRequest

PAGES: dict[str, ListPage] = {page.bulk: page for page in (PROJECTS, ENTERPRISES)}
ADDRESSES = {"projects": "projects:list", "enterprises": "enterprises:list"}


def list_of(register: str) -> ListPage:
    """Raises: NoSuchRegister."""
    if register not in PAGES:
        raise NoSuchRegister(register=register, known=", ".join(PAGES))
    return PAGES[register]


def chosen_keys(request: PageRequest, page: ListPage) -> list[int]:
    """The ticked rows, those of the page, or all that match the list's conditions.

    Raises:
        ConditionUnreadable: a condition was not understood, so more would be meant than seen.
    """
    given = request.POST
    if given.get("scope") != "all":
        names = given.get("listed", "").split(",") if given.get("scope") == "page" else []
        return [int(key) for key in names or given.getlist("row") if key.isdecimal()]
    state = state_from(page, QueryDict(given.get("query", "")))
    read = read_terms(page, state.terms, request.viewer)
    if read.complaints:
        raise ConditionUnreadable
    matching = page.visible(request.viewer).filter(read.where)
    order = sort_order(page, state, matching)
    return list(ordered(matching, order).values_list("pk", flat=True))
