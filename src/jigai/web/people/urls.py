"""Addresses of a person's own pages."""

from __future__ import annotations

from django.urls import path

from jigai.web.people.account import account

app_name = "people"
urlpatterns = [path("account/", account, name="account")]
