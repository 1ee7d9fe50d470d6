"""Addresses of the check of stored files."""

from __future__ import annotations

from django.urls import path

from jigai.web.evidence.checks import check_now, checks

app_name = "evidence"
urlpatterns = [
    path("checks/", checks, name="checks"),
    path("checks/now/", check_now, name="check_now"),
]
