"""Addresses of the analyses of effects."""

from __future__ import annotations

from django.urls import path

from jigai.web.impact.order import from_file, from_register
from jigai.web.impact.show import analysis_list, paper, show

app_name = "impact"
urlpatterns = [
    path("", analysis_list, name="list"),
    path("new/", from_file, name="new"),
    path("register/", from_register, name="register"),
    path("<int:pk>/", show, name="show"),
    path("<int:pk>/paper/", paper, name="paper"),
]
