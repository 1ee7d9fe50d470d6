"""Addresses of bulk edits."""

from __future__ import annotations

from django.urls import path

from jigai.web.bulk.choose import choose, order
from jigai.web.bulk.show import bulk_list, bulk_show, confirm, undo

app_name = "bulk"
urlpatterns = [
    path("", bulk_list, name="list"),
    path("of/<slug:register>/", choose, name="choose"),
    path("of/<slug:register>/order/", order, name="order"),
    path("<slug:batch>/", bulk_show, name="show"),
    path("<slug:batch>/confirm/", confirm, name="confirm"),
    path("<slug:batch>/undo/", undo, name="undo"),
]
