"""Addresses of version 1, loaded when one of them is first asked for."""

from __future__ import annotations

from jigai.api.v1.api import api

app_name = "ninja"
urlpatterns = api.urls[0]
