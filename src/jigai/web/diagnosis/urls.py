"""Addresses of diagnosis."""

from __future__ import annotations

from django.urls import path

from jigai.web.diagnosis.answers import agree, answers, attach, draft, finish, reopen
from jigai.web.diagnosis.benchmark import benchmark_show, minimum
from jigai.web.diagnosis.enterprise import enterprise_show
from jigai.web.diagnosis.figure import figure
from jigai.web.diagnosis.gap import gap, gap_new
from jigai.web.diagnosis.list import diagnosis_list
from jigai.web.diagnosis.lists import (
    lists,
    machine,
    machine_new,
    process,
    process_new,
    sheet,
)
from jigai.web.diagnosis.show import evidence, paper, show
from jigai.web.diagnosis.start import start

app_name = "diagnosis"
urlpatterns = [
    path("", diagnosis_list, name="list"),
    path("benchmark/", benchmark_show, name="benchmark"),
    path("benchmark/minimum/", minimum, name="minimum"),
    path("enterprises/<int:pk>/", enterprise_show, name="enterprise"),
    path("enterprises/<int:pk>/start/", start, name="start"),
    path("enterprises/<int:pk>/figure/", figure, name="figure"),
    path("enterprises/<int:pk>/lists/", lists, name="lists"),
    path("enterprises/<int:pk>/lists/<slug:which>/sheet/", sheet, name="sheet"),
    path("enterprises/<int:pk>/machines/", machine_new, name="machine_new"),
    path("enterprises/<int:pk>/processes/", process_new, name="process_new"),
    path("machines/<int:pk>/", machine, name="machine"),
    path("processes/<int:pk>/", process, name="process"),
    path("evidence/<int:pk>/", evidence, name="evidence"),
    path("gaps/<int:pk>/", gap, name="gap"),
    path("<int:pk>/", show, name="show"),
    path("<int:pk>/answers/<slug:side>/", answers, name="answers"),
    path("<int:pk>/answers/<slug:side>/draft/", draft, name="draft"),
    path("<int:pk>/answers/<slug:side>/finish/", finish, name="finish"),
    path("<int:pk>/answers/<slug:side>/<slug:question>/file/", attach, name="attach"),
    path("<int:pk>/agree/", agree, name="agree"),
    path("<int:pk>/reopen/", reopen, name="reopen"),
    path("<int:pk>/gaps/", gap_new, name="gap_new"),
    path("<int:pk>/paper/", paper, name="paper"),
]
