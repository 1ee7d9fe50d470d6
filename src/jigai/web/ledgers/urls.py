"""Addresses of the ledger imports."""

from __future__ import annotations

from django.urls import path

from jigai.web.ledgers.batch import (
    batch_show,
    confirm,
    read_again,
    returned,
    take_sound,
    undo,
)
from jigai.web.ledgers.list import ledger_list

app_name = "ledgers"
urlpatterns = [
    path("", ledger_list, name="list"),
    path("<str:batch>/", batch_show, name="show"),
    path("<str:batch>/confirm/", confirm, name="confirm"),
    path("<str:batch>/sound-rows/", take_sound, name="take_sound"),
    path("<str:batch>/read-again/", read_again, name="read_again"),
    path("<str:batch>/undo/", undo, name="undo"),
    path("<str:batch>/returned/", returned, name="returned"),
]
