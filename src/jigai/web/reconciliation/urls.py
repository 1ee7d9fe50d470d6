"""Addresses of the reconciliation of the streams of investment."""

from __future__ import annotations

from django.urls import path

from jigai.web.reconciliation.list import reconciled
from jigai.web.reconciliation.tolerance import tolerance

app_name = "reconciliation"
urlpatterns = [
    path("", reconciled, name="list"),
    path("tolerance/", tolerance, name="tolerance"),
]
