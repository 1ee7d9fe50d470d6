"""Addresses that every list shares."""

from __future__ import annotations

from django.urls import path

from jigai.web.lists.views import delete, save

app_name = "lists"
urlpatterns = [
    path("save/", save, name="save"),
    path("<int:view_id>/delete/", delete, name="delete"),
]
