"""Addresses of the public rule pages."""

from __future__ import annotations

from django.urls import path

from jigai.web.rules.list import rule_list
from jigai.web.rules.show import rule_show

app_name = "rules"
urlpatterns = [
    path("", rule_list, name="list"),
    path("<str:rule_id>/<str:valid_from>/", rule_show, name="show"),
]
