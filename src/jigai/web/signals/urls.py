"""Addresses of the questions about striking patterns."""

from __future__ import annotations

from django.urls import path

from jigai.web.signals.list import signal_answer, signals

app_name = "signals"
urlpatterns = [
    path("", signals, name="list"),
    path("<int:pk>/answer/", signal_answer, name="answer"),
]
