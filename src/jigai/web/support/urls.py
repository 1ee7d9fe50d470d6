"""Addresses of enterprises' requests."""

from __future__ import annotations

from django.urls import path

from jigai.web.support.asking import call_back, confirm, rate, reopen, withdraw
from jigai.web.support.departments import departments
from jigai.web.support.files import ledger, paper
from jigai.web.support.list import request_list
from jigai.web.support.raising import raise_page
from jigai.web.support.show import request_show
from jigai.web.support.standards import hours, standard, standards
from jigai.web.support.working import (
    accept,
    answer,
    assign,
    block,
    extend,
    note,
    part,
    resume,
    suspend,
)

app_name = "support"
urlpatterns = [
    path("", request_list, name="list"),
    path("raise/", raise_page, name="raise"),
    path("departments/", departments, name="departments"),
    path("limits/", standards, name="standards"),
    path("limits/set/", standard, name="standard"),
    path("limits/hours/", hours, name="hours"),
    path("ledger/", ledger, name="ledger"),
    path("parts/<int:pk>/", part, name="part"),
    path("<int:pk>/", request_show, name="show"),
    path("<int:pk>/paper/", paper, name="paper"),
    path("<int:pk>/accept/", accept, name="accept"),
    path("<int:pk>/assign/", assign, name="assign"),
    path("<int:pk>/block/", block, name="block"),
    path("<int:pk>/suspend/", suspend, name="suspend"),
    path("<int:pk>/resume/", resume, name="resume"),
    path("<int:pk>/extend/", extend, name="extend"),
    path("<int:pk>/note/", note, name="note"),
    path("<int:pk>/answer/", answer, name="answer"),
    path("<int:pk>/confirm/", confirm, name="confirm"),
    path("<int:pk>/rate/", rate, name="rate"),
    path("<int:pk>/reopen/", reopen, name="reopen"),
    path("<int:pk>/withdraw/", withdraw, name="withdraw"),
    path("<int:pk>/call_back/", call_back, name="call_back"),
]
