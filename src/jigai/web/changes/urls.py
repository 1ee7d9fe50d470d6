"""Addresses of the history of changes."""

from __future__ import annotations

from django.urls import path

from jigai.web.changes.entries import change_entries
from jigai.web.changes.list import change_list
from jigai.web.changes.show import change_show, head, undo

app_name = "changes"
urlpatterns = [
    path("", change_list, name="list"),
    path("entries/", change_entries, name="entries"),
    path("head/", head, name="head"),
    path("<int:number>/", change_show, name="show"),
    path("<int:number>/undo/", undo, name="undo"),
]
