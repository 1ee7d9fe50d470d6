"""Addresses of the first day."""

from __future__ import annotations

from django.urls import path

from jigai.web.setup.divisions import change_divisions, divisions
from jigai.web.setup.programme import settings
from jigai.web.setup.show import (
    calendar,
    published_calendar,
    rule,
    setup_show,
    townships,
    units,
)

app_name = "setup"
urlpatterns = [
    path("", setup_show, name="show"),
    path("townships/", townships, name="townships"),
    path("units/", units, name="units"),
    path("divisions/", divisions, name="divisions"),
    path("divisions/change/", change_divisions, name="change_divisions"),
    path("settings/", settings, name="settings"),
    path("calendar/", calendar, name="calendar"),
    path("calendar/published/", published_calendar, name="published_calendar"),
    path("rule/", rule, name="rule"),
]
