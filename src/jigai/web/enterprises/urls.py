"""Addresses of the enterprise library."""

from __future__ import annotations

from django.urls import path

from jigai.web.enterprises.list import enterprise_list
from jigai.web.enterprises.show import enterprise_show

app_name = "enterprises"
urlpatterns = [
    path("", enterprise_list, name="list"),
    path("<int:pk>/", enterprise_show, name="show"),
]
