"""Addresses of the shell itself."""

from __future__ import annotations

from django.urls import path

from jigai.web.layout.speak import speak

app_name = "layout"
urlpatterns = [path("language/", speak, name="speak")]
