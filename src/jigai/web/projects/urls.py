"""Addresses of the register of projects."""

from __future__ import annotations

from django.urls import path

from jigai.web.projects.gate import paper, procedure, stage
from jigai.web.projects.inclusion import decide, move, papers
from jigai.web.projects.list import project_list
from jigai.web.projects.money import amount, gap
from jigai.web.projects.plan import achieve, baseline, milestones
from jigai.web.projects.register import code, edit, register, withdraw
from jigai.web.projects.show import project_show

app_name = "projects"
urlpatterns = [
    path("", project_list, name="list"),
    path("register/", register, name="register"),
    path("pending/<int:pk>/", decide, name="decide"),
    path("<int:pk>/", project_show, name="show"),
    path("<int:pk>/edit/", edit, name="edit"),
    path("<int:pk>/code/", code, name="code"),
    path("<int:pk>/withdraw/", withdraw, name="withdraw"),
    path("<int:pk>/stage/<slug:to>/", stage, name="stage"),
    path("<int:pk>/papers/<slug:kind>/", paper, name="paper"),
    path("<int:pk>/procedures/<slug:kind>/", procedure, name="procedure"),
    path("<int:pk>/milestones/", milestones, name="milestones"),
    path("<int:pk>/milestones/<int:milestone>/", achieve, name="achieve"),
    path("<int:pk>/baseline/", baseline, name="baseline"),
    path("<int:pk>/amounts/<slug:stream>/", amount, name="amount"),
    path("<int:pk>/gaps/<slug:pair>/<str:period>/", gap, name="gap"),
    path("<int:pk>/inclusion/", move, name="inclusion"),
    path("<int:pk>/inclusion/papers/", papers, name="papers"),
]
