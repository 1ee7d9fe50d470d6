"""Address of the search."""

from __future__ import annotations

from django.urls import path

from jigai.web.search.search import search

urlpatterns = [path("", search, name="search")]
