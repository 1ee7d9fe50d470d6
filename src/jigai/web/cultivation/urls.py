"""Addresses of the cultivation ladder."""

from __future__ import annotations

from django.urls import path

from jigai.web.cultivation.coach import coach
from jigai.web.cultivation.facts import facts, sheet
from jigai.web.cultivation.funnel import funnel_page
from jigai.web.cultivation.ladder import ladder_show, paper
from jigai.web.cultivation.list import ladder_list
from jigai.web.cultivation.policies import policies
from jigai.web.cultivation.tasks import task, task_list

app_name = "cultivation"
urlpatterns = [
    path("", ladder_list, name="list"),
    path("funnel/", funnel_page, name="funnel"),
    path("tasks/", task_list, name="tasks"),
    path("tasks/<int:pk>/", task, name="task"),
    path("sheet/<int:year>/", sheet, name="sheet"),
    path("enterprises/<int:pk>/", ladder_show, name="ladder"),
    path("enterprises/<int:pk>/paper/", paper, name="paper"),
    path("enterprises/<int:pk>/facts/", facts, name="facts"),
    path("enterprises/<int:pk>/policies/", policies, name="policies"),
    path("enterprises/<int:pk>/coach/", coach, name="coach"),
]
