"""Addresses of the contact log."""

from __future__ import annotations

from django.urls import path

from jigai.web.visits.follow_ups import follow_up, follow_up_list
from jigai.web.visits.list import contact_list
from jigai.web.visits.log import log
from jigai.web.visits.settings import cap, rhythm, settings
from jigai.web.visits.sheet import sheet
from jigai.web.visits.show import assign, show, withdraw

app_name = "visits"
urlpatterns = [
    path("", contact_list, name="list"),
    path("sheet/", sheet, name="sheet"),
    path("follow-ups/", follow_up_list, name="follow_ups"),
    path("follow-ups/<int:pk>/", follow_up, name="follow_up"),
    path("settings/", settings, name="settings"),
    path("settings/rhythm/", rhythm, name="rhythm"),
    path("settings/cap/", cap, name="cap"),
    path("enterprises/<int:pk>/log/", log, name="log"),
    path("<int:pk>/", show, name="show"),
    path("<int:pk>/withdraw/", withdraw, name="withdraw"),
    path("<int:pk>/assign/", assign, name="assign"),
]
