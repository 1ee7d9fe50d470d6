"""The history record by record, under the conditions of the list of changes."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jigai.apps.audit.queries.entries import Entry, entries, entry_count
from jigai.web.changes.field_words import field_title, field_value
from jigai.web.changes.list import CHANGES
from jigai.web.changes.table_words import TABLES
from jigai.web.changes.words import OPERATIONS, PATHS, deed_words
from jigai.web.lists.conditions import read_terms
from jigai.web.lists.language import terms_in
from jigai.web.requests import PageRequest

SIZE = 50
FIRST = "projects_project"


@require_safe
def change_entries(request: PageRequest) -> HttpResponse:
    """Each record of a table with who, why, through which path, before and after."""
    query, table = request.GET.get("q", ""), request.GET.get("table", FIRST)
    read = read_terms(CHANGES, terms_in(query), request.viewer)
    chosen = CHANGES.visible(request.viewer).filter(read.where)
    count = entry_count(chosen, table=table)
    page = Paginator(range(count), SIZE).get_page(request.GET.get("page"))
    shown = {
        "query": query,
        "table": table,
        "tables": list(TABLES.items()),
        "complaints": read.complaints,
        "conditions": [one.words for one in read.conditions],
        "count": count,
        "pages": page,
        "entries": [
            _line(one) for one in entries(chosen, table=table, page=page.number, size=SIZE)
        ],
    }
    return render(request, "changes/entries.html", shown)


def _line(one: Entry) -> dict[str, Any]:
    return {
        "entry": one,
        "deed": deed_words(one.verb),
        "path": dict(PATHS).get(one.path, one.path),
        "operation": OPERATIONS[one.record.operation],
        "is_new": one.record.operation == "I",
        "is_deleted": one.record.operation == "D",
        "changes": [
            (field_title(c.field), field_value(c.field, c.before), field_value(c.field, c.after))
            for c in one.record.changes
        ],
    }
