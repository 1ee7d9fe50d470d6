"""Addresses of the programme reports."""

from __future__ import annotations

from django.urls import path

from jigai.web.annual_reports.draft import draft, restate
from jigai.web.annual_reports.list import report_list
from jigai.web.annual_reports.moves import approve, discard, publish
from jigai.web.annual_reports.show import file, rebuild, report_show

app_name = "annual_reports"
urlpatterns = [
    path("", report_list, name="list"),
    path("draft/", draft, name="draft"),
    path("<int:pk>/", report_show, name="show"),
    path("<int:pk>/approve/", approve, name="approve"),
    path("<int:pk>/publish/", publish, name="publish"),
    path("<int:pk>/discard/", discard, name="discard"),
    path("<int:pk>/restate/", restate, name="restate"),
    path("<int:pk>/rebuild/", rebuild, name="rebuild"),
    path("<int:pk>/<str:language>.<str:form>", file, name="file"),
]
