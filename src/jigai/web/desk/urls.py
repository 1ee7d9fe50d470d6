"""Addresses of the special team's desk."""

from __future__ import annotations

from django.urls import path

from jigai.web.desk.hand_over import hand_over_page
from jigai.web.desk.list import desk_list
from jigai.web.desk.responsible import responsible
from jigai.web.desk.show import paper, show

app_name = "desk"
urlpatterns = [
    path("", desk_list, name="list"),
    path("responsible/", responsible, name="responsible"),
    path("hand-over/", hand_over_page, name="hand_over"),
    path("<int:pk>/", show, name="show"),
    path("<int:pk>/paper/", paper, name="paper"),
]
