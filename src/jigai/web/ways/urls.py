"""Addresses of the ways up and of the county's efforts."""

from __future__ import annotations

from django.urls import path

from jigai.web.ways.efforts import effort, effort_list
from jigai.web.ways.show import ways_show

app_name = "ways"
urlpatterns = [
    path("enterprises/<int:pk>/", ways_show, name="show"),
    path("efforts/", effort_list, name="efforts"),
    path("efforts/<slug:fact>/", effort, name="effort"),
]
