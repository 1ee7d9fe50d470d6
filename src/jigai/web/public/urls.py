"""Addresses of the public board."""

from __future__ import annotations

from django.urls import path

from jigai.web.public.board import newest_board, one_board, public_switch

app_name = "public"
urlpatterns = [
    path("", newest_board, name="newest"),
    path("switch/", public_switch, name="switch"),
    path("<str:period>/", one_board, name="board"),
]
