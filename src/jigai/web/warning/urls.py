"""Addresses of the early warning."""

from __future__ import annotations

from django.urls import path

from jigai.web.warning.show import fit, show

app_name = "warning"
urlpatterns = [
    path("", show, name="show"),
    path("fit/", fit, name="fit"),
    path("<slug:period>/", show, name="round"),
]
