"""Addresses of the deadlines of inclusion in statistics."""

from __future__ import annotations

from django.urls import path

from jigai.web.inclusion.calendar import calendar
from jigai.web.inclusion.list import deadlines

app_name = "inclusion"
urlpatterns = [
    path("", deadlines, name="list"),
    path("calendar/", calendar, name="calendar"),
]
