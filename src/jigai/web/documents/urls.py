"""Addresses of documents and layouts."""

from __future__ import annotations

from django.urls import path

from jigai.web.documents.layouts import layout_file, layouts
from jigai.web.documents.letter import letter
from jigai.web.documents.letter_runs import (
    run_list,
    run_merged,
    run_order,
    run_show,
    run_zip,
)
from jigai.web.documents.list import document_list
from jigai.web.documents.notice import notice
from jigai.web.documents.receipts import confirm, deliver
from jigai.web.documents.show import document_file, document_show, document_void

app_name = "documents"
urlpatterns = [
    path("", document_list, name="list"),
    path("notice/", notice, name="notice"),
    path("letter/", letter, name="letter"),
    path("letters/", run_list, name="runs"),
    path("letters/new/", run_order, name="run_order"),
    path("letters/<slug:batch>/", run_show, name="run"),
    path("letters/<slug:batch>/zip/", run_zip, name="run_zip"),
    path("letters/<slug:batch>/merged/", run_merged, name="run_merged"),
    path("layouts/", layouts, name="layouts"),
    path("layouts/<slug:kind>/<int:pk>/", layout_file, name="layout_file"),
    path("<int:pk>/", document_show, name="show"),
    path("<int:pk>/deliver/", deliver, name="deliver"),
    path("<int:pk>/confirm/", confirm, name="confirm"),
    path("<int:pk>/void/", document_void, name="void"),
    path("<int:pk>/<slug:form>/", document_file, name="file"),
]
