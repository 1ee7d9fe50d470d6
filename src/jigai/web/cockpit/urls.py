"""Addresses of the cockpit and of the lists behind its figures."""

from __future__ import annotations

from django.urls import path

from jigai.web.cockpit.amount_list import amount_list
from jigai.web.cockpit.badge_list import badge_list
from jigai.web.cockpit.show import cockpit
from jigai.web.cockpit.work_lists import inclusion_list, waiting_list

app_name = "cockpit"
urlpatterns = [
    path("", cockpit, name="show"),
    path("cockpit/badges/", badge_list, name="badges"),
    path("cockpit/inclusion/", inclusion_list, name="inclusion"),
    path("cockpit/amounts/<str:period>/", amount_list, name="amounts"),
    path("cockpit/waiting/<slug:kind>/", waiting_list, name="waiting"),
]
