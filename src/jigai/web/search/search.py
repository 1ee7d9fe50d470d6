"""Search over all records that a person may see."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.vary import vary_on_headers

from jigai.web.fragments import fragment
from jigai.web.requests import PageRequest
from jigai.web.search.sources import SOURCES


@vary_on_headers("HX-Request")
def search(request: PageRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    groups = [(s, s.find(request.viewer, words)) for s in SOURCES] if words else []
    found = [(source, hits) for source, hits in groups if hits]
    shown = {"searched_for": words, "groups": found}
    return render(request, "search/search.html" + fragment(request, "found"), shown)
